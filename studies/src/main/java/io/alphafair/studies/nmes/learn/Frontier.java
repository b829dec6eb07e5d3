package io.alphafair.studies.nmes.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Sweep;
import io.alphafair.backend.Backend;
import io.alphafair.select.Backends;
import io.alphafair.studies.chart.Chart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The fairness-efficiency frontier of one split's test people as one decision: for every alpha the sum of the groups' true
 * utilities and the smallest of them, by the best decisions and by those that predictions lead to. One group argmax a
 * curve; each of the 200 alphas costs O(K).
 *
 * @param curves a curve a way of deciding
 */
record Frontier(double[] alphas, List<Curve> curves) {
    private static final int COUNT = 200;
    private static final double LEAST_ALPHA = 0.05;
    private static final double LARGEST_ALPHA = 50;

    /**
     * One way of deciding.
     *
     * @param total the sum of the true utilities by alpha
     * @param worst the smallest true utility by alpha
     */
    record Curve(String name, double[] total, double[] worst) {}

    /** The curves of the truth, and of methods that serve every alpha. */
    static Frontier of(People people, Settings settings, double budget) {
        double[] alphas = grid();
        List<Curve> curves = new ArrayList<>();
        try (Backend backend = Backends.open(Comparison.BACKEND);
                Split split = new Split(people, settings.batch(), Comparison.DEALS, settings.seed(), backend);
                Instance all = new Instance(people, split.testRows(), backend)) {
            List<Sweep.Point> best = Sweep.overAlphas(all.trueBestItems(), alphas, budget);
            curves.add(new Curve("best decisions", best.stream().mapToDouble(Sweep.Point::totalUtility).toArray(),
                    best.stream().mapToDouble(Sweep.Point::worstUtility).toArray()));
            for (Method method : List.of(Method.MEANS, Method.TWO_STAGE, Method.TWO_STAGE_LOGARITHMS,
                    Method.SPO_PLUS)) {
                LogLinearModel model = split.train(method, Fairness.PROPORTIONAL, settings, Map.of());
                curves.add(realised(method.label(), model, all, alphas, budget));
            }
        }
        return new Frontier(alphas, curves);
    }

    private static Curve realised(String name, LogLinearModel model, Instance all, double[] alphas, double budget) {
        double[] predicted = new double[all.benefit().length];
        model.predict(all.predictors(), predicted);
        BestItems best = all.bestItems(predicted);
        double[] total = new double[alphas.length];
        double[] worst = new double[alphas.length];
        for (int index = 0; index < alphas.length; index++) {
            Allocation allocation = all.allocate(best, Fairness.of(alphas[index]));
            worst[index] = Double.POSITIVE_INFINITY;
            for (int group = 0; group < all.groupCount(); group++) {
                if (!all.isAbsent(group)) {
                    double utility = budget * all.trueUtility(allocation, group);
                    total[index] += utility;
                    worst[index] = Math.min(worst[index], utility);
                }
            }
        }
        return new Curve(name, total, worst);
    }

    /** 0, a geometric series, infinity. */
    private static double[] grid() {
        double[] alphas = new double[COUNT];
        double ratio = Math.pow(LARGEST_ALPHA / LEAST_ALPHA, 1.0 / (COUNT - 3));
        Arrays.setAll(alphas, i -> i == 0 ? 0 : LEAST_ALPHA * Math.pow(ratio, i - 1));
        alphas[COUNT - 1] = Double.POSITIVE_INFINITY;
        return alphas;
    }

    /** Total utility from left to right, the worst group's utility upwards; alpha runs from the lower right to the upper left. */
    String toSvg(double budget) {
        Chart chart = new Chart("200 alphas, from 0 (right) to infinity (left), budget " + NmesReport.plain(budget),
                "sum of the groups' true utilities", "true utility of the worst group").logX().logY();
        for (Curve curve : curves) {
            chart.line(curve.name(), curve.total(), curve.worst());
        }
        return chart.toSvg();
    }
}
