package io.alphafair.studies.solver;

import java.util.Arrays;

/**
 * Maximises the welfare at finite alpha > 0 over all entries by an interior-point method: Newton's method on
 * {@code -W(u) - mu * sum log fraction_j} on the simplex, with mu tenfold smaller each time the steps become small.
 *
 * <p>With the change of each fraction in proportion to itself as the unknown, the Hessian is {@code mu I} plus one
 * rank-one matrix a group, so a step costs O(entries). The power and the logarithm are compatible with the barrier
 * (third derivatives bounded by second ones in its norm), which is why damped Newton steps converge from anywhere
 * (Nesterov and Nemirovskii, Interior-Point Polynomial Algorithms in Convex Programming, 1994).
 */
final class BarrierMethod {
    /** A tenth of what {@link ConvexSolver} promises, so that rounding in the doses cannot break the promise. */
    private static final double TARGET = ConvexSolver.TOLERANCE / 10;
    /** Newton's decrement, squared and in units of the barrier, below which mu is lowered. */
    private static final double CENTRED = 0.1;
    private static final double SHRINK = 0.1;
    /** The part of the way to the boundary that a step may take. */
    private static final double INTERIOR = 0.99;
    private static final int LONGEST_SEARCH = 60;

    private final SpendingProblem problem;
    private final Welfare welfare;
    private final double[] fraction;
    private double mu;

    // The state at the present fractions.
    private double[] utility;
    private double[] marginal;
    /** What each entry gives to its group, {@code rate_j fraction_j}. */
    private final double[] given;
    /** Relative change of each fraction. */
    private final double[] step;

    BarrierMethod(SpendingProblem problem, Welfare welfare) {
        this.problem = problem;
        this.welfare = welfare;
        this.fraction = problem.even.clone();
        this.given = new double[problem.size()];
        this.step = new double[problem.size()];
    }

    /**
     * Runs until the relative duality gap is a tenth of {@link ConvexSolver#TOLERANCE}.
     *
     * @throws NotConvergedException if that takes more iterations, or a number leaves the range of doubles
     */
    Spending solve(int maxIterations) {
        for (int iteration = 0;; iteration++) {
            look();
            double worthOfUtility = dot(marginal, utility);
            double gap = problem.worth(marginal) - worthOfUtility;
            double allowed = TARGET * welfare.scale(utility);
            if (gap <= allowed) {
                return new Spending(fraction, marginal, iteration);
            }
            if (iteration == maxIterations || Double.isNaN(gap)) {
                throw new NotConvergedException("the barrier method stopped", gap / welfare.scale(utility), iteration);
            }
            if (iteration == 0) {
                mu = gap / problem.size();
            }
            double decrement = direct(worthOfUtility + problem.size() * mu);
            move(stepLength());
            if (decrement <= CENTRED) {
                // On the central path the gap is mu times the number of entries: a smaller mu would only cost digits.
                mu = Math.max(SHRINK * mu, allowed / 5 / problem.size());
            }
        }
    }

    private void look() {
        utility = problem.utilities(fraction);
        marginal = new double[utility.length];
        Arrays.setAll(marginal, k -> welfare.marginal(utility[k]));
        Arrays.setAll(given, j -> problem.rate[j] * fraction[j]);
    }

    /**
     * Sets the Newton step and returns its decrement, squared.
     *
     * @param price an estimate of the budget's multiplier; any would do, a good one avoids cancellation
     */
    private double direct(double price) {
        int[] group = problem.group;
        double[] curvature = new double[utility.length];
        Arrays.setAll(curvature, k -> welfare.alpha() * marginal[k] / utility[k]);
        double[] squares = byGroup(given, given);
        double[] ascent = new double[fraction.length];
        Arrays.setAll(ascent, j -> given[j] * marginal[group[j]] + mu - price * fraction[j]);
        double[] free = solveHessian(ascent, curvature, squares);
        double[] spent = solveHessian(fraction, curvature, squares);
        double correction = dot(fraction, free) / dot(fraction, spent);
        Arrays.setAll(step, j -> free[j] - correction * spent[j]);
        // Rounding must not let the spending drift off the budget.
        double drift = dot(fraction, step);
        double decrement = 0;
        for (int j = 0; j < step.length; j++) {
            step[j] -= drift;
            decrement += ascent[j] * step[j];
        }
        return decrement / mu;
    }

    /** {@code (mu I + curvature_k given given')^-1 right}, group by group. */
    private double[] solveHessian(double[] right, double[] curvature, double[] squares) {
        double[] along = byGroup(given, right);
        for (int k = 0; k < along.length; k++) {
            along[k] *= curvature[k] / (mu + curvature[k] * squares[k]);
        }
        double[] solved = new double[right.length];
        Arrays.setAll(solved, j -> (right[j] - along[problem.group[j]] * given[j]) / mu);
        return solved;
    }

    /** Halves the step until the function does not rise noticeably at its end. */
    private double stepLength() {
        double[] utilityStep = byGroup(given, step);
        double lowest = Arrays.stream(step).min().orElseThrow();
        double length = lowest < 0 ? Math.min(1, INTERIOR / -lowest) : 1;
        double allowed = 0.1 * Math.abs(slope(utilityStep, 0));
        for (int search = 0; search < LONGEST_SEARCH && !(slope(utilityStep, length) <= allowed); search++) {
            length /= 2;
        }
        return length;
    }

    /** The derivative of the function along the step; the function is convex, so it only grows. */
    private double slope(double[] utilityStep, double length) {
        double slope = 0;
        for (int k = 0; k < utilityStep.length; k++) {
            slope -= utilityStep[k] * welfare.marginal(utility[k] + length * utilityStep[k]);
        }
        for (double change : step) {
            slope -= mu * change / (1 + length * change);
        }
        return slope;
    }

    private void move(double length) {
        for (int j = 0; j < fraction.length; j++) {
            fraction[j] *= 1 + length * step[j];
        }
        SpendingProblem.normalise(fraction);
    }

    private double[] byGroup(double[] left, double[] right) {
        double[] sums = new double[problem.groupCount];
        for (int j = 0; j < left.length; j++) {
            sums[problem.group[j]] += left[j] * right[j];
        }
        return sums;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int j = 0; j < left.length; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }
}
