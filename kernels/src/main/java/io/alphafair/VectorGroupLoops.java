package io.alphafair;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations in the same order as {@link ScalarGroupLoops} and {@link Powers}, several groups at a time. Loaded
 * only where the vector module is there.
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
            smallest = smallest.min(p);
            largest = largest.max(p);
        }
        double least = smallest.reduceLanes(VectorOperators.MIN);
        double most = largest.reduceLanes(VectorOperators.MAX);
        for (int k = whole; k < slope.length; k++) {
            slope[k] = size[k] == 0 ? 0 : ratio[k] / size[k];
            least = Math.min(least, slope[k]);
            most = Math.max(most, slope[k]);
        }
        extremes[0] = least;
        extremes[1] = most;
    }

    @Override
    public void powers(double[] base, double reference, Exponent exponent, double[] out, double[] scratch, int from,
            int to) {
        int whole = from + DOUBLES.loopBound(to - from);
        exponents(base, reference, exponent, out, scratch, from, whole);
        exponentials(out, scratch, from, whole);
        ScalarGroupLoops.powers(base, reference, exponent, out, whole, to);
    }

    // Two loops, because one is a chain of dependent operations too long for the processor to overlap its rounds.

    /** The exponent of 2, its coarse part to {@code out} and its fine part to {@code scratch}. */
    private static void exponents(double[] base, double reference, Exponent exponent, double[] out, double[] scratch,
            int from, int to) {
        DoubleVector high = constant(exponent.high());
        DoubleVector low = constant(exponent.low());
        for (int k = from; k < to; k += LANES) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, base, k).div(reference);
            LongVector bits = x.reinterpretAsLongs();
            LongVector biased = bits.add(Powers.ONE - Powers.ROOT_OF_HALF).lanewise(LSHR, Powers.MANTISSA);
            DoubleVector e = biased.or(TWO_52_BITS).reinterpretAsDoubles().sub(TWO_52 + Powers.BIAS);
            DoubleVector logarithm = logarithm(
                    bits.sub(biased.lanewise(LSHL, Powers.MANTISSA)).add(Powers.ONE).reinterpretAsDoubles());
            DoubleVector coarse = high.mul(e);
            DoubleVector fine = high.fma(logarithm, low.fma(e.add(logarithm), high.fma(e, coarse.neg())));
            coarse.intoArray(out, k);
            fine.intoArray(scratch, k - from);
        }
    }

    private static void exponentials(double[] out, double[] scratch, int from, int to) {
        for (int k = from; k < to; k += LANES) {
            DoubleVector coarse = DoubleVector.fromArray(DOUBLES, out, k);
            DoubleVector fine = DoubleVector.fromArray(DOUBLES, scratch, k - from);
            DoubleVector whole = coarse.add(fine);
            DoubleVector rounded = whole.add(Powers.ROUNDER);
            DoubleVector mantissa = exponential(coarse.sub(rounded.sub(Powers.ROUNDER)).add(fine));
            DoubleVector scale = rounded.reinterpretAsLongs().add(Powers.BIAS + 1000).lanewise(LSHL, Powers.MANTISSA)
                    .reinterpretAsDoubles();
            mantissa.mul(scale).mul(0x1p-1000).blend(0, whole.compare(LT, Powers.LEAST)).intoArray(out, k);
        }
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    private static DoubleVector logarithm(DoubleVector m) {
        DoubleVector f = m.sub(1).div(m.add(1));
        DoubleVector s = f.mul(f);
        DoubleVector s2 = s.mul(s);
        DoubleVector low = constant(Powers.L4).fma(s, constant(Powers.L3)).fma(s2,
                constant(Powers.L2).fma(s, constant(Powers.L1)));
        DoubleVector high = constant(Powers.L7).fma(s2, constant(Powers.L6).fma(s, constant(Powers.L5)));
        return f.mul(high.fma(s2.mul(s2), low).fma(s, constant(Powers.L0)));
    }

    private static DoubleVector exponential(DoubleVector r) {
        DoubleVector r2 = r.mul(r);
        DoubleVector r4 = r2.mul(r2);
        DoubleVector low = constant(Powers.E4).fma(r, constant(Powers.E3)).fma(r2,
                constant(Powers.E2).fma(r, constant(Powers.E1)));
        DoubleVector middle = constant(Powers.E8).fma(r, constant(Powers.E7)).fma(r2,
                constant(Powers.E6).fma(r, constant(Powers.E5)));
        DoubleVector high = constant(Powers.E11).fma(r2, constant(Powers.E10).fma(r, constant(Powers.E9)));
        return high.fma(r4, middle).fma(r4, low).fma(r, constant(1));
    }

    @Override
    public void add(double[] terms, int from, int to, double[] sums) {
        int whole = from + (to - from) / SUMS * SUMS;
        for (int place = 0; place < SUMS; place += LANES) {
            DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, place);
            DoubleVector compensation = DoubleVector.fromArray(DOUBLES, sums, SUMS + place);
            for (int k = from + place; k < whole; k += SUMS) {
                DoubleVector term = DoubleVector.fromArray(DOUBLES, terms, k);
                DoubleVector next = sum.add(term);
                DoubleVector added = next.sub(sum);
                compensation = compensation.add(sum.sub(next.sub(added)).add(term.sub(added)));
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
