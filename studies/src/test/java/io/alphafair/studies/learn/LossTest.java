package io.alphafair.studies.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import io.alphafair.select.Backends;
import io.alphafair.studies.nmes.Grouping;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gradient against central finite differences, on a mini-batch that lacks a group. */
class LossTest {
    private static final double STEP = 1e-6;
    private static final People PEOPLE = People.survey(Grouping.SEX_RACE_AND_MEDICAID, 0.1);
    private static Backend backend;
    private static Instance batch;

    @BeforeAll
    static void open() {
        backend = Backends.open("scalar");
        int[] rows = IntStream.range(0, PEOPLE.count()).filter(row -> PEOPLE.labels()[row] != 5).limit(60).toArray();
        batch = new Instance(PEOPLE, rows, 1, backend);
        assertTrue(batch.isAbsent(5));
        assertTrue(IntStream.range(0, 8).filter(group -> !batch.isAbsent(group)).count() >= 4);
    }

    @AfterAll
    static void close() {
        batch.close();
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
