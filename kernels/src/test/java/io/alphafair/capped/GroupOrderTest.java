package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long and short ranges come into the order of ratio and flat index, whatever the ratios are. */
class GroupOrderTest {
    private enum Ratios {
        UNIFORM, WHOLE_NUMBERS, ALL_EQUAL, NEIGHBOURS_AND_ONE_FAR, WHOLE_RANGE
    }

    private static DoubleSupplier ratios(Ratios kind, SplittableRandom random) {
        return switch (kind) {
            case UNIFORM -> () -> random.nextDouble() + 1e-9;
            case WHOLE_NUMBERS -> () -> 1 + random.nextInt(50);
            case ALL_EQUAL -> () -> 0.1;
            case NEIGHBOURS_AND_ONE_FAR -> () -> random.nextInt(1000) == 0
                    ? Double.MIN_VALUE
                    : 1 + random.nextInt(1 << 20) * Math.ulp(1.0);
            case WHOLE_RANGE -> () -> Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 1023));
        };
    }

    @ParameterizedTest
    @EnumSource(Ratios.class)
    void ordersByRatioThenIndex(Ratios kind) {
        SplittableRandom random = new SplittableRandom(kind.ordinal());
        for (int count : new int[]{1, 13, 2_047, 2_048, 100_000}) {
            double[] ratio = new double[count];
            long[] index = new long[count];
            DoubleSupplier next = ratios(kind, random);
            for (int i = 0; i < count; i++) {
                ratio[i] = next.getAsDouble();
                // Every index once, in no order: 7919 is prime.
                index[i] = i * 7_919L % count;
            }
            int margin = 3;
            int[] order = IntStream.range(0, count).toArray();
            int from = count > 2 * margin ? margin : 0;
            int to = count > 2 * margin ? count - margin : count;
            GroupOrder.sort(order, from, to, ratio, index, new int[count]);
            int[] expected = IntStream.concat(IntStream.range(0, from),
                    IntStream.concat(IntStream.range(from, to).boxed()
                            .sorted(Comparator.comparingDouble((Integer i) -> -ratio[i])
                                    .thenComparingLong(i -> index[i]))
                            .mapToInt(Integer::intValue), IntStream.range(to, count)))
                    .toArray();
            assertArrayEquals(expected, order, kind + " " + count);
        }
    }
}
