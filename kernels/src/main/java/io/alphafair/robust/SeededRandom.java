package io.alphafair.robust;

import java.util.Random;

/** Random numbers that are the same for a seed on every Java, so that a lottery or an analysis can be repeated anywhere. */
final class SeededRandom {
    private SeededRandom() {
    }

    /**
     * {@link Random}, because of the generators in java.base it is the only one whose specification fixes the algorithms of
     * {@code nextInt(bound)} and {@code nextGaussian()}. Its first numbers are alike for neighbouring seeds, so the seed is
     * mixed before.
     */
    static Random of(long seed) {
        return new Random(mixed(seed));
    }

    /** The output function of SplitMix64 (Steele, Lea and Flood, 2014): one seed for each seed. */
    private static long mixed(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
