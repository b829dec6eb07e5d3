package io.alphafair.studies.solver;

/**
 * What the solver found: feasible doses whose welfare is the optimum's up to {@link #dualityGap()}.
 *
 * @param doses N x T doses, row-major, in units of budget over cost; a solver's doses wander among ties, its welfare
 *            does not
 * @param utilities K group utilities of these doses, in units of benefit; 0 for absent groups and those without any
 *            benefit
 * @param objective their welfare W
 * @param dualityGap an upper bound on the welfare of the optimum minus {@code objective}, from all N x T entries
 * @param relativeGap the gap over |W|; at alpha = 1, where W has no natural zero, over the number of groups
 * @param iterations Newton steps; 0 for the linear programmes, whose solver does not count for us
 */
public record Solution(double[] doses, double[] utilities, double objective, double dualityGap, double relativeGap,
        int iterations) {}
