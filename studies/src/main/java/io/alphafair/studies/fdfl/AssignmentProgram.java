package io.alphafair.studies.fdfl;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * {@link AssignmentProblem} as a mixed integer programme for ojAlgo: a variable of 0 or 1 per person and resource but the
 * last, which gets whoever gets no other, and the disparity as a variable that is no less than the difference of the
 * utilities and no less than its negative. So the least absolute value is found by linear constraints; the source document
 * squares it, which has the same minimisers.
 *
 * <p>ojAlgo's tolerances are absolute, so the programme counts utilities in units of {@link AssignmentProblem#unit()}.
 */
final class AssignmentProgram {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** Parts of a unit that are told apart, far below ojAlgo's tolerances. */
    private static final double PARTS = 0x1p40;

    private final AssignmentProblem problem;
    private final ExpressionsBasedModel model = new ExpressionsBasedModel();
    private final Variable[][] gets;

    /** All assignments of a problem, without an objective. */
    AssignmentProgram(AssignmentProblem problem) {
        this.problem = problem;
        int last = problem.available().length - 1;
        gets = new Variable[problem.size()][last];
        for (int person = 0; person < gets.length; person++) {
            for (int resource = 0; resource < last; resource++) {
                gets[person][resource] = model.newVariable("person" + person + " gets" + resource).binary();
            }
        }
        counts(last);
    }

    /**
     * An assignment of least disparity.
     *
     * @param counted disparities below it count as this much, so that the search ends at the first of them
     * @param forbidden assignments that are not considered
     * @return the resource of each person
     * @throws UnsolvedException if no optimum is found within a minute
     */
    static int[] solve(AssignmentProblem problem, double counted, List<int[]> forbidden, IntegerSolver solver) {
        AssignmentProgram program = new AssignmentProgram(problem).minimiseDisparity(problem, counted);
        if (forbidden.isEmpty() && problem.available().length == 2) {
            program.orderAlike();
        }
        forbidden.forEach(program::forbid);
        return program.solve(solver, LIMIT);
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

    /** Only assignments of at most this disparity by the problem. */
    AssignmentProgram within(double most) {
        double allLast = inUnits(problem, problem.differenceOfLast());
        Expression difference = model.newExpression("within").lower(-inUnits(problem, most) - allLast)
                .upper(inUnits(problem, most) - allLast);
        add(problem, difference, 1);
        return this;
    }

    /** @param judge the same people and resources with the benefits that count */
    AssignmentProgram minimiseDisparity(AssignmentProblem judge, double counted) {
        double allLast = inUnits(judge, judge.differenceOfLast());
        Variable disparity = model.newVariable("disparity").lower(inUnits(judge, counted)).weight(1);
        add(judge, model.newExpression("above").set(disparity, 1).lower(allLast), -1);
        add(judge, model.newExpression("below").set(disparity, 1).lower(-allLast), 1);
        return this;
    }

    /**
     * Makes one group's utility exceed the other's by as much as possible.
     *
     * @param judge the same people and resources with the benefits that count
     * @param sign 1 for the first group's minus the second's, -1 for the opposite
     */
    AssignmentProgram maximiseDifference(AssignmentProblem judge, int sign) {
        for (int person = 0; person < gets.length; person++) {
            for (int resource = 0; resource < gets[person].length; resource++) {
                gets[person][resource].weight(-sign * inUnits(judge, judge.change(person, resource)));
            }
        }
        return this;
    }

    /** Without the last bits, so that of assignments that tie the same one is found in every unit of the benefits. */
    private static double inUnits(AssignmentProblem judge, double utility) {
        return Math.rint(utility / judge.unit() * PARTS) / PARTS;
    }

    /** Adds the difference of the utilities, apart from what it is when everybody gets the last resource. */
    private void add(AssignmentProblem judge, Expression expression, int sign) {
        for (int person = 0; person < gets.length; person++) {
            for (int resource = 0; resource < gets[person].length; resource++) {
                expression.set(gets[person][resource], sign * inUnits(judge, judge.change(person, resource)));
            }
        }
    }

    /**
     * Of people who are alike the first get the first of two resources. Without it the search tries their exchanges, which
     * change nothing: by the means of two groups 100 people took more than a minute. With three resources it made the search
     * slower.
     */
    private void orderAlike() {
        Map<List<Double>, Variable> before = new HashMap<>();
        for (int person = 0; person < gets.length; person++) {
            double group = person < problem.firstGroupSize() ? 1 : 2;
            double[] part = problem.part()[person];
            Variable other = before.put(List.of(group, part[0], part[1]), gets[person][0]);
            if (other != null) {
                model.newExpression("order of " + person).set(other, 1).set(gets[person][0], -1).lower(0);
            }
        }
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

    /** @return the resource of each person */
    int[] solve(IntegerSolver solver, Duration limit) {
        Optimisation.Result result = solver.minimise(model, limit);
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
