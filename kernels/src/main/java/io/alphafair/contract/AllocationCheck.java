package io.alphafair.contract;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Allocations from a backend's own passes, against those from a plain loop that keeps every entry. */
final class AllocationCheck {
    private static final double[] ALPHAS = {0, 0.01, 0.5, 0.7, 1, 2, 3.3, 20, Double.POSITIVE_INFINITY};
    private static final int QUESTIONS = 3;

    private final Items items;
    private final Prepared prepared;
    private final String where;
    private final SplittableRandom random;

    private AllocationCheck(Items items, Prepared prepared, String where, SplittableRandom random) {
        this.items = items;
        this.prepared = prepared;
        this.where = where;
        this.random = random;
    }

    static void check(Backend backend, long seed) {
        GeneratedProblem problem = new GeneratedProblem(seed);
        String where = "backend " + backend.name() + " (" + backend.description() + ") on " + problem;
        try (Items items = problem.items();
                Items capped = problem.items().withCaps(SelectionCheck.caps(problem, seed));
                Prepared prepared = backend.prepare(items);
                Prepared preparedCapped = backend.prepare(capped)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int question = 0; question < QUESTIONS; question++) {
                new AllocationCheck(items, prepared, where, random.split()).withoutCaps();
                new AllocationCheck(capped, preparedCapped, where + ", with caps", random.split()).withCaps();
            }
        }
    }

    private void withoutCaps() {
        Fairness fairness = fairness();
        double budget = budget();
        double[] weights = weights();
        double[] upstream = random.doubles(items.groupCount(), -1, 1).toArray();
        compare(fairness, budget, weights, () -> numbers(PlainArgmax.of(items), fairness, budget, weights, upstream),
                () -> numbers(prepared.bestItems(), fairness, budget, weights, upstream));
    }

    private void withCaps() {
        Fairness fairness = fairness();
        double budget = budget();
        double[] weights = weights();
        compare(fairness, budget, weights,
                () -> SelectionCheck.plain(items, SelectionBounds.everything(items.groupCount())).allocate(fairness,
                        budget, weights),
                () -> prepared.allocate(fairness, budget, weights));
    }

    /** Both answers are equal, or both are refused with the same message. */
    private void compare(Fairness fairness, double budget, double[] weights, Supplier<Object> expected,
            Supplier<Object> found) {
        Object right = answer(expected);
        Object own = answer(found);
        if (!right.equals(own)) {
            throw new ContractViolationException(where, "the allocation for " + fairness + ", budget " + budget
                    + " and weights " + Arrays.toString(weights) + " is not that of a plain loop: expected " + right
                    + ", found " + own);
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

    private Fairness fairness() {
        return Fairness.of(ALPHAS[random.nextInt(ALPHAS.length)]);
    }

    /** A budget for a part of the entries, for all and more, or far from what they cost. */
    private double budget() {
        double entries = items.individualCount() * (double) items.itemCount();
        return switch (random.nextInt(4)) {
            case 0 -> Math.max(1, Math.rint(entries * random.nextDouble()));
            case 1 -> entries * 0.02;
            case 2 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-200, 200));
            default -> entries * 2 * random.nextDouble() + 0.001;
        };
    }

    private double[] weights() {
        return random.nextInt(3) == 0 ? random.doubles(items.groupCount(), 0.1, 5).toArray() : null;
    }
}
