package io.alphafair.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
 * finite. That checks the values too: NaN and infinity in either operand make the excess NaN or infinite, and a cost that
 * is 0 or negative makes it {@code >= 0}. As signed integers the bits of the negative finite doubles are exactly those
 * below {@link #NEGATIVE_FINITE}, so the excesses of both vectors fold into one maximum and one comparison. What slips
 * through has a benefit with a sign: a negative one, or -0.0 over a cost of 0. The signs of all benefits are gathered, and
 * where there was one the values are read again ({@link #anyInvalid}).
 *
 * <p>Three rules keep C2 from calling what it should inline, and the loops short. A loop calls nothing but the Vector
 * API, not even a method of this class: C2 counts nodes, and over its limit inlines only what the API forces it to, and a
 * vector that crosses a call is boxed. It writes down what passed ({@link #element}, {@link #lanes}), instead of calling
 * whoever looks at it: then C2 checks the segments once, before the loop. And it counts in bytes of one offset for
 * all operands: with an offset each, or an index that is multiplied, C2 spends more instructions on addresses than on
 * vectors. What passed is looked at after the loop, so the thresholds of one loop are those of its start.
 *
 * <p>Each returns the number of hits, complemented ({@code ~}) if a benefit had a sign.
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
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    /** Bytes of a vector, and of its elements' labels. */
    private static final long STEP = (long) LANES * Double.BYTES;
    static final long LABELS = (long) LANES * Integer.BYTES;
    static final long NEGATIVE_FINITE = Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
    /** A bit for each lane of a pair. */
    private static final long BOTH = -1L >>> Long.SIZE - PAIR;
    /** One for each lane of a vector. */
    static final long ONE = -1L >>> Long.SIZE - LANES;
    /** From bytes to elements in the upper half of a hit. */
    static final int HIT = Integer.SIZE - 3;

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

    /** Whether a benefit is below 0, which -0.0 is not, or a cost is 0. Whole vectors only. */
    static boolean anyInvalid(Block block, int from, int to) {
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long end = block.byteOf(to);
        LongVector signs = LongVector.zero(LONGS);
        for (long at = block.byteOf(from); at < end; at += STEP) {
            // Adding 0.0 takes the sign off a -0.0; then only 0 has no bits, and gets a sign when 1 is taken away.
            DoubleVector b = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER).add(0.0);
            DoubleVector c = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).add(0.0);
            signs = signs.or(b.reinterpretAsLongs()).or(c.reinterpretAsLongs().sub(1));
        }
        return !signs.compare(VectorOperators.GE, 0).allTrue();
    }

    /** One threshold for all. */
    static int withOne(Block block, double threshold, int from, int to, long[] hits) {
        int count = 0;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long origin = block.byteOf(0);
        long end = block.byteOf(to);
        DoubleVector minusThreshold = DoubleVector.broadcast(DOUBLES, -threshold);
        for (long at = block.byteOf(from); at < end; at += 2 * STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at + STEP, ORDER);
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).fma(minusThreshold, b0)
                    .reinterpretAsLongs();
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, at + STEP, ORDER).fma(minusThreshold, b1)
                    .reinterpretAsLongs();
            signs = signs.or(b0.reinterpretAsLongs()).or(b1.reinterpretAsLongs());
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = at - origin << HIT | ~rejected & BOTH;
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }

    /** T = 1: one vector at a time, its thresholds gathered by its labels. */
    static int withGathered(Block block, double[] thresholds, int[] scratch, int from, int to, long[] hits) {
        int count = 0;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long origin = block.byteOf(0);
        long end = block.labelByteOf(to);
        for (long label = block.labelByteOf(from); label < end; label += LABELS) {
            long at = 2 * label;
            IntVector.fromMemorySegment(INTS, labels, label, ORDER).intoArray(scratch, 0);
            DoubleVector own = DoubleVector.fromArray(DOUBLES, thresholds, 0, scratch, 0);
            DoubleVector b = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            LongVector q = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).fma(own.neg(), b)
                    .reinterpretAsLongs();
            signs = signs.or(b.reinterpretAsLongs());
            if (!q.compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                hits[count++] = at - origin << HIT | ~q.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() & ONE;
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }

    /** T = 1 and no more groups than two vectors hold: their thresholds selected by the labels. */
    static int withSelected(Block block, double[] minusThresholds, int from, int to, long[] hits) {
        int count = 0;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long origin = block.byteOf(0);
        long end = block.labelByteOf(to);
        LongVector low = DoubleVector.fromArray(DOUBLES, minusThresholds, 0).reinterpretAsLongs();
        LongVector high = DoubleVector.fromArray(DOUBLES, minusThresholds, LANES).reinterpretAsLongs();
        for (long label = block.labelByteOf(from); label < end; label += 2 * LABELS) {
            long at = 2 * label;
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at + STEP, ORDER);
            DoubleVector t0 = ((LongVector) IntVector.fromMemorySegment(INTS, labels, label, ORDER)
                    .convertShape(VectorOperators.I2L, LONGS, 0)).selectFrom(low, high).reinterpretAsDoubles();
            DoubleVector t1 = ((LongVector) IntVector.fromMemorySegment(INTS, labels, label + LABELS, ORDER)
                    .convertShape(VectorOperators.I2L, LONGS, 0)).selectFrom(low, high).reinterpretAsDoubles();
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).fma(t0, b0)
                    .reinterpretAsLongs();
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, at + STEP, ORDER).fma(t1, b1)
                    .reinterpretAsLongs();
            signs = signs.or(b0.reinterpretAsLongs()).or(b1.reinterpretAsLongs());
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = at - origin << HIT | ~rejected & BOTH;
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }

    /** T is the lanes of a vector: a row is one, and reads its group's threshold. */
    static int withRows(Block block, double[] thresholds, int from, int to, long[] hits) {
        int count = 0;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long origin = block.byteOf(0);
        long end = block.labelByteOf(to / LANES);
        for (long label = block.labelByteOf(from / LANES); label < end; label += 2 * Integer.BYTES) {
            long at = label * (STEP / Integer.BYTES);
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at + STEP, ORDER);
            DoubleVector t0 = DoubleVector.broadcast(DOUBLES, -thresholds[labels.get(LABEL, label)]);
            DoubleVector t1 = DoubleVector.broadcast(DOUBLES, -thresholds[labels.get(LABEL, label + Integer.BYTES)]);
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).fma(t0, b0)
                    .reinterpretAsLongs();
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, at + STEP, ORDER).fma(t1, b1)
                    .reinterpretAsLongs();
            signs = signs.or(b0.reinterpretAsLongs()).or(b1.reinterpretAsLongs());
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = at - origin << HIT | ~rejected & BOTH;
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }

    /** T is whole pairs of vectors: each row reads its group's threshold once. */
    static int withLongRows(Block block, int itemCount, double[] thresholds, int from, int to, long[] hits) {
        int count = 0;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long origin = block.byteOf(0);
        long end = block.byteOf(to);
        long rowBytes = (long) itemCount * Double.BYTES;
        long rowEnd = block.byteOf(from);
        long label = block.labelByteOf(from / itemCount);
        DoubleVector own = DoubleVector.zero(DOUBLES);
        for (long at = rowEnd; at < end; at += 2 * STEP) {
            if (at == rowEnd) {
                own = DoubleVector.broadcast(DOUBLES, -thresholds[labels.get(LABEL, label)]);
                label += Integer.BYTES;
                rowEnd += rowBytes;
            }
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at + STEP, ORDER);
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).fma(own, b0)
                    .reinterpretAsLongs();
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, at + STEP, ORDER).fma(own, b1)
                    .reinterpretAsLongs();
            signs = signs.or(b0.reinterpretAsLongs()).or(b1.reinterpretAsLongs());
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = at - origin << HIT | ~rejected & BOTH;
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }

    /**
     * T divides the elements of a pair: each lane the threshold of its row, by the same permutation for all pairs.
     *
     * @param minusThresholds the negated thresholds of the rows from the element {@code from} on
     */
    static int withPairs(Block block, RowSpread spread, double[] minusThresholds, int from, int to, long[] hits) {
        int count = 0;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long origin = block.byteOf(0);
        long end = block.byteOf(to);
        LongVector row0 = LongVector.fromArray(LONGS, spread.rowOfLane(), 0);
        LongVector row1 = LongVector.fromArray(LONGS, spread.rowOfLane(), LANES);
        int rows = spread.rows();
        int row = 0;
        for (long at = block.byteOf(from); at < end; at += 2 * STEP) {
            LongVector own = DoubleVector.fromArray(DOUBLES, minusThresholds, row).reinterpretAsLongs();
            row += rows;
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at + STEP, ORDER);
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER)
                    .fma(row0.selectFrom(own).reinterpretAsDoubles(), b0).reinterpretAsLongs();
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, at + STEP, ORDER)
                    .fma(row1.selectFrom(own).reinterpretAsDoubles(), b1).reinterpretAsLongs();
            signs = signs.or(b0.reinterpretAsLongs()).or(b1.reinterpretAsLongs());
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = at - origin << HIT | ~rejected & BOTH;
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }

    /**
     * Any T: each lane the threshold of its row.
     *
     * @param minusThresholds the negated thresholds of the rows from the element {@code from} on
     */
    static int withSpread(Block block, RowSpread spread, double[] minusThresholds, int from, int to, long[] hits) {
        int count = 0;
        LongVector signs = LongVector.zero(LONGS);
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long origin = block.byteOf(0);
        long end = block.byteOf(to);
        long[] rowOfLane = spread.rowOfLane();
        int[] rowOfVector = spread.rowOfVector();
        int row = 0;
        int vector = 0;
        for (long at = block.byteOf(from); at < end; at += 2 * STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(DOUBLES, benefits, at + STEP, ORDER);
            DoubleVector t0 = LongVector
                    .fromArray(LONGS, rowOfLane, vector * LANES).selectFrom(DoubleVector
                            .fromArray(DOUBLES, minusThresholds, row + rowOfVector[vector]).reinterpretAsLongs())
                    .reinterpretAsDoubles();
            DoubleVector t1 = LongVector
                    .fromArray(LONGS, rowOfLane, vector * LANES + LANES).selectFrom(DoubleVector
                            .fromArray(DOUBLES, minusThresholds, row + rowOfVector[vector + 1]).reinterpretAsLongs())
                    .reinterpretAsDoubles();
            LongVector q0 = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER).fma(t0, b0)
                    .reinterpretAsLongs();
            LongVector q1 = DoubleVector.fromMemorySegment(DOUBLES, costs, at + STEP, ORDER).fma(t1, b1)
                    .reinterpretAsLongs();
            signs = signs.or(b0.reinterpretAsLongs()).or(b1.reinterpretAsLongs());
            if (!q0.max(q1).compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue()) {
                long rejected = q0.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong()
                        | q1.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong() << LANES;
                hits[count++] = at - origin << HIT | ~rejected & BOTH;
            }
            vector += 2;
            if (vector == rowOfVector.length) {
                vector = 0;
                row += spread.rows();
            }
        }
        return signs.compare(VectorOperators.GE, 0).allTrue() ? count : ~count;
    }
}
