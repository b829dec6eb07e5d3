package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sums are those of an accumulator that takes every number. */
class GroupSumsTest {
    private static final int GROUPS = 3;

    /** Near the first ones, far from them, and at the ends of the range. */
    private static double number(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> Double.MIN_NORMAL * (1 + random.nextDouble());
            case 1 -> Double.MAX_VALUE * (0.5 + random.nextDouble() / 2);
            case 2 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-1022, 1024));
            case 3 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-40, 40));
            default -> random.nextDouble() + 0.1;
        };
    }

    @Test
    void anyOrderAndAnyTreeGiveTheExactSums() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 300; round++) {
            List<GroupSums> parts = new ArrayList<>();
            for (int i = 0; i < 1 + round % 5; i++) {
                parts.add(new GroupSums(GROUPS));
            }
            // The last group stays empty.
            long[] count = new long[GROUPS];
            ExactAccumulator[] value = {new ExactAccumulator(), new ExactAccumulator()};
            ExactAccumulator[] spending = {new ExactAccumulator(), new ExactAccumulator()};
            for (int i = random.nextInt(200); i >= 0; i--) {
                int group = random.nextInt(GROUPS - 1);
                double worth = number(random);
                double money = number(random);
                count[group]++;
                value[group].add(worth);
                spending[group].add(money);
                assertTrue(parts.get(random.nextInt(parts.size())).add(group, worth, money));
            }
            while (parts.size() > 1) {
                GroupSums last = parts.remove(random.nextInt(parts.size()));
                parts.get(random.nextInt(parts.size())).add(last);
            }
            GroupSums sums = parts.getFirst();
            for (int group = 0; group < GROUPS; group++) {
                assertEquals(count[group], sums.counts()[group]);
                assertEquals(count[group] == 0 ? null : value[group], sums.value(group));
                assertEquals(count[group] == 0 ? null : spending[group], sums.spending(group));
            }
        }
    }

    /** The window starts 32 exponents below the first number, and its largest numbers fill the integer soon. */
    @ParameterizedTest
    @CsvSource({"0, 31", "0, 0", "0, -32", "-1022, -1000", "1023, 1023", "1000, 991"})
    void manyNumbersAnywhereInTheWindowAreSummed(int first, int exponent) {
        GroupSums sums = new GroupSums(1);
        ExactAccumulator expected = new ExactAccumulator();
        SplittableRandom random = new SplittableRandom(exponent);
        for (int i = 0; i < 20_000; i++) {
            double number = Math.scalb(1 + random.nextDouble(), i == 0 ? first : exponent);
            expected.add(number);
            assertTrue(sums.add(0, number, number));
        }
        assertEquals(expected, sums.value(0));
        assertEquals(expected, sums.spending(0));
        assertEquals(20_000, sums.counts()[0]);
    }

    @Test
    void whatIsNotNormalIsNotAdded() {
        GroupSums sums = new GroupSums(1);
        for (int round = 0; round < 2; round++) {
            for (double odd : new double[]{0, Double.MIN_VALUE, Double.MIN_NORMAL - Double.MIN_VALUE,
                    Double.POSITIVE_INFINITY, Double.NaN, -1}) {
                assertFalse(sums.add(0, odd, 1));
                assertFalse(sums.add(0, 1, odd));
            }
            assertEquals(round, sums.counts()[0]);
            if (round == 0) {
                assertNull(sums.value(0));
                assertTrue(sums.add(0, 3, 4));
            }
        }
        assertEquals(3, sums.value(0).value());
        assertEquals(4, sums.spending(0).value());
    }
}
