package io.alphafair.studies.solver;

import java.util.Arrays;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.ModelEntity;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.type.context.NumberContext;

/** The two ends of fairness, alpha = 0 and infinity, as linear programmes for ojAlgo. */
final class LinearPrograms {
    private static final String LEVEL = "level";

    private LinearPrograms() {
    }

    /** {@code max sum rate_j fraction_j}: each group's utility has price 1. */
    static Spending utilitarian(SpendingProblem problem) {
        ExpressionsBasedModel model = model(problem);
        for (int j = 0; j < problem.size(); j++) {
            model.getVariable(j).weight(problem.rate[j]);
        }
        double[] price = new double[problem.groupCount];
        Arrays.fill(price, 1);
        return new Spending(fractions(problem, model.maximise()), price, 0);
    }

    /** {@code max worst} with {@code u_k >= worst}: the prices are the multipliers of these constraints. */
    static Spending maxMin(SpendingProblem problem) {
        ExpressionsBasedModel model = model(problem);
        Variable worst = model.newVariable("worst").lower(0).weight(1);
        Expression[] levels = new Expression[problem.groupCount];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = model.newExpression(LEVEL + k).lower(0).set(worst, -1);
        }
        for (int j = 0; j < problem.size(); j++) {
            levels[problem.group[j]].set(j, problem.rate[j]);
        }
        Optimisation.Result result = model.maximise();
        double[] price = new double[levels.length];
        result.getMatchedMultipliers().forEach(entry -> {
            ModelEntity<?> entity = entry.getKey().left();
            System.err.println(entity.getName() + " " + entry.getKey().right() + " " + entry.doubleValue());
        });
        return new Spending(fractions(problem, result), price, 0);
    }

    /** Fractions that do not exceed the whole. */
    private static ExpressionsBasedModel model(SpendingProblem problem) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        // The default keeps twelve digits, fewer than the duality gap needs.
        System.err.println(model.options.solution + " " + model.options.feasibility);
        model.options.solution = NumberContext.of(16, 24);
        Expression whole = model.newExpression("whole").upper(1);
        for (int j = 0; j < problem.size(); j++) {
            whole.set(model.newVariable("fraction" + j).lower(0), 1);
        }
        return model;
    }

    private static double[] fractions(SpendingProblem problem, Optimisation.Result result) {
        if (!result.getState().isOptimal()) {
            throw new NotConvergedException("ojAlgo's linear solver stopped with state " + result.getState(),
                    Double.NaN, 0);
        }
        double[] fraction = new double[problem.size()];
        Arrays.setAll(fraction, j -> Math.max(0, result.doubleValue(j)));
        SpendingProblem.normalise(fraction);
        return fraction;
    }
}
