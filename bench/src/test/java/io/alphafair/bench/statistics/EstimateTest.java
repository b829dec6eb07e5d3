package io.alphafair.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    /** Ranks from tables of the sign test at 95 %: of 6 values the extremes, of 20 the 6th and 15th, and so on. */
    @ParameterizedTest
    @CsvSource({"1,0", "5,0", "6,0", "8,0", "9,1", "11,1", "12,2", "15,3", "20,5", "25,7", "50,17", "100,39",
            "1000,468"})
    void leavesOutAsManyAtEachEndAsTheBinomialAllows(int count, int outside) {
        assertEquals(outside, Estimate.outside(count));
    }

    @Test
    void medianAndEndsAreValuesInWhateverOrder() {
        double[] values = IntStream.rangeClosed(1, 20).mapToDouble(value -> (value * 7) % 20 + 1).toArray();
        assertEquals(new Estimate(10.5, 6, 15), Estimate.ofMedian(values));
        assertEquals(new Estimate(2, 1, 3), Estimate.ofMedian(3, 1, 2));
        assertEquals(2.5, Estimate.medianOf(4, 1, 3, 2));
    }

    @Test
    void holdsTheMedianAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(1);
        int held = 0;
        for (int trial = 0; trial < 2000; trial++) {
            // A lopsided distribution, whose median is log 2.
            Estimate interval = Estimate
                    .ofMedian(IntStream.range(0, 31).mapToDouble(any -> -Math.log(1 - random.nextDouble())).toArray());
            held += interval.low() <= Math.log(2) && Math.log(2) <= interval.high() ? 1 : 0;
        }
        assertTrue(held >= 1880 && held < 1980, held + " of 2000");
    }

    @Test
    void refusesNoValues() {
        assertThrows(IllegalArgumentException.class, Estimate::ofMedian);
        assertThrows(IllegalArgumentException.class, Estimate::medianOf);
    }
}
