package io.alphafair.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    private static Spread of(double[]... forks) {
        return Spread.of(forks);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void variationIsTheDeviationOverTheMeanInForksAndBetweenThem() {
        // Deviations 1 and 2 of means 10 and 20: 10 % in each; means 10 and 20: 7.07 of 15.
        Spread spread = of(numbers("9 10 11"), numbers("18 20 22"));
        assertEquals(0.1, spread.within(), 1e-12);
        assertEquals(Math.sqrt(50) / 15, spread.between(), 1e-12);
        assertEquals(0, of(numbers("9 10 11")).between(), "one fork has nothing beside it");
        assertEquals(0, of(numbers("7 7"), numbers("7 7")).within());
    }

    @Test
    void outliersAreCountedFromEightIterationsOn() {
        assertEquals(1, of(numbers("10 11 12 13 14 15 16 40")).outliers());
        assertEquals(2, of(numbers("10 11 12 13 14 15 16 17"), numbers("-40 11 12 13 14 15 16 70")).outliers());
        assertEquals(0, of(numbers("10 11 12 13 14 15 16 26")).outliers());
        assertEquals(0, of(numbers("10 10 10 10 10 10 40")).outliers());
    }

    @ParameterizedTest
    @CsvSource({"100 101 102 130 131 132, true", "130 100 132 101 131 102, true",
            // One that stands apart is no group, five are too few, and 3 % is no gap.
            "100 100 100 100 100 130, false", "100 101 130 131 132, false", "100 100 100 103 103 103, false",
            // A gap must be three times the wider group.
            "100 105 110 130 135 140, false", "100 101 102 103 104 105, false"})
    void twoGroupsOfForksAreTold(String medians, boolean bimodal) {
        assertEquals(bimodal, Spread.isBimodal(numbers(medians)), medians);
        double[][] forks = Arrays.stream(numbers(medians)).mapToObj(value -> new double[]{value})
                .toArray(double[][]::new);
        assertEquals(bimodal, of(forks).bimodal());
    }

    @Test
    void theSamplesStayInTheirOrder() {
        double[][] forks = {numbers("3 1 2"), numbers("9 7 8")};
        double[][] samples = forks;
        Spread.of(samples);
        new Resampled(samples).speedUpOver(new Resampled(samples));
        PairedForks.of(samples, samples);
        Estimate.ofMedian(forks[0]);
        assertArrayEquals(new double[][]{numbers("3 1 2"), numbers("9 7 8")}, forks);
    }

    @Test
    void theIntervalHoldsTheMedianAndWidensWithTheForks() {
        double[][] alike = new double[6][];
        double[][] apart = new double[6][];
        for (int fork = 0; fork < 6; fork++) {
            alike[fork] = numbers("99 100 101");
            apart[fork] = numbers(fork % 2 == 0 ? "89 90 91" : "109 110 111");
        }
        Estimate narrow = new Resampled(alike).median();
        Estimate wide = new Resampled(apart).median();
        assertEquals(100, narrow.value());
        assertTrue(narrow.holds(100) && narrow.high() - narrow.low() < 2.5, narrow.toString());
        assertTrue(wide.holds(100) && wide.high() - wide.low() > 15, wide.toString());
    }

    @Test
    void aSpeedUpIsOfCellsThatDoNotDependOnEachOther() {
        double[][] forks = new double[6][];
        for (int fork = 0; fork < 6; fork++) {
            forks[fork] = new double[]{94 + 2 * fork, 95 + 2 * fork, 96 + 2 * fork};
        }
        Resampled cell = new Resampled(forks);
        Estimate ratio = cell.speedUpOver(new Resampled(forks));
        double sum = 2 * (cell.median().high() - cell.median().low()) / 100;
        // Widths of independent values add up by their squares, to 0.71 of the sum of both.
        assertEquals(0.71, (ratio.high() - ratio.low()) / sum, 0.1);
    }
}
