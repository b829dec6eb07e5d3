/** Starts with plain loops, and changes to fast ones once these have been faster. */
package io.alphafair.tier;
