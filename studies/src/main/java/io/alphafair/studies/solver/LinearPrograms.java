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
     * {@code max worst} with {@code u_k >= worst}. By complementary slackness the price of a group's utility is what a
     * unit of it cost.
     */
    static Spending maxMin(SpendingProblem problem) {
        ExpressionsBasedModel model = simplex(problem.size());
        Variable worst = model.newVariable("worst").lower(0).weight(1);
        Expression[] levels = new Expression[problem.groupCount];
        Arrays.setAll(levels, k -> model.newExpression("level" + k).lower(0).set(worst, -1));
        for (int j = 0; j < problem.size(); j++) {
            levels[problem.group[j]].set(j, problem.rate[j]);
        }
        double[] fraction = fractions(problem.size(), model.maximise());
        double[] price = new double[problem.groupCount];
        for (int j = 0; j < fraction.length; j++) {
            price[problem.group[j]] += fraction[j];
        }
        double[] utility = problem.utilities(fraction);
        Arrays.setAll(price, k -> price[k] / utility[k]);
        return new Spending(fraction, price, 0);
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
