package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.Backend;

/** The group argmax with {@code jdk.incubator.vector} by the exact, division-free filter. */
public final class SimdBackend implements Backend {
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

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public String description() {
        return "1 thread, " + lanes() * Double.SIZE + "-bit vectors of " + lanes() + " doubles"
                + (forced == null ? "" : ", path " + forced);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public SimdPrepared prepare(Items items) {
        return new SimdPrepared(items, forced, Tuning.CHOSEN, Block.arenaFor(items));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
