/**
 * Allocation to groups that overlap: an individual may belong to several, as to a sex and to a race.
 *
 * <p>Two individuals with the same memberships compete with each other only, so an optimum spends on the best ratio of
 * each <em>atomic cell</em> (a set of memberships that somebody has). Any backend finds those, with the cells as its
 * groups; what remains is a concave programme with one variable per cell, which {@link
 * io.alphafair.overlap.OverlapSolver} solves to a certified duality gap.
 */
package io.alphafair.overlap;
