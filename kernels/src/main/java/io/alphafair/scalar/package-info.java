/** The readable reference: a division for every element. */
package io.alphafair.scalar;
