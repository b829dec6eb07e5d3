/** The Vector API backend: an exact filter in place of the division. A policy chooses a path for each block of rows. */
package io.alphafair.simd;
