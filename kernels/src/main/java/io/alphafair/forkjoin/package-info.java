/** The multi-threaded backend: chunks of rows for a pool of its own, each with a leaf backend. */
package io.alphafair.forkjoin;
