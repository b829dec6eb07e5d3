package io.alphafair.ffm;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/** The group argmax, and the filter of the selection, in C: exact, and without divisions. */
final class NativeBackend implements Backend {
    static final String NAME = "native";

    /**
     * Elements from which on C takes the data for larger than the caches, and reads them at several places by turns: 64 MB.
     * From memory this takes 0.8 to 1.0 of the time, from a cache up to 1.4 times as long.
     */
    private static final long FAR_ELEMENTS = 1 << 22;

    private final Variant variant;
    private final ScanPath path;
    private final long farElements;
    private final Linking linking;

    /**
     * A backend.
     *
     * @param variant that the CPU supports, or null for its best one, which is looked up when it is needed
     */
    NativeBackend(Variant variant) {
        this(variant, ScanPath.ANY, FAR_ELEMENTS, Linking.PASSES);
    }

    /**
     * A backend for tests; the result is the same.
     *
     * @param path {@link ScanPath#ANY}, or the one path to take
     * @param farElements from so many elements on, the data are taken for larger than the caches
     * @param linking from when on C runs
     */
    NativeBackend(Variant variant, ScanPath path, long farElements, Linking linking) {
        this.variant = variant;
        this.path = path;
        this.farElements = farElements;
        this.linking = linking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "1 thread, C compiled for " + Functions.orBest(variant) + (path == ScanPath.ANY ? "" : ", path " + path);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public Prepared prepare(Items items) {
        return new NativePrepared(items, variant, path, farElements, linking);
    }

    @Override
    public void close() {
        // The library stays loaded.
    }
}
