package io.alphafair.contract;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Allocations from a backend's own passes, against those from a plain loop that keeps every entry. */
final class AllocationCheck {
    private static final double[] ALPHAS = {0, 0.01, 0.5, 0.7, 1, 2, 3.3, 20, Double.POSITIVE_INFINITY};
    private static final int QUESTIONS = 3;

    private final Items items;
    private final long seed;
    /** By the number of the question: all backends are asked the same. */
    private final Map<Integer, Object> expected = new HashMap<>();

    /** @param items of the problem of that seed, with caps or without */
    AllocationCheck(Items items, long seed) {
        this.items = items;
        this.seed = seed;
    }

    static void check(Backend backend, long seed) {
        GeneratedProblem problem = new GeneratedProblem(seed);
        String where = BackendContract.where(backend, problem);
        try (Items items = problem.items(); Prepared prepared = backend.prepare(items)) {
            new AllocationCheck(items, seed).check(prepared, where);
        }
        try (Items capped = SelectionCheck.capped(problem, seed);
                Prepared prepared = backend.prepare(capped)) {
            new AllocationCheck(capped, seed).check(prepared, where + ", with caps");
        }
    }

    /** @param prepared of the items */
    void check(Prepared prepared, String where) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int question = 0; question < QUESTIONS; question++) {
            SplittableRandom withoutCaps = random.split();
            SplittableRandom withCaps = random.split();
            ask(question, prepared, where, items.hasCaps() ? withCaps : withoutCaps);
        }
    }

    private void ask(int question, Prepared prepared, String where, SplittableRandom random) {
        Fairness fairness = Fairness.of(ALPHAS[random.nextInt(ALPHAS.length)]);
        double budget = budget(random);
        double[] weights = random.nextInt(3) == 0 ? random.doubles(items.groupCount(), 0.1, 5).toArray() : null;
        Supplier<Object> right;
        Supplier<Object> own;
        if (items.hasCaps()) {
            right = () -> SelectionCheck.plain(items, SelectionBounds.everything(items.groupCount())).allocate(fairness,
                    budget, weights);
            own = () -> prepared.allocate(fairness, budget, weights);
        } else {
            double[] upstream = random.doubles(items.groupCount(), -1, 1).toArray();
            right = () -> numbers(PlainArgmax.of(items), fairness, budget, weights, upstream);
            own = () -> numbers(prepared.bestItems(), fairness, budget, weights, upstream);
        }
        Object known = expected.computeIfAbsent(question, first -> answer(right));
        Object found = answer(own);
        // The same answer, or a refusal with the same message.
        if (!known.equals(found)) {
            throw new ContractViolationException(where, "the allocation for " + fairness + ", budget " + budget
                    + " and weights " + Arrays.toString(weights) + " is not that of a plain loop: expected " + known
                    + ", found " + found);
        }
    }

    private static Object answer(Supplier<Object> question) {
        try {
            return question.get();
        } catch (InvalidInputException e) {
            return "the refusal '" + e.getMessage() + "'";
        }
    }

    /** Every bit of the numbers, and of a vector-Jacobian product. */
    private static Object numbers(BestItems best, Fairness fairness, double budget, double[] weights,
            double[] upstream) {
        Allocation allocation = best.allocate(fairness, budget, weights);
        StringBuilder bits = new StringBuilder(allocation + ", bits");
        append(bits, allocation.objective());
        append(bits, allocation.shadowPrice());
        for (int group = 0; group < allocation.groupCount(); group++) {
            append(bits, allocation.budget(group));
            append(bits, allocation.dose(group));
            append(bits, allocation.utility(group));
        }
        for (double product : allocation.vjp(upstream)) {
            append(bits, product);
        }
        return bits.toString();
    }

    private static void append(StringBuilder bits, double value) {
        bits.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(value)));
    }

    /** A budget for a part of the entries, for all and more, or far from what they cost. */
    private double budget(SplittableRandom random) {
        double entries = items.individualCount() * (double) items.itemCount();
        return switch (random.nextInt(4)) {
            case 0 -> Math.max(1, Math.rint(entries * random.nextDouble()));
            case 1 -> entries * 0.02;
            case 2 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-200, 200));
            default -> entries * 2 * random.nextDouble() + 0.001;
        };
    }
}
