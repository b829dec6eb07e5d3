package io.alphafair.studies.fdfl;

import io.alphafair.studies.solver.NotConvergedException;
import java.util.Arrays;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/**
 * {@link AssignmentProblem} as a mixed integer programme for ojAlgo: a variable of 0 or 1 per person and resource but the
 * last, which gets whoever gets no other, and the disparity as a variable that is no less than the difference of the
 * utilities and no less than its negative. So the least absolute value is found by linear constraints; the source document
 * squares it, which has the same minimisers.
 */
final class AssignmentProgram {
    private static final long MOST_MILLISECONDS = 60_000;

    private final AssignmentProblem problem;
    private final ExpressionsBasedModel model = new ExpressionsBasedModel();
    private final Variable[][] gets;

    private AssignmentProgram(AssignmentProblem problem, double counted) {
        this.problem = problem;
        int last = problem.available().length - 1;
        gets = new Variable[problem.size()][last];
        for (int person = 0; person < gets.length; person++) {
            for (int resource = 0; resource < last; resource++) {
                gets[person][resource] = model.newVariable("person" + person + " gets" + resource).binary();
            }
        }
        counts(last);
        disparity(last, counted);
        model.options.time_abort = MOST_MILLISECONDS;
        // One thread, so that of tied assignments the same one is found in every run.
        model.options.integer(IntegerStrategy.DEFAULT.withParallelism(() -> 1));
    }

    /**
     * An assignment of least disparity.
     *
     * @param counted disparities below it count as this much, so that the search ends at the first of them
     * @param forbidden assignments that are not considered
     * @return the resource of each person
     * @throws NotConvergedException if ojAlgo finds no optimum within a minute
     */
    static int[] solve(AssignmentProblem problem, double counted, List<int[]> forbidden) {
        AssignmentProgram program = new AssignmentProgram(problem, counted);
        forbidden.forEach(program::forbid);
        return program.solve();
    }

    private void counts(int last) {
        for (int person = 0; last > 1 && person < gets.length; person++) {
            Expression one = model.newExpression("one for " + person).upper(1);
            Arrays.stream(gets[person]).forEach(variable -> one.set(variable, 1));
        }
        Expression atLeast = model.newExpression("not the last").lower(gets.length - problem.available()[last]);
        for (int resource = 0; resource < last; resource++) {
            Expression count = model.newExpression("count of " + resource).upper(problem.available()[resource]);
            for (Variable[] ofPerson : gets) {
                count.set(ofPerson[resource], 1);
                atLeast.set(ofPerson[resource], 1);
            }
        }
    }

    private void disparity(int last, double counted) {
        double allLast = 0;
        Variable disparity = model.newVariable("disparity").lower(counted).weight(1);
        Expression above = model.newExpression("above").set(disparity, 1);
        Expression below = model.newExpression("below").set(disparity, 1);
        for (int person = 0; person < gets.length; person++) {
            double sign = person < problem.firstGroupSize() ? 1 : -1;
            double[] part = problem.part()[person];
            allLast += sign * part[last];
            for (int resource = 0; resource < last; resource++) {
                above.set(gets[person][resource], -sign * (part[resource] - part[last]));
                below.set(gets[person][resource], sign * (part[resource] - part[last]));
            }
        }
        above.lower(allLast);
        below.lower(-allLast);
    }

    /** At least one person gets something else. */
    private void forbid(int[] resourceOf) {
        int last = problem.available().length - 1;
        int ofLast = (int) Arrays.stream(resourceOf).filter(resource -> resource == last).count();
        Expression other = model.newExpression("not " + Arrays.toString(resourceOf)).upper(gets.length - 1 - ofLast);
        for (int person = 0; person < gets.length; person++) {
            for (int resource = 0; resource < last; resource++) {
                if (resourceOf[person] == last) {
                    other.set(gets[person][resource], -1);
                } else if (resourceOf[person] == resource) {
                    other.set(gets[person][resource], 1);
                }
            }
        }
    }

    private int[] solve() {
        Optimisation.Result result = model.minimise();
        if (!result.getState().isOptimal()) {
            throw new NotConvergedException("ojAlgo's integer solver stopped in state " + result.getState(), Double.NaN,
                    0);
        }
        int[] resourceOf = new int[gets.length];
        for (int person = 0; person < gets.length; person++) {
            resourceOf[person] = gets[person].length;
            for (int resource = 0; resource < gets[person].length; resource++) {
                if (result.doubleValue(model.indexOf(gets[person][resource])) > 0.5) {
                    resourceOf[person] = resource;
                }
            }
        }
        return resourceOf;
    }
}
