package io.alphafair.studies.numpy;

import io.alphafair.InvalidInputException;

/**
 * NumPy's {@code default_rng(seed)}: the same numbers in the same order, as NumPy 1.17 to 2.4 draw them. Not safe for use
 * by several threads.
 */
public final class NumpyRandom {
    private static final double UNIT = 0x1p-53;
    private static final int SPARE_BITS = 11;
    private static final long ALL_INTS = 0xffffffffL;

    private final Pcg64 bits;

    /**
     * The generator of a seed.
     *
     * @throws InvalidInputException if the seed is negative
     */
    public NumpyRandom(long seed) {
        if (seed < 0) {
            throw new InvalidInputException("seed is " + seed + ": expected a whole number >= 0");
        }
        bits = new Pcg64(new SeedSequence(seed));
    }

    /** {@code rng.random()}: uniform in [0, 1). */
    public double random() {
        return (bits.nextLong() >>> SPARE_BITS) * UNIT;
    }

    /** {@code rng.random(count)}. */
    public double[] random(int count) {
        double[] numbers = new double[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = random();
        }
        return numbers;
    }

    /**
     * {@code rng.integers(low, high)}: uniform in {@code low..high-1}.
     *
     * @throws InvalidInputException if {@code low >= high}
     */
    public long integers(long low, long high) {
        if (low >= high) {
            throw new InvalidInputException("integers from " + low + " to below " + high + ": expected low < high");
        }
        long largest = high - 1 - low;
        if (largest == 0) {
            return low;
        }
        if (Long.compareUnsigned(largest, ALL_INTS) < 0) {
            return low + below((int) largest + 1);
        }
        return low + (largest == ALL_INTS ? Integer.toUnsignedLong(bits.nextInt()) : belowOrEqual(largest));
    }

    /** {@code rng.integers(low, high, size=count)}. */
    public int[] integers(int low, int high, int count) {
        int[] numbers = new int[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = (int) integers(low, high);
        }
        return numbers;
    }

    /** Lemire's method on halves of words. */
    private long below(int unsignedBound) {
        long bound = Integer.toUnsignedLong(unsignedBound);
        long product = Integer.toUnsignedLong(bits.nextInt()) * bound;
        if ((product & ALL_INTS) < bound) {
            long threshold = (ALL_INTS + 1 - bound) % bound;
            while ((product & ALL_INTS) < threshold) {
                product = Integer.toUnsignedLong(bits.nextInt()) * bound;
            }
        }
        return product >>> Integer.SIZE;
    }

    /** Lemire's method on whole words. */
    private long belowOrEqual(long largest) {
        if (largest == -1) {
            return bits.nextLong();
        }
        long bound = largest + 1;
        long word = bits.nextLong();
        if (Long.compareUnsigned(word * bound, bound) < 0) {
            long threshold = Long.remainderUnsigned(-bound, bound);
            while (Long.compareUnsigned(word * bound, threshold) < 0) {
                word = bits.nextLong();
            }
        }
        return Math.unsignedMultiplyHigh(word, bound);
    }
}
