package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sum is that of an accumulator, whatever the numbers are. */
class PrefixSumsTest {
    private static final int GROUPS = 4;

    /** @param kind 0 similar, 1 whole numbers, 2 ties when rounded, 3 too far apart for an integer, 4 with subnormal ones */
    private static double number(SplittableRandom random, int kind) {
        return switch (kind) {
            case 0 -> random.nextDouble() + 0.001;
            case 1 -> 1 + random.nextInt(9);
            case 2 -> Math.scalb(1, random.nextInt(2) * 42) + random.nextInt(2) * 0.5;
            case 3 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-500, 500));
            default -> random.nextInt(5) == 0 ? Double.MIN_VALUE : Double.MIN_NORMAL * (1 + random.nextInt(3));
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void sumsAreExact(int kind) {
        SplittableRandom random = new SplittableRandom(kind);
        for (int round = 0; round < 60; round++) {
            int[] start = new int[GROUPS + 1];
            for (int k = 0; k < GROUPS; k++) {
                start[k + 1] = start[k] + random.nextInt(k == 1 ? 1 : 300);
            }
            double[] value = new double[start[GROUPS]];
            double[] spending = new double[start[GROUPS]];
            for (int e = 0; e < value.length; e++) {
                value[e] = number(random, kind);
                spending[e] = number(random, kind);
            }
            boolean endless = round % 2 == 0 && start[1] > 0;
            if (endless) {
                value[start[1] - 1] = Double.POSITIVE_INFINITY;
                spending[start[1] - 1] = Double.POSITIVE_INFINITY;
            }
            CappedList.Above above = CappedList.Above.none(GROUPS);
            if (round % 3 == 0) {
                above.count()[2] = 1;
                above.value()[2] = new ExactAccumulator();
                above.spending()[2] = new ExactAccumulator();
                above.value()[2].add(0.1);
                above.spending()[2].add(0.3);
            }
            check(new PrefixSums(start, value, spending, above), start, value, spending, above, endless);
        }
    }

    private static void check(PrefixSums sums, int[] start, double[] value, double[] spending, CappedList.Above above,
            boolean endless) {
        for (int k = 0; k < GROUPS; k++) {
            ExactAccumulator values = new ExactAccumulator();
            ExactAccumulator money = new ExactAccumulator();
            if (above.value()[k] != null) {
                values.add(above.value()[k]);
                money.add(above.spending()[k]);
            }
            int count = start[k + 1] - start[k] - (k == 0 && endless ? 1 : 0);
            for (int j = 0; j <= count; j++) {
                if (j > 0) {
                    values.add(value[start[k] + j - 1]);
                    money.add(spending[start[k] + j - 1]);
                }
                assertEquals(values.value(), sums.valueOfFirst(k, j));
                ExactAccumulator found = new ExactAccumulator();
                sums.addSpendingOfFirst(k, j, found);
                assertEquals(money, found);
            }
        }
    }

    @Test
    void numbersFarApartOrNotNormalFitNoInteger() {
        double far = 0x1p42;
        assertTrue(WideSum.fits(new double[]{1, far, 1.5}, 0, 3));
        assertFalse(WideSum.fits(new double[]{1, 2 * far}, 0, 2));
        assertTrue(WideSum.fits(new double[]{0, 1, 2 * far}, 1, 2));
        for (double bad : new double[]{0, -1, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertFalse(WideSum.fits(new double[]{1, bad}, 0, 2), bad + "");
        }
    }

    @Test
    void aSumMayLeaveTheRange() {
        double[] number = {Double.MAX_VALUE, Double.MAX_VALUE};
        WideSum sum = WideSum.of(number, 0, 2);
        assertEquals(0, sum.value());
        sum.add(number[0]);
        assertEquals(Double.MAX_VALUE, sum.value());
        sum.add(number[1]);
        assertEquals(Double.POSITIVE_INFINITY, sum.value());
    }
}
