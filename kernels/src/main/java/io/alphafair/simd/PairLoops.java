package io.alphafair.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of the exact filter: each runs over elements {@code from .. to-1} of a block, two vectors at a time, and
 * writes down where something passes.
 *
 * <p>With {@code excess = benefit - threshold * cost}, rounded once, an element is rejected if its excess is negative and
 * finite and its benefit is not negative. That checks the values too: NaN and infinity in either operand make the excess
 * NaN or infinite, and a cost that is 0 or negative makes it {@code >= 0}. As signed integers the bits of the negative
 * finite doubles are exactly those below {@link #NEGATIVE_FINITE}; a benefit with a sign takes that of its excess away. So
 * the excesses of both vectors fold into one maximum and one comparison. A benefit of -0.0 passes here and is turned away
 * when it is looked at.
 *
 * <p>Two rules keep C2 from calling what it should inline and boxing the vectors. A loop calls nothing but the Vector
 * API, not even a method of this class: C2 counts nodes, and over its limit inlines only what the API forces it to. And
 * it writes down what passed ({@link #element}, {@link #lanes}), instead of calling whoever looks at it: then C2 checks
 * the segments once, before the loop, and unrolls it. What passed is looked at after the loop, so the thresholds of one
 * loop are those of its start. Each returns the number of hits.
 */
final class PairLoops {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONGS = DOUBLES.withLanes(long.class).check(long.class);
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class,
            VectorShape.forBitSize(DOUBLES.length() * Integer.SIZE));
    static final int LANES = DOUBLES.length();
    /** Elements of two vectors. */
    static final int PAIR = 2 * LANES;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long STEP = (long) LANES * Double.BYTES;
    private static final long LABELS = (long) LANES * Integer.BYTES;
    private static final long SIGN = Long.MIN_VALUE;
    private static final long NEGATIVE_FINITE = Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
    /** A bit for each lane of a pair. */
    private static final long BOTH = -1L >>> Long.SIZE - PAIR;
    /** One for each lane of a vector. */
    private static final long ONE = -1L >>> Long.SIZE - LANES;

    private PairLoops() {
    }

    /** The first element of a pair in which something passed. */
    static int element(long hit) {
        return (int) (hit >>> Integer.SIZE);
    }

    /** One bit for each of its lanes that passed. */
    static int lanes(long hit) {
        return (int) hit;
    }

    /** One threshold for all. */
    static int withOne(Block block, double threshold, int from, int to, long[] hits) {
        int count = 0;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long benefitOffset = block.benefitOffset();
        long costOffset = block.costOffset();
        DoubleVector minusThreshold = DoubleVector.broadcast(DOUBLES, -threshold);
        for (int element = from; element < to; element += PAIR) {
            long at = element * (long) Double.BYTES;
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at + STEP, ORDER);
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at, ORDER)
                    .fma(minusThreshold, b0).reinterpretAsLongs()
                    .lanewise(VectorOperators.AND_NOT, b0.reinterpretAsLongs().and(SIGN));
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at + STEP, ORDER)
                    .fma(minusThreshold, b1).reinterpretAsLongs()
                    .lanewise(VectorOperators.AND_NOT, b1.reinterpretAsLongs().and(SIGN));
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = (long) element << Integer.SIZE | ~rejected & BOTH;
            }
        }
        return count;
    }

    /** T = 1: one vector at a time, its thresholds gathered by its labels. */
    static int withGathered(Block block, double[] thresholds, int[] scratch, int from, int to, long[] hits) {
        int count = 0;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long benefitOffset = block.benefitOffset();
        long costOffset = block.costOffset();
        long labelOffset = block.labelOffset();
        for (int element = from; element < to; element += LANES) {
            long at = element * (long) Double.BYTES;
            IntVector.fromMemorySegment(INTS, labels, labelOffset + element * (long) Integer.BYTES, ORDER)
                    .intoArray(scratch, 0);
            DoubleVector own = DoubleVector.fromArray(DOUBLES, thresholds, 0, scratch, 0);
            DoubleVector b = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at, ORDER);
            LongVector q = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at, ORDER).fma(own.neg(), b)
                    .reinterpretAsLongs().lanewise(VectorOperators.AND_NOT, b.reinterpretAsLongs().and(SIGN));
            if (!q.compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                hits[count++] = (long) element << Integer.SIZE
                        | ~q.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() & ONE;
            }
        }
        return count;
    }

    /** T = 1 and no more groups than two vectors hold: their thresholds selected by the labels. */
    static int withSelected(Block block, double[] table, int from, int to, long[] hits) {
        int count = 0;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long benefitOffset = block.benefitOffset();
        long costOffset = block.costOffset();
        long labelOffset = block.labelOffset();
        LongVector low = DoubleVector.fromArray(DOUBLES, table, 0).reinterpretAsLongs();
        LongVector high = DoubleVector.fromArray(DOUBLES, table, LANES).reinterpretAsLongs();
        for (int element = from; element < to; element += PAIR) {
            long at = element * (long) Double.BYTES;
            long label = labelOffset + element * (long) Integer.BYTES;
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at + STEP, ORDER);
            DoubleVector t0 = ((LongVector) IntVector.fromMemorySegment(INTS, labels, label, ORDER)
                    .convertShape(VectorOperators.I2L, LONGS, 0)).selectFrom(low, high).reinterpretAsDoubles();
            DoubleVector t1 = ((LongVector) IntVector.fromMemorySegment(INTS, labels, label + LABELS, ORDER)
                    .convertShape(VectorOperators.I2L, LONGS, 0)).selectFrom(low, high).reinterpretAsDoubles();
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at, ORDER).fma(t0, b0)
                    .reinterpretAsLongs().lanewise(VectorOperators.AND_NOT, b0.reinterpretAsLongs().and(SIGN));
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at + STEP, ORDER).fma(t1, b1)
                    .reinterpretAsLongs().lanewise(VectorOperators.AND_NOT, b1.reinterpretAsLongs().and(SIGN));
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = (long) element << Integer.SIZE | ~rejected & BOTH;
            }
        }
        return count;
    }

    /**
     * T is the lanes of a vector: a row is one.
     *
     * @param minusThresholds the negated thresholds of the rows from the element {@code first} on
     */
    static int withRows(Block block, double[] minusThresholds, int first, int to, long[] hits) {
        int count = 0;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long benefitOffset = block.benefitOffset() + first * (long) Double.BYTES;
        long costOffset = block.costOffset() + first * (long) Double.BYTES;
        int rows = (to - first) / LANES;
        for (int row = 0; row < rows; row += 2) {
            long at = row * STEP;
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at + STEP, ORDER);
            DoubleVector t0 = DoubleVector.broadcast(DOUBLES, minusThresholds[row]);
            DoubleVector t1 = DoubleVector.broadcast(DOUBLES, minusThresholds[row + 1]);
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at, ORDER).fma(t0, b0)
                    .reinterpretAsLongs().lanewise(VectorOperators.AND_NOT, b0.reinterpretAsLongs().and(SIGN));
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at + STEP, ORDER).fma(t1, b1)
                    .reinterpretAsLongs().lanewise(VectorOperators.AND_NOT, b1.reinterpretAsLongs().and(SIGN));
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = (long) (first + row * LANES) << Integer.SIZE | ~rejected & BOTH;
            }
        }
        return count;
    }

    /**
     * Any T: each lane the threshold of its row.
     *
     * @param minusThresholds the negated thresholds of the rows from the element {@code first} on
     */
    static int withSpread(Block block, RowSpread spread, double[] minusThresholds, int first, int to, long[] hits) {
        int count = 0;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long benefitOffset = block.benefitOffset() + first * (long) Double.BYTES;
        long costOffset = block.costOffset() + first * (long) Double.BYTES;
        long[] rowOfLane = spread.rowOfLane();
        int[] rowOfVector = spread.rowOfVector();
        int end = (to - first) / LANES;
        int row = 0;
        int vector = 0;
        for (int i = 0; i < end; i += 2) {
            long at = i * STEP;
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at + STEP, ORDER);
            DoubleVector t0 = LongVector
                    .fromArray(LONGS, rowOfLane, vector * LANES).selectFrom(DoubleVector
                            .fromArray(DOUBLES, minusThresholds, row + rowOfVector[vector]).reinterpretAsLongs())
                    .reinterpretAsDoubles();
            DoubleVector t1 = LongVector
                    .fromArray(LONGS, rowOfLane, vector * LANES + LANES).selectFrom(DoubleVector
                            .fromArray(DOUBLES, minusThresholds, row + rowOfVector[vector + 1]).reinterpretAsLongs())
                    .reinterpretAsDoubles();
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at, ORDER).fma(t0, b0)
                    .reinterpretAsLongs().lanewise(VectorOperators.AND_NOT, b0.reinterpretAsLongs().and(SIGN));
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at + STEP, ORDER).fma(t1, b1)
                    .reinterpretAsLongs().lanewise(VectorOperators.AND_NOT, b1.reinterpretAsLongs().and(SIGN));
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = (long) (first + i * LANES) << Integer.SIZE | ~rejected & BOTH;
            }
            vector += 2;
            if (vector == rowOfVector.length) {
                vector = 0;
                row += spread.rows();
            }
        }
        return count;
    }
}
