/** Plain loops until fast ones have been faster. */
package io.alphafair.tier;
