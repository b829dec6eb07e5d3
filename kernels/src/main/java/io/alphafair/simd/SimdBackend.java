package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.tier.Tier;

/** The group argmax with {@code jdk.incubator.vector} by the exact, division-free filter. */
public final class SimdBackend implements Backend {
    /** T from which on the tier depends only on whether rows are whole pairs of vectors. */
    private static final int LONG_ROW = 32;
    /** Doubles in a pair of the widest vectors. */
    private static final int WIDEST_PAIR = 16;
    /** Up to these numbers of groups there are loops of their own. */
    private static final int[] GROUPS = {16, 64, 4096, Integer.MAX_VALUE};
    /** Up to these numbers of elements the overhead counts, and then the caches. */
    private static final long[] ELEMENTS = {1 << 10, 1 << 16, Long.MAX_VALUE};
    /** By T, K and N T: which loops a scan runs and what they cost depends on these. */
    private static final Tier[] TIERS = new Tier[(LONG_ROW + 2) * GROUPS.length * ELEMENTS.length];

    static {
        for (int place = 0; place < TIERS.length; place++) {
            TIERS[place] = new Tier();
        }
    }

    private final ScanPath forced;

    /** Chooses the path by the data. */
    public SimdBackend() {
        this(null);
    }

    /**
     * A backend for tests and measurements.
     *
     * @param forced the one path to take, or null to choose by the data; the result is the same
     */
    public SimdBackend(ScanPath forced) {
        this.forced = forced;
    }

    /** Doubles a vector holds here. */
    public static int lanes() {
        return Vectors.LANES;
    }

    /** Whether a vector holds several doubles here; if not, the plain loop does all the work. Loads the Vector API. */
    static boolean hasVectors() {
        return lanes() > 1;
    }

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public String description() {
        if (!hasVectors()) {
            return "1 thread, the plain loop, because a vector of this JVM holds one double (MaxVectorSize)";
        }
        return "1 thread, " + lanes() * Double.SIZE + "-bit vectors of " + lanes() + " doubles"
                + (forced == null ? "" : ", path " + forced);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    /** What scans of problems like this one have shown so far. */
    private static Tier tier(Items items) {
        int t = items.itemCount();
        int place = t < LONG_ROW ? t : LONG_ROW + (t % WIDEST_PAIR == 0 ? 0 : 1);
        int k = 0;
        while (items.groupCount() > GROUPS[k]) {
            k++;
        }
        int size = 0;
        while (items.individualCount() * t > ELEMENTS[size]) {
            size++;
        }
        return TIERS[(place * GROUPS.length + k) * ELEMENTS.length + size];
    }

    @Override
    public SimdPrepared prepare(Items items) {
        return new SimdPrepared(items, forced, tier(items));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
