package io.alphafair.studies.fdfl;

import io.alphafair.studies.solver.NotConvergedException;
import java.util.ArrayList;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * {@link TwoResources} as a mixed integer programme for ojAlgo: a variable of 0 or 1 per person, and the disparity as a
 * variable that is no less than the difference of the utilities and no less than its negative. So the least absolute
 * value is found by linear constraints; the source document squares it, which has the same minimisers.
 */
final class IntegerProgram {
    private IntegerProgram() {
    }

    /**
     * All optimal assignments. After each one a constraint forbids it, until the next is worse.
     *
     * @throws NotConvergedException if ojAlgo stops early
     */
    static List<Assignment> optimal(TwoResources problem) {
        List<Assignment> found = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        int all = problem.assignments().size();
        while (found.size() < all) {
            Assignment next = solve(problem, found);
            double disparity = problem.disparity(next);
            if (disparity > least + problem.tolerance()) {
                break;
            }
            least = Math.min(least, disparity);
            found.add(next);
        }
        return found;
    }

    private static Assignment solve(TwoResources problem, List<Assignment> forbidden) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        int size = problem.size();
        Expression count = model.newExpression("count").level(size / 2);
        for (int person = 0; person < size; person++) {
            count.set(model.newVariable("person" + person).binary(), 1);
        }
        Variable disparity = model.newVariable("disparity").lower(0).weight(1);
        double constant = problem.difference(new Assignment(0));
        Expression above = model.newExpression("above").lower(constant).set(disparity, 1);
        Expression below = model.newExpression("below").lower(-constant).set(disparity, 1);
        for (int person = 0; person < size; person++) {
            double gain = problem.difference(new Assignment(1L << person)) - constant;
            above.set(person, -gain);
            below.set(person, gain);
        }
        for (Assignment assignment : forbidden) {
            // Every assignment gives the first resource to as many, so one that differs shares fewer people.
            Expression other = model.newExpression("not " + assignment.people()).upper(size / 2 - 1);
            for (int person = 0; person < size; person++) {
                if (assignment.givesFirst(person)) {
                    other.set(person, 1);
                }
            }
        }
        Optimisation.Result result = model.minimise();
        if (!result.getState().isOptimal()) {
            throw new NotConvergedException("ojAlgo's integer solver stopped in state " + result.getState(), Double.NaN,
                    0);
        }
        long people = 0;
        for (int person = 0; person < size; person++) {
            people |= result.doubleValue(person) > 0.5 ? 1L << person : 0;
        }
        return new Assignment(people);
    }
}
