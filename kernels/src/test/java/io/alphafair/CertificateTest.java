package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The duality gap away from the optimum, by hand: p = (2, 1), budget 6. */
class CertificateTest {
    private static BestItems best(double... ratio) {
        double[] cost = new double[ratio.length];
        int[] labels = new int[ratio.length];
        for (int group = 0; group < ratio.length; group++) {
            cost[group] = 1;
            labels[group] = group;
        }
        try (Items items = Items.of(ratio, cost, labels);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }

    /** Spending 2 and 4 gives utilities (4, 4). */
    @ParameterizedTest
    @CsvSource({"0, 4", // 6 * 2 - 8
            "0.5, 2", // 6 * max(2, 1)/2 - (2 + 2)
            "1, 1", // 6 * 2/4 - 2
            "2, 0.25", // 6 * 2/16 - 2/4
            "inf, 0"}) // 6 / 1.5 - 4
    void gapOfTwoAndFour(String alpha, double gap) {
        assertEquals(gap, Certificate.gap(best(2, 1), Fairness.parse(alpha), 6, null, new double[]{4, 4}), 1e-15);
    }

    /** Weights (1, 3): at alpha 0 the price is max(2, 3), at alpha 1 max(2/4, 3/4). */
    @Test
    void weightedGaps() {
        double[] weights = {1, 3};
        double[] utilities = {4, 4};
        assertEquals(6 * 3 - 16, Certificate.gap(best(2, 1), Fairness.UTILITARIAN, 6, weights, utilities), 1e-14);
        assertEquals(6 * 0.75 - 4, Certificate.gap(best(2, 1), Fairness.PROPORTIONAL, 6, weights, utilities), 1e-15);
        assertEquals(0, Certificate.gap(best(2, 1), Fairness.MAX_MIN, 6, weights, utilities), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.3", "0.5", "1", "2", "7", "inf"})
    void itIsZeroAtTheOptimumAndPositiveBesideIt(String alpha) {
        BestItems best = best(5, 2, 0.25);
        Allocation allocation = best.allocate(Fairness.parse(alpha), 10);
        double scale = Math.abs(allocation.shadowPrice() * 10);
        assertEquals(0, allocation.dualityGap(), 1e-14 * scale);
        double[] moved = {allocation.utility(0) * 0.99, allocation.utility(1), allocation.utility(2)};
        assertTrue(Certificate.gap(best, Fairness.parse(alpha), 10, null, moved) > 1e-6 * scale);
    }

    @Test
    void whatHasNoFiniteBoundIsInfinite() {
        assertEquals(Double.POSITIVE_INFINITY,
                Certificate.gap(best(2, 1), Fairness.of(2), 6, null, new double[]{12, 0}));
        assertEquals(Double.POSITIVE_INFINITY,
                best(1, 1e-6).allocate(Fairness.of(1e-3), 1).dualityGap());
        assertEquals(Double.POSITIVE_INFINITY, best(1e200, 1e200).allocate(Fairness.of(0.5), 1e200).dualityGap());
    }

    @Test
    void utilitiesAndWeightsAreChecked() {
        BestItems best = best(2, 1);
        double[] good = {4, 4};
        assertThrows(InvalidInputException.class,
                () -> Certificate.gap(best, Fairness.of(2), 6, null, new double[]{4, Double.NaN}));
        assertThrows(InvalidInputException.class,
                () -> Certificate.gap(best, Fairness.of(2), 6, null, new double[]{4, -1}));
        assertThrows(InvalidInputException.class,
                () -> Certificate.gap(best, Fairness.of(2), 6, new double[]{1, -1}, good));
        assertThrows(InvalidInputException.class, () -> Certificate.gap(best, Fairness.of(2), 0, null, good));
    }
}
