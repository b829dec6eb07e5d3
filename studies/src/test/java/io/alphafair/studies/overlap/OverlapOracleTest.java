package io.alphafair.studies.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.overlap.Memberships;
import io.alphafair.overlap.OverlapAllocation;
import io.alphafair.overlap.OverlapSolver;
import io.alphafair.select.Backends;
import io.alphafair.studies.numpy.NumpyRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/** Allocation to overlapping groups beside ojAlgo, which sees all N x T doses and knows nothing of cells. */
class OverlapOracleTest {
    private static final int PEOPLE = 40;
    private static final int ITEMS = 2;
    private static final double BUDGET = 9;

    private final NumpyRandom random = new NumpyRandom(17);
    private Memberships memberships;
    private double[] benefit;
    private double[] cost;
    private BestItems best;

    private void draw() {
        int[] race = random.integers(0, 6, PEOPLE);
        int[] sex = random.integers(0, 2, PEOPLE);
        for (int value = 0; value < 6; value++) {
            race[value] = value;
            sex[value] = value % 2;
        }
        memberships = Memberships.ofAttributes(race, sex);
        benefit = Arrays.stream(random.random(PEOPLE * ITEMS)).map(x -> 1 + 4 * x).toArray();
        cost = Arrays.stream(random.random(PEOPLE * ITEMS)).map(x -> 0.2 + 0.8 * x).toArray();
        try (Items items = Items.of(Matrix.copyOf(benefit, PEOPLE, ITEMS), Matrix.copyOf(cost, PEOPLE, ITEMS),
                memberships.cells());
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            best = prepared.bestItems();
        }
    }

    /** Doses as variables, the budget as a row. */
    private ExpressionsBasedModel model() {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Expression spent = model.newExpression("spent").upper(BUDGET);
        for (int entry = 0; entry < benefit.length; entry++) {
            spent.set(model.newVariable("dose" + entry).lower(0), cost[entry]);
        }
        return model;
    }

    /** What a unit of an entry's dose adds to a group's utility. */
    private double gain(int entry, int group) {
        for (int own : memberships.groupsOf(memberships.cellOf(entry / ITEMS))) {
            if (own == group) {
                return benefit[entry] / memberships.groupSize(group);
            }
        }
        return 0;
    }

    @Test
    void maxMinIsOjAlgos() {
        for (int round = 0; round < 5; round++) {
            draw();
            ExpressionsBasedModel model = model();
            int worst = benefit.length;
            model.newVariable("worst").weight(1);
            for (int group = 0; group < memberships.groupCount(); group++) {
                Expression level = model.newExpression("level" + group).lower(0).set(worst, -1);
                for (int entry = 0; entry < benefit.length; entry++) {
                    level.set(entry, gain(entry, group));
                }
            }
            Optimisation.Result result = model.maximise();
            assertTrue(result.getState().isOptimal());
            OverlapAllocation a = new OverlapSolver(memberships).allocate(best, Fairness.MAX_MIN, BUDGET);
            assertEquals(result.doubleValue(worst), a.objective(), 1e-8 * a.objective());
        }
    }

    /**
     * At an optimum of a concave welfare no doses are better in the welfare's linearisation: ojAlgo finds none that is
     * better than ours by more than its own precision.
     */
    @Test
    void noDosesImproveTheLinearisedWelfare() {
        for (double alpha : new double[]{0, 0.3, 0.5, 1, 2, 8}) {
            draw();
            OverlapAllocation a = new OverlapSolver(memberships).allocate(best, Fairness.of(alpha), BUDGET);
            ExpressionsBasedModel model = model();
            for (int entry = 0; entry < benefit.length; entry++) {
                double weight = 0;
                for (int group = 0; group < memberships.groupCount(); group++) {
                    weight += Math.pow(a.utility(group) / a.utility(0), -alpha) * gain(entry, group);
                }
                model.getVariable(entry).weight(weight);
            }
            double ours = 0;
            for (int group = 0; group < memberships.groupCount(); group++) {
                ours += Math.pow(a.utility(group) / a.utility(0), -alpha) * a.utility(group);
            }
            Optimisation.Result result = model.maximise();
            assertTrue(result.getState().isOptimal());
            assertEquals(result.getValue(), ours, 1e-8 * ours, a::toString);
        }
    }
}
