package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every derivative of allocation with caps against central differences, and the two products against each other. */
class CappedDerivativesTest {
    private static final Backend SCALAR = new ScalarBackend();
    private static final double STEP = 1e-6;

    /** What a difference is taken in. */
    private enum Input {
        BENEFIT, COST, CAP, BUDGET, WEIGHT, ALPHA
    }

    /** A problem whose inputs can be moved. */
    private static final class Point implements AutoCloseable {
        private final GeneratedCapped problem;
        private final Items items;
        private final Prepared prepared;
        private double budget;
        private double alpha;
        private final double[] weights;

        Point(GeneratedCapped problem) {
            this.problem = problem;
            // Every entry has its own cap.
            Items given = problem.items();
            Matrix caps = Matrix.allocate(given.individualCount(), given.itemCount());
            for (long row = 0; row < caps.rows(); row++) {
                for (int item = 0; item < caps.columns(); item++) {
                    caps.set(row, item, given.cap(row, item));
                }
            }
            given.cap().close();
            items = given.withCaps(caps);
            prepared = SCALAR.prepare(items);
            budget = problem.budget();
            alpha = problem.fairness().alpha();
            weights = problem.weights() == null ? ones(items.groupCount()) : problem.weights();
        }

        private static double[] ones(int count) {
            double[] ones = new double[count];
            Arrays.fill(ones, 1);
            return ones;
        }

        CappedAllocation allocate() {
            return prepared.select().allocate(Fairness.of(alpha), budget, weights);
        }

        double get(Input input, long row, int item, int group) {
            return switch (input) {
                case BENEFIT -> items.benefit(row, item);
                case COST -> items.cost(row, item);
                case CAP -> items.cap(row, item);
                case BUDGET -> budget;
                case WEIGHT -> weights[group];
                case ALPHA -> alpha;
            };
        }

        void set(Input input, long row, int item, int group, double value) {
            switch (input) {
                case BENEFIT -> items.benefit().set(row, item, value);
                case COST -> items.cost().set(row, item, value);
                case CAP -> items.cap().set(row, item, value);
                case BUDGET -> budget = value;
                case WEIGHT -> weights[group] = value;
                case ALPHA -> alpha = value;
            }
        }

        double loss(CappedAllocation allocation) {
            double sum = 0;
            for (FundedEntry entry : allocation.funded()) {
                sum += upstream(entry.index()) * entry.dose();
            }
            return sum;
        }

        double upstream(long index) {
            return (index + 1.0) / (items.individualCount() * items.itemCount());
        }

        CappedLoss vjp(CappedAllocation allocation) {
            double[] upstream = new double[allocation.groupCount()];
            for (int k = 0; k < upstream.length; k++) {
                upstream[k] = upstream(allocation.criticalIndex(k));
            }
            return allocation.vjp(upstream);
        }

        @Override
        public void close() {
            prepared.close();
            items.close();
        }

        @Override
        public String toString() {
            return problem.toString();
        }
    }

    private static boolean isSmooth(CappedAllocation allocation) {
        if (allocation.isKink()) {
            return false;
        }
        if (allocation.fairness().equals(Fairness.MAX_MIN) && allocation.shadowPrice() == 0) {
            // The poorest group has to be one.
            long poorest = IntStream.range(0, allocation.groupCount())
                    .filter(k -> allocation.utility(k) <= allocation.objective() * 1.001).count();
            if (poorest > 1) {
                return false;
            }
        }
        if (allocation.fairness().equals(Fairness.UTILITARIAN) && IntStream.range(0, allocation.groupCount())
                .filter(k -> allocation.criticalIndex(k) >= 0).count() > 1) {
            // Groups tie, which any change of a benefit or a cost ends.
            return false;
        }
        for (int k = 0; k < allocation.groupCount(); k++) {
            boolean far = allocation.criticalMoney(k) > 1e-3 * allocation.totalBudget();
            boolean none = allocation.criticalIndex(k) < 0 && allocation.isFull(k) || allocation.budget(k) == 0;
            if (!far && !none || allocation.utility(k) > 1e6) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameBranch(CappedAllocation first, CappedAllocation second) {
        for (int k = 0; k < first.groupCount(); k++) {
            if (first.fullCount(k) != second.fullCount(k) || first.criticalIndex(k) != second.criticalIndex(k)) {
                return false;
            }
        }
        return first.isKink() == second.isKink();
    }

    @Test
    @Seeded(first = 400, all = 4_000)
    void derivativesAgreeWithCentralDifferences(Seeds seeds) {
        int[] compared = new int[Input.values().length];
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            if (problem.fairness().alpha() > 0 && problem.fairness().alpha() < 0.1
                    || problem.fairness().alpha() > 10 && problem.fairness().alpha() < 1e3) {
                return; // Differences are too coarse.
            }
            try (Point point = new Point(problem)) {
                CappedAllocation allocation = point.allocate();
                if (isSmooth(allocation)) {
                    SplittableRandom random = new SplittableRandom(seed);
                    for (FundedEntry entry : allocation.funded()) {
                        if (random.nextInt(4) == 0) {
                            for (Input input : Input.values()) {
                                compared[input.ordinal()] += compare(point, entry, input) ? 1 : 0;
                            }
                        }
                    }
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            for (Input input : Input.values()) {
                assertTrue(compared[input.ordinal()] > seeds.count() / 8,
                        input + " compared " + compared[input.ordinal()]);
            }
        }
    }

    /** False where a difference says nothing: another branch, or an input that does not move. */
    private static boolean compare(Point point, FundedEntry entry, Input input) {
        // Anew, because the comparisons before have moved inputs and put them back.
        CappedAllocation allocation = point.allocate();
        double alpha = point.alpha;
        if (input == Input.ALPHA && (alpha == 0 || alpha == Double.POSITIVE_INFINITY || alpha == 1)) {
            return false;
        }
        long row = entry.row();
        int item = entry.item();
        int group = entry.group();
        double value = point.get(input, row, item, group);
        if (value == Double.POSITIVE_INFINITY) {
            return false;
        }
        CappedLoss vjp = point.vjp(allocation);
        double[] exact = switch (input) {
            case BENEFIT -> new double[]{vjp.benefit(entry), allocation.benefitGradient(entry)};
            case COST -> new double[]{vjp.cost(entry), allocation.costGradient(entry)};
            case CAP -> new double[]{vjp.cap(entry, point.upstream(entry.index())), allocation.capGradient(entry)};
            case BUDGET -> new double[]{vjp.budget(), allocation.shadowPrice()};
            case WEIGHT -> new double[]{vjp.weight(group), Double.NaN};
            case ALPHA -> new double[]{vjp.alpha(), Double.NaN};
        };
        double step = STEP * value;
        point.set(input, row, item, group, value + step);
        CappedAllocation up = point.allocate();
        double lossUp = point.loss(up);
        point.set(input, row, item, group, value - step);
        CappedAllocation down = point.allocate();
        double lossDown = point.loss(down);
        point.set(input, row, item, group, value);
        if (!sameBranch(allocation, up) || !sameBranch(allocation, down)) {
            return false;
        }
        double lossScale = Math.max(Math.abs(lossUp), Math.abs(lossDown));
        near(point, input, "loss", exact[0] * value, (lossUp - lossDown) / (2 * STEP), lossScale);
        if (!Double.isNaN(exact[1])) {
            near(point, input, "welfare", exact[1] * value, (up.objective() - down.objective()) / (2 * STEP),
                    Math.max(Math.abs(allocation.objective()), 1e-3));
        }
        return true;
    }

    private static void near(Point point, Input input, String what, double exact, double difference, double scale) {
        double bound = 1e-5 * (Math.abs(exact) + scale);
        assertTrue(Math.abs(exact - difference) <= bound, () -> point + ": " + input + ", " + what + " " + exact
                + ", by differences " + difference + ", bound " + bound);
    }

    @Test
    @Seeded(first = 400, all = 4_000)
    void theTwoProductsAreTransposesOfEachOther(Seeds seeds) {
        int[] compared = {0};
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Point point = new Point(problem)) {
                CappedAllocation allocation = point.allocate();
                if (isSmooth(allocation)) {
                    compareProducts(point, allocation, new SplittableRandom(seed));
                    compared[0]++;
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(compared[0] > seeds.count() / 10, compared[0] + " compared");
        }
    }

    private static Matrix random(Items items, SplittableRandom random) {
        Matrix matrix = Matrix.allocate(items.individualCount(), items.itemCount());
        for (long row = 0; row < matrix.rows(); row++) {
            for (int item = 0; item < matrix.columns(); item++) {
                matrix.set(row, item, 2 * random.nextDouble() - 1);
            }
        }
        return matrix;
    }

    private static void compareProducts(Point point, CappedAllocation allocation, SplittableRandom random) {
        double[] weights = random.doubles(allocation.groupCount(), -1, 1).toArray();
        double alpha = random.nextDouble();
        double budget = random.nextDouble();
        try (Matrix benefit = random(point.items, random);
                Matrix cost = random(point.items, random);
                Matrix cap = random(point.items, random)) {
            CappedTangent jvp = allocation.jvp(new CappedDirection(benefit, cost, cap, budget, weights, alpha));
            CappedLoss vjp = point.vjp(allocation);
            double forward = 0;
            double backward = vjp.budget() * budget + vjp.alpha() * alpha;
            double scale = Math.abs(vjp.budget() * budget) + Math.abs(vjp.alpha() * alpha);
            for (FundedEntry entry : allocation.funded()) {
                double upstream = point.upstream(entry.index());
                forward += upstream * jvp.dose(entry);
                double[] terms = {vjp.benefit(entry) * benefit.get(entry.row(), entry.item()),
                        vjp.cost(entry) * cost.get(entry.row(), entry.item()),
                        vjp.cap(entry, upstream) * cap.get(entry.row(), entry.item())};
                for (double term : terms) {
                    backward += term;
                    scale += Math.abs(term);
                }
                scale += Math.abs(upstream * jvp.dose(entry));
            }
            for (int k = 0; k < weights.length; k++) {
                backward += vjp.weight(k) * weights[k];
                scale += Math.abs(vjp.weight(k) * weights[k]);
            }
            assertEquals(backward, forward, 1e-10 * scale, point::toString);
        }
    }
}
