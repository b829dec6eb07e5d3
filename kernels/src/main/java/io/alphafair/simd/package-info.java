/** The Vector API backend: an exact filter in place of the division, block by block by the path that the data call for. */
package io.alphafair.simd;
