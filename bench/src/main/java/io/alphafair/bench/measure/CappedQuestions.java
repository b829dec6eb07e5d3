package io.alphafair.bench.measure;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.OneItemEach;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.record.Problem;
import io.alphafair.select.Backends;
import io.alphafair.tables.Numerals;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What is asked of allocation with caps, with how much money, and whether an answer is the reference's. */
public final class CappedQuestions {
    /** The parameter: what this part of each group's entries costs, those of the largest ratios, with doses of 1. */
    private static final String FUNDED = "funded";
    /** The parameter: so much money per individual. */
    private static final String PER_PERSON = "perPerson";
    /** Entries from which on a sample of the rows has to do. */
    private static final long SAMPLED = 1 << 20;
    /** The parameter that gives every dose the same cap; without it there are none. */
    static final String CAPS = "caps";
    /** The parameter whose value {@link #ONE} gives each individual at most one item; the hull is part of the call. */
    static final String EACH = "each";
    private static final String ONE = "one";
    /** The parameter that says over how many budgets a path goes, evenly up to the problem's budget. */
    private static final String BUDGETS = "budgets";
    private static final String DEFAULT_BUDGETS = "100";

    private CappedQuestions() {
    }

    /** @throws InvalidInputException if a parameter has a value that cannot be used */
    public static void requireValues(Problem problem) {
        for (String name : List.of(CAPS, FUNDED, PER_PERSON)) {
            positive(problem, name);
        }
        String each = problem.more().getOrDefault(EACH, ONE);
        if (!each.equals(ONE)) {
            throw new InvalidInputException(EACH + "=" + each + ": expected " + ONE + ", for at most one item each");
        }
    }

    /** The value of a parameter; 1 if the problem does not have it. */
    static double positive(Problem problem, String name) {
        String text = problem.more().getOrDefault(name, "1");
        try {
            double value = Numerals.number(text);
            if (value > 0 && value <= Double.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw refused(name, text);
        }
        throw refused(name, text);
    }

    private static InvalidInputException refused(String name, String text) {
        return new InvalidInputException(name + "=" + text + ": expected a finite number above 0");
    }

    /** Whether each individual gets at most one item. */
    public static boolean isOneItemEach(Problem problem) {
        return problem.more().containsKey(EACH);
    }

    /** The budgets that are asked about, ascending: one, or those of a path. */
    public static double[] budgets(Question question, Items items, Problem problem) {
        double budget = budget(items, problem);
        if (question != Question.BUDGET_PATH) {
            return new double[]{budget};
        }
        double[] budgets = new double[Integer.parseInt(problem.more().getOrDefault(BUDGETS, DEFAULT_BUDGETS))];
        Arrays.setAll(budgets, i -> budget * (i + 1) / budgets.length);
        return budgets;
    }

    /** What one call does. */
    static Operation operation(Question question, Backend backend, Prepared prepared, Problem problem) {
        Fairness fairness = Question.alpha(problem);
        double[] budgets = budgets(question, prepared.items(), problem);
        if (question == Question.CAPPED_VJP) {
            if (isOneItemEach(problem)) {
                throw new InvalidInputException(question.label() + " with " + EACH + "=" + ONE
                        + ": expected a problem without that parameter, because a step back is measured for items only");
            }
            CappedAllocation allocation = prepared.allocate(fairness, budgets[0]);
            return Question.vjp(prepared.items(), Long.MAX_VALUE,
                    (upstream, out) -> prepared.denseVjp(allocation, upstream, out));
        }
        Function<Prepared, Object> call = switch (question) {
            case SELECT -> ready -> ready.select(fairness, budgets[0], null);
            case ALLOCATE_CAPPED -> ready -> ready.allocate(fairness, budgets[0]);
            case BUDGET_PATH -> ready -> ready.select().overBudgets(fairness, budgets, null);
            default -> throw new IllegalArgumentException(question.label() + " is no question about caps");
        };
        // An answer takes memory for the entries that it lists, and how many that are depends on the data.
        return Operation.allocating(Long.MAX_VALUE, isOneItemEach(problem)
                ? () -> ofSteps(backend, prepared.items(), call)
                : () -> call.apply(prepared));
    }

    /** From the items of each individual to the answer. */
    private static Object ofSteps(Backend backend, Items items, Function<Prepared, Object> call) {
        try (OneItemEach steps = OneItemEach.of(items); Prepared ready = backend.prepare(steps.increments())) {
            return call.apply(ready);
        }
    }

    /**
     * Checks an answer against that of the reference, bit for bit.
     *
     * @param name for the message, such as the backend's
     * @throws AnswerMismatchException if it is another one
     */
    public static void requireEqual(String name, Question question, Object answer, Items items, Problem problem) {
        boolean equal = withReference(question, items, problem, expected -> answer instanceof Matrix found
                ? found.segment().mismatch(((Matrix) expected).segment()) < 0
                : answer.equals(expected));
        if (!equal) {
            throw new AnswerMismatchException(name + " on " + problem + ": the answer to " + question.label()
                    + " is not that of scalar: expected equal bits; report it with the problem");
        }
    }

    /** The welfare of the reference's answer for each budget that is asked about. */
    public static double[] welfares(Question question, Items items, Problem problem) {
        return withReference(question, items, problem, answer -> answer instanceof CappedAllocation allocation
                ? new double[]{allocation.objective()}
                : ((List<?>) answer).stream().mapToDouble(one -> ((CappedAllocation) one).objective()).toArray());
    }

    private static <R> R withReference(Question question, Items items, Problem problem, Function<Object, R> use) {
        try (Backend scalar = Backends.open("scalar");
                Prepared prepared = scalar.prepare(items);
                Operation operation = operation(question, scalar, prepared, problem)) {
            return use.apply(operation.call());
        }
    }

    /** The money of a problem, Q; {@link Question#BUDGET} if no parameter says it. */
    private static double budget(Items items, Problem problem) {
        if (problem.more().containsKey(PER_PERSON)) {
            return positive(problem, PER_PERSON) * items.individualCount();
        }
        return problem.more().containsKey(FUNDED)
                ? costOfFirst(items, positive(problem, FUNDED))
                : Question.BUDGET;
    }

    /** What the given part of each group's entries costs, estimated from one row in several where there are many. */
    private static double costOfFirst(Items items, double part) {
        int itemCount = items.itemCount();
        long stride = Math.max(1, items.individualCount() * itemCount / SAMPLED);
        int[] count = new int[items.groupCount()];
        for (long row = 0; row < items.individualCount(); row += stride) {
            count[items.groups().label(row)] += itemCount;
        }
        double[][] ratio = new double[count.length][];
        double[][] cost = new double[count.length][];
        for (int k = 0; k < count.length; k++) {
            ratio[k] = new double[count[k]];
            cost[k] = new double[count[k]];
        }
        int[] next = new int[count.length];
        for (long row = 0; row < items.individualCount(); row += stride) {
            int group = items.groups().label(row);
            for (int item = 0; item < itemCount; item++) {
                cost[group][next[group]] = items.cost(row, item);
                ratio[group][next[group]++] = items.benefit(row, item) / items.cost(row, item);
            }
        }
        double sum = 0;
        for (int k = 0; k < count.length; k++) {
            if (count[k] > 0) {
                double members = (double) items.groups().groupSize(k) * itemCount / count[k];
                sum += members * costOfFirst(ratio[k], cost[k], part);
            }
        }
        return sum;
    }

    /** What that part of the entries costs; of those that tie at its end a part counts. */
    private static double costOfFirst(double[] ratio, double[] cost, double part) {
        double[] sorted = ratio.clone();
        Arrays.sort(sorted);
        int wanted = Math.clamp(Math.round(part * sorted.length), 1, sorted.length);
        double last = sorted[sorted.length - wanted];
        double sum = 0;
        int reached = 0;
        for (int i = 0; i < ratio.length; i++) {
            if (ratio[i] >= last) {
                sum += cost[i];
                reached++;
            }
        }
        return sum * wanted / reached;
    }
}
