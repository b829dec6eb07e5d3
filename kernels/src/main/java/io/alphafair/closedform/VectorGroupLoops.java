package io.alphafair.closedform;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations in the same order as {@link ScalarGroupLoops} and {@link Powers}, several groups at a time. Loaded
 * only where the vector module is there.
 *
 * <p>A vector that a loop carries from one round to the next is an argument here, never the receiver of a call. The
 * compiler knows the class of such a receiver from its profile only, and where it has none it calls the method and
 * makes every vector an object.
 */
final class VectorGroupLoops implements GroupLoops {
    /** As wide as the machine's, but not wider than the sums that are kept apart. */
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED.length() > SUMS
            ? DoubleVector.SPECIES_512
            : DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = DOUBLES.vectorShape().withLanes(long.class);
    private static final int LANES = DOUBLES.length();

    /** 2^52, the bits of which turn a whole number below into its double without a conversion of longs. */
    private static final double TWO_52 = 0x1p52;
    private static final long TWO_52_BITS = 0x4330000000000000L;

    static int lanes() {
        return LANES;
    }

    @Override
    public void slopes(double[] ratio, long[] size, double[] slope, double[] extremes) {
        DoubleVector smallest = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
        DoubleVector largest = DoubleVector.zero(DOUBLES);
        int whole = DOUBLES.loopBound(slope.length);
        for (int k = 0; k < whole; k += LANES) {
            LongVector members = LongVector.fromArray(LONGS, size, k);
            DoubleVector count = members.or(TWO_52_BITS).reinterpretAsDoubles().sub(TWO_52);
            DoubleVector p = DoubleVector.fromArray(DOUBLES, ratio, k).div(count)
                    .blend(0, count.compare(VectorOperators.EQ, 0));
            p.intoArray(slope, k);
            smallest = p.min(smallest);
            largest = p.max(largest);
        }
        double least = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY).min(smallest)
                .reduceLanes(VectorOperators.MIN);
        double most = DoubleVector.zero(DOUBLES).max(largest).reduceLanes(VectorOperators.MAX);
        for (int k = whole; k < slope.length; k++) {
            slope[k] = size[k] == 0 ? 0 : ratio[k] / size[k];
            least = Math.min(least, slope[k]);
            most = Math.max(most, slope[k]);
        }
        extremes[0] = least;
        extremes[1] = most;
    }

    @Override
    public int indexOf(double[] values, double value) {
        int k = 0;
        while (k <= values.length - LANES
                && !DoubleVector.fromArray(DOUBLES, values, k).compare(VectorOperators.EQ, value).anyTrue()) {
            k += LANES;
        }
        return ScalarGroupLoops.indexOf(values, value, k);
    }

    @Override
    public void powers(PowerBlock block, int count, double[] out, int from) {
        if (count < LANES) {
            ScalarGroupLoops.INSTANCE.powers(block, count, out, from);
            return;
        }
        exponents(block, count);
        exponentials(block, count, out, from);
    }

    // Two loops, because one is a chain of dependent operations too long for the processor to overlap its rounds; and no
    // method that takes or returns vectors, because where the compiler does not inline it every vector becomes an object.

    // The last vector overlaps the one before it where the count is not a multiple of the lanes.

    /** The exponents of 2 that make the powers, in two parts. */
    private static void exponents(PowerBlock block, int count) {
        DoubleVector l0 = DoubleVector.broadcast(DOUBLES, Powers.L0);
        DoubleVector l1 = DoubleVector.broadcast(DOUBLES, Powers.L1);
        DoubleVector l2 = DoubleVector.broadcast(DOUBLES, Powers.L2);
        DoubleVector l3 = DoubleVector.broadcast(DOUBLES, Powers.L3);
        DoubleVector l4 = DoubleVector.broadcast(DOUBLES, Powers.L4);
        DoubleVector l5 = DoubleVector.broadcast(DOUBLES, Powers.L5);
        DoubleVector l6 = DoubleVector.broadcast(DOUBLES, Powers.L6);
        DoubleVector l7 = DoubleVector.broadcast(DOUBLES, Powers.L7);
        for (int next = 0; next < count; next += LANES) {
            int i = Math.min(next, count - LANES);
            LongVector bits = DoubleVector.fromArray(DOUBLES, block.base, i).reinterpretAsLongs();
            LongVector biased = bits.add(Powers.ONE - Powers.ROOT_OF_HALF).lanewise(LSHR, Powers.MANTISSA);
            DoubleVector m = bits.sub(biased.lanewise(LSHL, Powers.MANTISSA)).add(Powers.ONE).reinterpretAsDoubles();
            DoubleVector e = biased.or(TWO_52_BITS).reinterpretAsDoubles().sub(TWO_52 + Powers.BIAS);
            DoubleVector f = m.sub(1).div(m.add(1));
            DoubleVector s = f.mul(f);
            DoubleVector s2 = s.mul(s);
            DoubleVector first = l4.fma(s, l3).fma(s2, l2.fma(s, l1));
            DoubleVector last = l7.fma(s2, l6.fma(s, l5));
            DoubleVector logarithm = f.mul(last.fma(s2.mul(s2), first).fma(s, l0));
            DoubleVector high = DoubleVector.fromArray(DOUBLES, block.high, i);
            DoubleVector low = DoubleVector.fromArray(DOUBLES, block.low, i);
            DoubleVector coarse = high.mul(e);
            coarse.intoArray(block.coarse, i);
            high.fma(logarithm, low.fma(e.add(logarithm), high.fma(e, coarse.neg()))).intoArray(block.fine, i);
        }
    }

    private static void exponentials(PowerBlock block, int count, double[] out, int from) {
        DoubleVector e1 = DoubleVector.broadcast(DOUBLES, Powers.E1);
        DoubleVector e2 = DoubleVector.broadcast(DOUBLES, Powers.E2);
        DoubleVector e3 = DoubleVector.broadcast(DOUBLES, Powers.E3);
        DoubleVector e4 = DoubleVector.broadcast(DOUBLES, Powers.E4);
        DoubleVector e5 = DoubleVector.broadcast(DOUBLES, Powers.E5);
        DoubleVector e6 = DoubleVector.broadcast(DOUBLES, Powers.E6);
        DoubleVector e7 = DoubleVector.broadcast(DOUBLES, Powers.E7);
        DoubleVector e8 = DoubleVector.broadcast(DOUBLES, Powers.E8);
        DoubleVector e9 = DoubleVector.broadcast(DOUBLES, Powers.E9);
        DoubleVector e10 = DoubleVector.broadcast(DOUBLES, Powers.E10);
        DoubleVector e11 = DoubleVector.broadcast(DOUBLES, Powers.E11);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        LongVector bias = LongVector.broadcast(LONGS, Powers.BIAS + 1000);
        DoubleVector back = DoubleVector.broadcast(DOUBLES, 0x1p-1000);
        for (int next = 0; next < count; next += LANES) {
            int i = Math.min(next, count - LANES);
            DoubleVector coarse = DoubleVector.fromArray(DOUBLES, block.coarse, i);
            DoubleVector fine = DoubleVector.fromArray(DOUBLES, block.fine, i);
            DoubleVector whole = coarse.add(fine);
            DoubleVector rounded = whole.add(Powers.ROUNDER);
            DoubleVector r = coarse.sub(rounded.sub(Powers.ROUNDER)).add(fine);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector first = e4.fma(r, e3).fma(r2, e2.fma(r, e1));
            DoubleVector middle = e8.fma(r, e7).fma(r2, e6.fma(r, e5));
            DoubleVector last = e11.fma(r2, e10.fma(r, e9));
            DoubleVector mantissa = last.fma(r4, middle).fma(r4, first).fma(r, one);
            VectorMask<Double> above = whole.compare(GT, 0.5);
            LongVector scale = rounded.reinterpretAsLongs().add(bias.blend(Powers.BIAS - 1000, above.cast(LONGS)))
                    .lanewise(LSHL, Powers.MANTISSA);
            mantissa.mul(scale.reinterpretAsDoubles()).mul(back.blend(0x1p1000, above))
                    .blend(0, whole.compare(LT, Powers.LEAST))
                    .blend(Double.POSITIVE_INFINITY, whole.compare(GT, Powers.MOST)).intoArray(out, from + i);
        }
    }

    @Override
    public void add(double[] terms, int from, int to, double[] sums) {
        int whole = from + (to - from) / SUMS * SUMS;
        for (int place = 0; place < SUMS; place += LANES) {
            DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, place);
            DoubleVector compensation = DoubleVector.fromArray(DOUBLES, sums, SUMS + place);
            for (int k = from + place; k < whole; k += SUMS) {
                DoubleVector term = DoubleVector.fromArray(DOUBLES, terms, k);
                DoubleVector next = term.add(sum);
                DoubleVector added = next.sub(sum);
                // (term - added) - ((next - added) - sum): the terms of the plain loop, with exact negations.
                compensation = term.sub(added).sub(next.sub(added).sub(sum)).add(compensation);
                sum = next;
            }
            sum.intoArray(sums, place);
            compensation.intoArray(sums, SUMS + place);
        }
        for (int k = whole; k < to; k++) {
            ScalarGroupLoops.addTo(sums, k % SUMS, terms[k]);
        }
    }
}
