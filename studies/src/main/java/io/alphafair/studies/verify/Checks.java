package io.alphafair.studies.verify;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.solver.ConvexSolver;
import io.alphafair.studies.solver.NotConvergedException;
import io.alphafair.studies.solver.Solution;
import io.alphafair.studies.study.Alphas;
import java.util.Arrays;
import java.util.function.IntFunction;

/** The two checks, as numbers. */
final class Checks {
    /** Beyond so many entries the solver takes seconds. */
    static final int MOST_FOR_THE_SOLVER = 100_000;
    static final double STEP = 1e-6;
    private static final int REPEATS = 3;
    private static final long WARM_NANOS = 100_000_000;

    private Checks() {
    }

    /**
     * The closed form beside the solver, each time the best of some; NaN where the solver did not run.
     *
     * @param doseGap the largest |dose - solver's dose|, over all entries
     * @param gap relative, of the closed form's utilities
     * @param note why the solver has no answer, or empty
     */
    record Solved(String alpha, double objective, double solverObjective, double doseGap, double utilityGap, double gap,
            double solverGap, double micros, double solverMicros, String note) {}

    /**
     * Derivatives beside finite differences; NaN where the notebooks' formula has no answer.
     *
     * @param gradient its largest entry
     * @param factor the least and the most by which the notebooks' gradient is too small, at a general alpha
     */
    record Differentiated(String alpha, double gradient, double gradientError, double notebookError, double[] factor,
            double jacobian, double jacobianError, double forwardError, double notebookJacobianError) {}

    static Solved solve(NotebookData data, Fairness fairness) {
        try (Items items = data.items();
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = BestItems.forGroups(items.groupCount());
            Allocation a = Allocation.forGroups(items.groupCount());
            double micros = Double.POSITIVE_INFINITY;
            long end = System.nanoTime() + WARM_NANOS;
            for (int repeat = 0; repeat < REPEATS || System.nanoTime() < end; repeat++) {
                long start = System.nanoTime();
                prepared.bestItems(best);
                best.allocate(fairness, data.budget(), a);
                micros = Math.min(micros, (System.nanoTime() - start) / 1e3);
            }
            double scale = fairness.alpha() == 1 ? occupied(best) : Math.abs(a.objective());
            String alpha = Alphas.text(fairness);
            double gap = a.dualityGap() / scale;
            if (items.individualCount() * items.itemCount() > MOST_FOR_THE_SOLVER) {
                return without(alpha, a, gap, micros,
                        "the solver takes at most " + MOST_FOR_THE_SOLVER + " entries here");
            }
            try {
                return beside(items, data, a, alpha, gap, micros);
            } catch (NotConvergedException e) {
                return without(alpha, a, gap, micros, e.getMessage());
            }
        }
    }

    private static Solved without(String alpha, Allocation a, double gap, double micros, String note) {
        return new Solved(alpha, a.objective(), Double.NaN, Double.NaN, Double.NaN, gap, Double.NaN, micros, Double.NaN,
                note);
    }

    private static Solved beside(Items items, NotebookData data, Allocation a, String alpha, double gap,
            double micros) {
        Solution solution = null;
        double solverMicros = Double.POSITIVE_INFINITY;
        long end = System.nanoTime() + WARM_NANOS;
        for (int repeat = 0; repeat < REPEATS || System.nanoTime() < end; repeat++) {
            long start = System.nanoTime();
            solution = new ConvexSolver().solve(items, a.fairness(), data.budget());
            solverMicros = Math.min(solverMicros, (System.nanoTime() - start) / 1e3);
        }
        return new Solved(alpha, a.objective(), solution.objective(), doseGap(a, solution.doses()),
                utilityGap(a, solution.utilities()), gap, solution.relativeGap(), micros, solverMicros, "");
    }

    private static int occupied(BestItems best) {
        int count = 0;
        for (int k = 0; k < best.groupCount(); k++) {
            count += best.isAbsent(k) ? 0 : 1;
        }
        return count;
    }

    private static double doseGap(Allocation a, double[] doses) {
        double[] rest = doses.clone();
        for (int k = 0; k < a.groupCount(); k++) {
            if (!a.bestItems().isAbsent(k)) {
                rest[(int) a.bestItems().winner(k)] -= a.dose(k);
            }
        }
        return Arrays.stream(rest).map(Math::abs).max().orElse(0);
    }

    private static double utilityGap(Allocation a, double[] utilities) {
        double worst = 0;
        for (int k = 0; k < utilities.length; k++) {
            worst = Math.max(worst, Math.abs(a.utility(k) - utilities[k]));
        }
        return worst;
    }

    static Differentiated differentiate(NotebookData data, Fairness fairness) {
        try (Items items = data.items();
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items);
                FiniteDifferences differences = new FiniteDifferences(items, fairness, data.budget())) {
            Allocation a = prepared.bestItems().allocate(fairness, data.budget());
            double[] gradient = a.benefitGradient();
            IntFunction<double[]> jacobian = group -> column(a, group);
            double alpha = fairness.alpha();
            boolean general = alpha > 0 && alpha != 1 && alpha < Double.POSITIVE_INFINITY;
            double[] erratum = general ? NotebookFormulas.erratum(a) : new double[0];
            return new Differentiated(Alphas.text(fairness), largest(gradient),
                    differences.gradientError(gradient, STEP),
                    differences.gradientError(NotebookFormulas.gradient(a), STEP),
                    general
                            ? new double[]{Arrays.stream(erratum).min().getAsDouble(), largest(erratum)}
                            : new double[0],
                    differences.largest(jacobian),
                    differences.jacobianError(jacobian, STEP), differences.forwardJacobianError(jacobian, STEP),
                    differences.jacobianError(group -> NotebookFormulas.jacobianColumn(a, group), STEP));
        }
    }

    /** The doses' derivative to one winner's benefit. */
    private static double[] column(Allocation a, int group) {
        double[] tangent = new double[a.groupCount()];
        tangent[group] = 1;
        return a.jvp(tangent);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
