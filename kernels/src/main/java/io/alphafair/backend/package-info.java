/** What a backend is: the two passes over N x T data, how a backend is found, and what those on a CPU share. */
package io.alphafair.backend;
