package io.alphafair.studies.numpy;

/** PCG64 (XSL RR 128/64), NumPy's default bit generator: a state of 128 bits, a word of 64 bits per step. */
final class Pcg64 {
    private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
    private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;
    private static final int ROTATION = 58;

    private final long incrementHigh;
    private final long incrementLow;
    private long high;
    private long low;
    private int keptHalf;
    private boolean hasKeptHalf;

    Pcg64(SeedSequence seeds) {
        long[] words = seeds.state(4);
        incrementHigh = words[2] << 1 | words[3] >>> 63;
        incrementLow = words[3] << 1 | 1;
        step();
        add(words[0], words[1]);
        step();
    }

    private void add(long addedHigh, long addedLow) {
        low += addedLow;
        high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
    }

    private void step() {
        high = Math.unsignedMultiplyHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
        low *= MULTIPLIER_LOW;
        add(incrementHigh, incrementLow);
    }

    /** The next 64 bits. */
    long nextLong() {
        step();
        return Long.rotateRight(high ^ low, (int) (high >>> ROTATION));
    }

    /** The next 32 bits: a word's low half, and its high half at the next call. */
    int nextInt() {
        if (hasKeptHalf) {
            hasKeptHalf = false;
            return keptHalf;
        }
        long word = nextLong();
        keptHalf = (int) (word >>> Integer.SIZE);
        hasKeptHalf = true;
        return (int) word;
    }
}
