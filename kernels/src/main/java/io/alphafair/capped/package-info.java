/**
 * The engine of allocation with caps, on arrays: from each group's best entries to who is funded, and the derivatives.
 * It knows no type of the packages that use it; it reports a refusal with a
 * {@link io.alphafair.closedform.RefusedException}.
 */
package io.alphafair.capped;
