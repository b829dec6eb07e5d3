/** The first contact with a GPU: whether it is right, how long it takes, and one record of both. */
package io.alphafair.bench.gpu;
