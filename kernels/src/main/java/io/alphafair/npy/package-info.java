/** Reading, mapping and writing NumPy's {@code .npy} files. */
package io.alphafair.npy;
