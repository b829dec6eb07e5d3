package io.alphafair.simd;

import static io.alphafair.simd.PairLoops.DOUBLES;
import static io.alphafair.simd.PairLoops.INTS;
import static io.alphafair.simd.PairLoops.LANES;
import static io.alphafair.simd.PairLoops.LONGS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The thresholds of few groups, in eight registers during a loop: selected there by the labels they cost four permutations
 * a vector, where a gather costs a load an element.
 *
 * <p>The loops follow the rules of {@link PairLoops}, which is why both select in the same words.
 */
final class ThresholdTable {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    /** Labels of two registers; those of the next two have this bit, and those of the last four its double. */
    private static final int UPPER = 2 * LANES;
    private static final int LAST = 4 * LANES;
    private static final int GROUPS = 8 * LANES;

    private final double[] minus = new double[GROUPS];

    /** Shorter vectors would need as many permutations for fewer elements, and hold fewer groups. */
    static boolean fits(int groupCount) {
        return LANES == 8 && groupCount <= GROUPS;
    }

    /** Takes the thresholds as they stand. */
    void hold(double[] thresholds) {
        for (int group = 0; group < thresholds.length; group++) {
            minus[group] = -thresholds[group];
        }
    }

    /** Writes the negated thresholds of the block's rows {@code row .. row+count-1}. */
    void fetch(Block block, int row, int count, double[] out) {
        double[] table = minus;
        MemorySegment labels = block.labels();
        LongVector t0 = DoubleVector.fromArray(DOUBLES, table, 0).reinterpretAsLongs();
        LongVector t1 = DoubleVector.fromArray(DOUBLES, table, LANES).reinterpretAsLongs();
        LongVector t2 = DoubleVector.fromArray(DOUBLES, table, 2 * LANES).reinterpretAsLongs();
        LongVector t3 = DoubleVector.fromArray(DOUBLES, table, 3 * LANES).reinterpretAsLongs();
        LongVector t4 = DoubleVector.fromArray(DOUBLES, table, 4 * LANES).reinterpretAsLongs();
        LongVector t5 = DoubleVector.fromArray(DOUBLES, table, 5 * LANES).reinterpretAsLongs();
        LongVector t6 = DoubleVector.fromArray(DOUBLES, table, 6 * LANES).reinterpretAsLongs();
        LongVector t7 = DoubleVector.fromArray(DOUBLES, table, 7 * LANES).reinterpretAsLongs();
        long first = block.labelByteOf(row);
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i += LANES) {
            LongVector group = (LongVector) IntVector
                    .fromMemorySegment(INTS, labels, first + i * (long) Integer.BYTES, ORDER)
                    .convertShape(VectorOperators.I2L, LONGS, 0);
            VectorMask<Long> upper = group.and(UPPER).compare(VectorOperators.NE, 0);
            group.selectFrom(t0, t1).blend(group.selectFrom(t2, t3), upper)
                    .blend(group.selectFrom(t4, t5).blend(group.selectFrom(t6, t7), upper),
                            group.compare(VectorOperators.GE, LAST))
                    .reinterpretAsDoubles().intoArray(out, i);
        }
        for (int i = whole; i < count; i++) {
            out[i] = table[labels.get(LABEL, first + i * (long) Integer.BYTES)];
        }
    }

    /** T = 1: one vector at a time, as the loops of {@link PairLoops} do and return. */
    int scan(Block block, int from, int to, long[] hits) {
        int count = 0;
        double[] table = minus;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long origin = block.byteOf(0);
        long end = block.labelByteOf(to);
        LongVector t0 = DoubleVector.fromArray(DOUBLES, table, 0).reinterpretAsLongs();
        LongVector t1 = DoubleVector.fromArray(DOUBLES, table, LANES).reinterpretAsLongs();
        LongVector t2 = DoubleVector.fromArray(DOUBLES, table, 2 * LANES).reinterpretAsLongs();
        LongVector t3 = DoubleVector.fromArray(DOUBLES, table, 3 * LANES).reinterpretAsLongs();
        LongVector t4 = DoubleVector.fromArray(DOUBLES, table, 4 * LANES).reinterpretAsLongs();
        LongVector t5 = DoubleVector.fromArray(DOUBLES, table, 5 * LANES).reinterpretAsLongs();
        LongVector t6 = DoubleVector.fromArray(DOUBLES, table, 6 * LANES).reinterpretAsLongs();
        LongVector t7 = DoubleVector.fromArray(DOUBLES, table, 7 * LANES).reinterpretAsLongs();
        for (long label = block.labelByteOf(from); label < end; label += PairLoops.LABELS) {
            long at = 2 * label;
            LongVector group = (LongVector) IntVector.fromMemorySegment(INTS, labels, label, ORDER)
                    .convertShape(VectorOperators.I2L, LONGS, 0);
            VectorMask<Long> upper = group.and(UPPER).compare(VectorOperators.NE, 0);
            DoubleVector own = group.selectFrom(t0, t1).blend(group.selectFrom(t2, t3), upper)
                    .blend(group.selectFrom(t4, t5).blend(group.selectFrom(t6, t7), upper),
                            group.compare(VectorOperators.GE, LAST))
                    .reinterpretAsDoubles();
            DoubleVector b = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            LongVector q = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).fma(own, b).reinterpretAsLongs();
            signs = signs.or(b.reinterpretAsLongs());
            if (!q.compare(VectorOperators.LT, PairLoops.NEGATIVE_FINITE).allTrue()) {
                hits[count++] = at - origin << PairLoops.HIT
                        | ~q.compare(VectorOperators.LT, PairLoops.NEGATIVE_FINITE).toLong() & PairLoops.ONE;
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }
}
