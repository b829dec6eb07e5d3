package io.alphafair.bench.subject;

import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.bench.measure.Operation;
import java.util.Arrays;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.type.context.NumberContext;

/**
 * Allocation with caps of 1 at alpha 0 or infinity as a linear programme for ojAlgo, which is built and solved by each call: a
 * solved model would be solved faster the next time. The result is the welfare.
 */
final class LinearProgramme implements Operation {
    private final Items items;
    private final Fairness fairness;
    private final double budget;

    LinearProgramme(Items items, Fairness fairness, double budget) {
        this.items = items;
        this.fairness = fairness;
        this.budget = budget;
    }

    @Override
    public Object call() {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        // The default rounds to fourteen decimals.
        model.options.solution = NumberContext.of(16, 24);
        Expression money = model.newExpression("money").upper(budget);
        Expression[] levels = new Expression[items.groupCount()];
        boolean maxMin = fairness.equals(Fairness.MAX_MIN);
        Arrays.setAll(levels, k -> maxMin ? model.newExpression("level" + k).lower(0) : null);
        for (long row = 0; row < items.individualCount(); row++) {
            int group = items.groups().label(row);
            for (int item = 0; item < items.itemCount(); item++) {
                Variable dose = model.newVariable("dose" + row + "," + item).lower(0).upper(1);
                money.set(dose, items.cost(row, item));
                double utility = items.benefit(row, item) / items.groups().groupSize(group);
                if (maxMin) {
                    levels[group].set(dose, utility);
                } else {
                    dose.weight(utility);
                }
            }
        }
        if (maxMin) {
            Variable worst = model.newVariable("worst").lower(0).weight(1);
            for (Expression level : levels) {
                level.set(worst, -1);
            }
        }
        return new double[]{welfare(model.maximise())};
    }

    private double welfare(Optimisation.Result result) {
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("ojAlgo's linear solver stopped in state " + result.getState()
                    + ": expected an optimum");
        }
        double[] utility = new double[items.groupCount()];
        long place = 0;
        for (long row = 0; row < items.individualCount(); row++) {
            int group = items.groups().label(row);
            for (int item = 0; item < items.itemCount(); item++) {
                utility[group] += result.doubleValue(place++) * items.benefit(row, item)
                        / items.groups().groupSize(group);
            }
        }
        return fairness.welfare(Arrays.stream(utility).map(u -> Math.max(0, u)).toArray());
    }

    @Override
    public long mayAllocate() {
        return Long.MAX_VALUE;
    }
}
