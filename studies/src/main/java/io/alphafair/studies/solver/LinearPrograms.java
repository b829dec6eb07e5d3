package io.alphafair.studies.solver;

import java.util.Arrays;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.type.context.NumberContext;

/** The two ends of fairness, alpha = 0 and infinity, as linear programmes for ojAlgo. */
final class LinearPrograms {
    private LinearPrograms() {
    }

    /** {@code max sum rate_j fraction_j}: each group's utility has price 1. */
    static Spending utilitarian(SpendingProblem problem) {
        ExpressionsBasedModel model = simplex(problem.size());
        for (int j = 0; j < problem.size(); j++) {
            model.getVariable(j).weight(problem.rate[j]);
        }
        double[] price = new double[problem.groupCount];
        Arrays.fill(price, 1);
        return new Spending(fractions(problem.size(), model.maximise()), price, 0);
    }

    /**
     * {@code max worst} with {@code u_k >= worst}, and its dual, {@code min worth} with {@code price_k rate_j <= worth}
     * for prices that sum to 1: each proves the other.
     */
    static Spending maxMin(SpendingProblem problem) {
        ExpressionsBasedModel model = simplex(problem.size());
        Variable worst = model.newVariable("worst").lower(0).weight(1);
        Expression[] levels = new Expression[problem.groupCount];
        Arrays.setAll(levels, k -> model.newExpression("level" + k).lower(0).set(worst, -1));
        for (int j = 0; j < problem.size(); j++) {
            levels[problem.group[j]].set(j, problem.rate[j]);
        }
        return new Spending(fractions(problem.size(), model.maximise()), maxMinPrices(problem), 0);
    }

    private static double[] maxMinPrices(SpendingProblem problem) {
        ExpressionsBasedModel model = simplex(problem.groupCount);
        Variable worth = model.newVariable("worth").lower(0).weight(1);
        for (int j = 0; j < problem.size(); j++) {
            model.newExpression("worth" + j).lower(0).set(worth, 1).set(problem.group[j], -problem.rate[j]);
        }
        return fractions(problem.groupCount, model.minimise());
    }

    /** Fractions that sum to 1. */
    private static ExpressionsBasedModel simplex(int size) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        // The default rounds to fourteen decimals, too few for small fractions.
        model.options.solution = NumberContext.of(16, 24);
        Expression sum = model.newExpression("sum").level(1);
        for (int j = 0; j < size; j++) {
            sum.set(model.newVariable("fraction" + j).lower(0), 1);
        }
        return model;
    }

    private static double[] fractions(int size, Optimisation.Result result) {
        if (!result.getState().isOptimal()) {
            throw new NotConvergedException("ojAlgo's linear solver stopped in state " + result.getState(), Double.NaN,
                    0);
        }
        double[] fraction = new double[size];
        Arrays.setAll(fraction, j -> Math.max(0, result.doubleValue(j)));
        SpendingProblem.normalise(fraction);
        return fraction;
    }
}
