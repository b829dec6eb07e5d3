package io.alphafair.studies.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every gradient against central finite differences, on a mini-batch that lacks a group. */
class LossTest {
    private static final double STEP = 1e-6;
    private static final People PEOPLE = People.survey(Grouping.SEX_RACE_AND_MEDICAID, 0.1);
    /** At most one visit or stay each, and a budget that pays for some of them. */
    private static final People CAPPED = People.of(Nmes.table(), Columns.survey(Grouping.SEX_RACE_AND_MEDICAID, 0.1,
            Amounts.ofConstants("--cap-values", 1, 2, 1, 1, 1, 0.5)));
    private static final double BUDGET = 40;
    private static Backend backend;
    private static Instance batch;
    private static Instance capped;

    @BeforeAll
    static void open() {
        backend = Backends.open("scalar");
        int[] rows = IntStream.range(0, PEOPLE.count()).filter(row -> PEOPLE.labels()[row] != 5).limit(60).toArray();
        batch = new Instance(PEOPLE, rows, 1, backend);
        capped = new Instance(CAPPED, rows, BUDGET, backend);
        assertTrue(batch.isAbsent(5));
        assertTrue(IntStream.range(0, 8).filter(group -> !batch.isAbsent(group)).count() >= 4);
    }

    @AfterAll
    static void close() {
        batch.close();
        capped.close();
        backend.close();
    }

    static Stream<Arguments> losses() {
        return Stream.concat(
                Stream.of(0.5, 1, 2, 3.5, Double.POSITIVE_INFINITY).map(Number::doubleValue).map(Fairness::of)
                        .flatMap(fairness -> Stream.of(Arguments.of("exact " + fairness, new WelfareLoss(fairness)),
                                Arguments.of("smoothed " + fairness, new SmoothedWelfareLoss(fairness, 0.3)),
                                Arguments.of("soft " + fairness, new SmoothedWelfareLoss(fairness, 1.5)))),
                Stream.of(Arguments.of("squared", SquaredErrors.ofBenefits(PEOPLE, new int[]{1, 2, 3, 4, 50, 60, 70})),
                        Arguments.of("logarithms", (BatchLoss) SquaredErrors::ofLogarithms),
                        Arguments.of("SPO+", new SpoPlusLoss())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void gradientsAreThoseOfFiniteDifferences(String name, BatchLoss loss) {
        requireGradient(name, loss, batch);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 3.5, Double.POSITIVE_INFINITY})
    void gradientsThroughCapsAreThoseOfFiniteDifferences(double alpha) {
        requireGradient("alpha " + alpha, new WelfareLoss(Fairness.of(alpha)), capped);
    }

    /** Full entries have gradients as well, because they decide how much money is left for the critical one. */
    @Test
    void theGradientThroughCapsReachesEveryFundedEntry() {
        double[] predicted = new SplittableRandom(6).doubles(capped.benefit().length, 0.2, 3).toArray();
        double[] gradient = new double[predicted.length];
        new WelfareLoss(Fairness.of(2)).of(capped, predicted, gradient);
        List<FundedEntry> funded = new ArrayList<>();
        allocation(predicted, Fairness.of(2), funded);
        assertTrue(funded.stream().filter(FundedEntry::full).count() > 20, funded.size() + " funded");
        assertArrayEquals(funded.stream().mapToInt(entry -> (int) entry.index()).toArray(),
                IntStream.range(0, gradient.length).filter(entry -> gradient[entry] != 0).toArray());
    }

    /** Also where predictions have changed so much that the cut-offs before tell nothing. */
    @Test
    void decisionsThroughCapsAreThoseOfTheAllocator() {
        SplittableRandom random = new SplittableRandom(8);
        for (double scale : new double[]{1, 1.1, 100, 1e-3, 1}) {
            double[] predicted = random.doubles(capped.benefit().length, 0, 3).map(value -> scale * value * value)
                    .toArray();
            for (double alpha : new double[]{0.5, 1, 2, Double.POSITIVE_INFINITY}) {
                List<FundedEntry> funded = new ArrayList<>();
                allocation(predicted, Fairness.of(alpha), funded);
                double[] expected = new double[capped.groupCount()];
                for (FundedEntry entry : funded) {
                    expected[entry.group()] += entry.dose()
                            * (capped.benefit()[(int) entry.index()] / capped.groupSize(entry.group()));
                }
                assertArrayEquals(expected, capped.decide(predicted, Fairness.of(alpha)).utilities());
            }
        }
    }

    /** The allocation of the same people by the library alone. */
    private static void allocation(double[] predicted, Fairness fairness, List<FundedEntry> funded) {
        int rows = capped.rowCount();
        int items = capped.itemCount();
        double[] cost = IntStream.range(0, predicted.length).mapToDouble(capped::cost).toArray();
        double[] cap = IntStream.range(0, predicted.length).mapToDouble(capped::cap).toArray();
        int[] labels = IntStream.range(0, rows).map(capped::label).toArray();
        try (Items problem = Items.of(Matrix.copyOf(predicted, rows, items), Matrix.copyOf(cost, rows, items),
                Groups.of(labels, capped.groupCount(), Groups.Absent.ALLOWED))
                .withCaps(Matrix.copyOf(cap, rows, items));
                Prepared prepared = backend.prepare(problem)) {
            prepared.allocate(fairness, BUDGET).funded().forEach(funded::add);
        }
    }

    private static void requireGradient(String name, BatchLoss loss, Instance batch) {
        SplittableRandom random = new SplittableRandom(5);
        double[] predicted = random.doubles(batch.benefit().length, 0.2, 3).toArray();
        double[] gradient = new double[predicted.length];
        double[] ignored = new double[predicted.length];
        loss.of(batch, predicted, gradient);
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int entry = 0; entry < predicted.length; entry++) {
            double[] moved = predicted.clone();
            moved[entry] = predicted[entry] * Math.exp(STEP);
            double above = loss.of(batch, moved, ignored);
            moved[entry] = predicted[entry] * Math.exp(-STEP);
            double below = loss.of(batch, moved, ignored);
            assertEquals((above - below) / (2 * STEP), gradient[entry], 1e-6 * Math.max(scale, 1e-2),
                    name + " entry " + entry);
        }
    }

    /** The exact gradient has at most one entry per group, and none at alpha = 1. */
    @Test
    void theExactGradientIsSparse() {
        double[] predicted = new SplittableRandom(6).doubles(batch.benefit().length, 0.2, 3).toArray();
        double[] gradient = new double[predicted.length];
        new WelfareLoss(Fairness.of(2)).of(batch, predicted, gradient);
        long present = IntStream.range(0, 8).filter(group -> !batch.isAbsent(group)).count();
        assertEquals(present, Arrays.stream(gradient).filter(value -> value != 0).count());
        new WelfareLoss(Fairness.PROPORTIONAL).of(batch, predicted, gradient);
        assertEquals(0, Arrays.stream(gradient).filter(value -> value != 0).count());
    }

    @Test
    void theSmoothedLossTendsToTheExactOne() {
        double[] predicted = new SplittableRandom(7).doubles(batch.benefit().length, 0.2, 3).toArray();
        double[] ignored = new double[predicted.length];
        for (double alpha : new double[]{0.5, 1, 2, Double.POSITIVE_INFINITY}) {
            double exact = new WelfareLoss(Fairness.of(alpha)).of(batch, predicted, ignored);
            assertEquals(exact, new SmoothedWelfareLoss(Fairness.of(alpha), 1e-4).of(batch, predicted, ignored),
                    1e-6, "alpha " + alpha);
        }
    }

    @Test
    void perfectPredictionsHaveNoRegret() {
        double[] truth = batch.benefit();
        double[] ignored = new double[truth.length];
        assertEquals(0, new SpoPlusLoss().of(batch, truth.clone(), ignored), 1e-12);
        assertEquals(0, SquaredErrors.ofLogarithms(batch, truth.clone(), ignored));
    }

    @Test
    void equalEquivalentsAreMeansOfTheirKinds() {
        double[] utility = {1, 4, 0, 16};
        boolean[] absent = {false, false, true, false};
        assertEquals(Math.log(7), EqualEquivalent.logarithm(utility, absent, Fairness.UTILITARIAN), 1e-15);
        assertEquals(Math.log(4), EqualEquivalent.logarithm(utility, absent, Fairness.PROPORTIONAL), 1e-15);
        assertEquals(Math.log(3 / (1 + 0.25 + 0.0625)), EqualEquivalent.logarithm(utility, absent, Fairness.of(2)),
                1e-15);
        assertEquals(0, EqualEquivalent.logarithm(utility, absent, Fairness.MAX_MIN));
        double[] slopes = new double[4];
        EqualEquivalent.slopes(utility, absent, Fairness.MAX_MIN, slopes);
        assertArrayEquals(new double[]{1, 0, 0, 0}, slopes);
    }
}
