package io.alphafair.contract;

import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** The selection of a problem with caps, against a plain loop: whatever the bounds and the parts of the rows. */
final class SelectionCheck {
    private static final double[] INVALID = {0.0, -0.0, -1, Double.NaN, Double.NEGATIVE_INFINITY};
    private static final int ROUNDS = 3;
    private static final int MOST_RUN_ROWS = 70;

    private final Items items;
    private final long seed;
    /** By the number of the bounds: all backends get the same. */
    private final Map<Integer, Answer> expected = new HashMap<>();

    /** One of the two is null. */
    private record Answer(Selection selection, InvalidValueException refusal) {}

    /** @param seed of the bounds and parts */
    SelectionCheck(Items items, long seed) {
        this.items = items;
        this.seed = seed;
    }

    static void check(Backend backend, long seed) {
        GeneratedProblem problem = new GeneratedProblem(seed);
        try (Items items = capped(problem, seed); Prepared prepared = backend.prepare(items)) {
            new SelectionCheck(items, seed).check(prepared, BackendContract.where(backend, problem) + ", with caps");
        }
    }

    /** @param prepared of the items */
    void check(Prepared prepared, String where) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round <= ROUNDS; round++) {
            // Drawn anew for each backend, so that none can spoil those of the next.
            SelectionBounds bounds = round == 0 ? SelectionBounds.everything(items.groupCount()) : bounds(random);
            new Round(prepared, where, bounds, random)
                    .compare(expected.computeIfAbsent(round, first -> answer(bounds)));
        }
    }

    private Answer answer(SelectionBounds bounds) {
        try {
            return new Answer(plain(items, bounds), null);
        } catch (InvalidValueException e) {
            return new Answer(null, e);
        }
    }

    /** The problem with caps, in memory of its own. */
    static Items capped(GeneratedProblem problem, long seed) {
        return problem.items().withCaps(caps(problem, seed));
    }

    /** Caps of any broadcast shape: plain numbers, neighbours, numbers far apart, none and, now and then, invalid ones. */
    static Matrix caps(GeneratedProblem problem, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        int rows = random.nextInt(3) == 0 ? 1 : problem.n;
        int columns = random.nextInt(3) == 0 ? 1 : problem.t;
        double[] caps = new double[rows * columns];
        int kind = random.nextInt(5);
        for (int i = 0; i < caps.length; i++) {
            caps[i] = switch (kind) {
                case 0 -> 1;
                case 1 -> 1 + Math.ulp(1.0) * random.nextInt(3);
                case 2 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-60, 60));
                case 3 -> random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() + 0.1;
                default -> random.nextDouble() + 0.1;
            };
        }
        if (random.nextInt(20) == 0) {
            caps[random.nextInt(caps.length)] = INVALID[random.nextInt(INVALID.length)];
        }
        return Matrix.copyOf(caps, rows, columns);
    }

    /** Bounds at random entries. */
    private SelectionBounds bounds(SplittableRandom random) {
        SelectionBounds bounds = SelectionBounds.everything(items.groupCount());
        for (int tries = 0; tries < 2 * items.groupCount() + 2; tries++) {
            long row = random.nextLong(items.individualCount());
            int item = random.nextInt(items.itemCount());
            int group = items.groups().label(row);
            double ratio = items.benefit(row, item) / items.cost(row, item);
            long index = row * items.itemCount() + item;
            if (!(ratio > 0 && ratio <= Double.MAX_VALUE)) {
                continue;
            }
            if (random.nextBoolean()) {
                bounds.setUpper(group, ratio, index);
            } else if (!bounds.isAbove(group, ratio, index)) {
                bounds.setLower(group, ratio, index);
            }
        }
        return bounds;
    }

    /** The definition: every entry in its turn. */
    static Selection plain(Items items, SelectionBounds bounds) {
        items.requireValid();
        PartialSelection all = new PartialSelection(bounds);
        for (long row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                double benefit = items.benefit(row, item);
                double cost = items.cost(row, item);
                double cap = items.cap(row, item);
                all.offer(items.groups().label(row), benefit / cost, benefit, cost, cap,
                        row * items.itemCount() + item);
            }
        }
        return all.finish(items);
    }

    /** What one backend is asked about some bounds. */
    private record Round(Prepared prepared, String where, SelectionBounds bounds, SplittableRandom random) {
        void compare(Answer answer) {
            if (answer.refusal != null) {
                requireRefusal(answer.refusal);
                return;
            }
            Selection expected = answer.selection;
            Selection found = prepared.select(bounds);
            if (!found.equals(expected)) {
                throw new ContractViolationException(where,
                        "the selection is not that of a plain loop: expected " + expected
                                + ", found " + found);
            }
            Selection merged = inParts();
            if (!merged.equals(expected)) {
                throw new ContractViolationException(where,
                        "the selection of merged parts is not that of a plain loop: "
                                + "expected " + expected + ", found " + merged);
            }
            Selection ofRuns = inRuns();
            if (!ofRuns.equals(expected)) {
                throw new ContractViolationException(where,
                        "the selection of runs of rows is not that of a plain loop: "
                                + "expected " + expected + ", found " + ofRuns);
            }
        }

        private void requireRefusal(InvalidValueException expected) {
            try {
                prepared.select(bounds);
            } catch (InvalidValueException e) {
                if (!e.getMessage().equals(expected.getMessage())) {
                    throw new ContractViolationException(where, "the selection was refused with '" + e.getMessage()
                            + "': expected '" + expected.getMessage() + "'", e);
                }
                return;
            }
            throw new ContractViolationException(where, "the selection was made: expected the refusal '"
                    + expected.getMessage() + "'");
        }

        /** Every second run of some rows, as in a sample, then the others, then the rows that are left, one by one. */
        private Selection inRuns() {
            Items items = prepared.items();
            long rows = items.individualCount();
            int runRows = (int) (1 + random.nextLong(Math.min(rows, MOST_RUN_ROWS)));
            PartialSelection all = new PartialSelection(bounds);
            for (int part = 0; part < 2; part++) {
                int first = part;
                prepared.accumulateRuns(LongStream.range(0, rows / runRows).filter(run -> run % 2 == first)
                        .map(run -> run * runRows).toArray(), runRows, all);
            }
            prepared.accumulateRuns(LongStream.range(rows - rows % runRows, rows).toArray(), 1, all);
            return all.finish(items);
        }

        /** Three ranges of rows, merged in a random order. */
        private Selection inParts() {
            Items items = prepared.items();
            long cut = random.nextLong(items.individualCount() + 1);
            long second = cut + random.nextLong(items.individualCount() - cut + 1);
            long[] edges = {0, cut, second, items.individualCount()};
            PartialSelection all = new PartialSelection(bounds);
            int first = random.nextInt(3);
            for (int i = 0; i < 3; i++) {
                int part = (first + i) % 3;
                PartialSelection some = all.another();
                prepared.accumulate(edges[part], edges[part + 1], some);
                all.merge(some);
            }
            return all.finish(items);
        }
    }
}
