package io.alphafair.studies.solver;

/**
 * How a method spends the budget, and the prices by which it claims that this is best.
 *
 * @param fraction of the budget, for each entry of the {@link SpendingProblem}
 * @param price what one more unit of each group's utility is worth, up to a common factor
 * @param iterations steps taken; 0 where they are not counted
 */
record Spending(double[] fraction, double[] price, int iterations) {}
