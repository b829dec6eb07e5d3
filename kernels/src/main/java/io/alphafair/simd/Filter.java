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
 * The vector operations of the exact filter. With {@code excess = benefit - threshold * cost}, rounded once, an element is
 * rejected if its excess is negative and finite and its benefit is not negative.
 *
 * <p>That checks the values too: NaN and infinity in either operand make the excess NaN or infinite, and a cost that is 0
 * or negative makes it {@code >= 0}. As signed integers the bits of the negative finite doubles are exactly those below
 * {@link #NEGATIVE_FINITE}, so the excesses of several vectors fold into one maximum and one comparison. A benefit of
 * -0.0 is let through here and turned away when it is visited.
 *
 * <p>Each method is small enough for C2 to inline wherever it is called: a larger one that was once compiled on its own
 * would be called, and its vectors would be boxed. For the same reason a loop holds two vectors and no more: C2 stops inlining
 * at a number of nodes, of which each vector operation costs many.
 */
final class Filter {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONGS = DOUBLES.withLanes(long.class).check(long.class);
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class,
            VectorShape.forBitSize(DOUBLES.length() * Integer.SIZE));
    static final int LANES = DOUBLES.length();
    /** Elements of two vectors, which are tested together. */
    static final int PAIR = 2 * LANES;
    /** Bytes a vector. */
    static final long STEP = (long) LANES * Double.BYTES;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long NEGATIVE_FINITE = Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);

    private Filter() {
    }

    /** The labels of as many rows as a vector has lanes. */
    static IntVector labels(MemorySegment segment, long offset) {
        return IntVector.fromMemorySegment(INTS, segment, offset, ORDER);
    }

    static DoubleVector load(MemorySegment segment, long offset) {
        return DoubleVector.fromMemorySegment(DOUBLES, segment, offset, ORDER);
    }

    /** benefit - threshold * cost of one vector. */
    static DoubleVector excess(DoubleVector benefit, MemorySegment costs, long offset, DoubleVector minusThreshold) {
        return load(costs, offset).fma(minusThreshold, benefit);
    }

    /** The bits of the excess; of a benefit with a sign, -0.0 too, without the excess's sign, which rejects nothing. */
    static LongVector unlessSigned(DoubleVector excess, DoubleVector benefit) {
        return excess.reinterpretAsLongs().lanewise(VectorOperators.AND_NOT,
                benefit.reinterpretAsLongs().and(Long.MIN_VALUE));
    }

    /** Whether all lanes are rejected. */
    static boolean rejects(LongVector bits) {
        return bits.compare(VectorOperators.LT, NEGATIVE_FINITE).allTrue();
    }

    /** One bit for each lane that is rejected. */
    static long rejected(LongVector bits) {
        return bits.compare(VectorOperators.LT, NEGATIVE_FINITE).toLong();
    }

    /** The thresholds of a vector's lanes: those of the rows from {@code firstRow} on, each lane its row's. */
    static DoubleVector ofRows(double[] thresholds, int firstRow, long[] rowOfLane, int firstLane) {
        LongVector rows = DoubleVector.fromArray(DOUBLES, thresholds, firstRow).reinterpretAsLongs();
        return LongVector.fromArray(LONGS, rowOfLane, firstLane).selectFrom(rows).reinterpretAsDoubles();
    }
}
