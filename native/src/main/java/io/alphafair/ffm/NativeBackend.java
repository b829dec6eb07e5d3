package io.alphafair.ffm;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/** The group argmax, and the filter of the selection, in C: exact, and without divisions. */
final class NativeBackend implements Backend {
    static final String NAME = "native";

    private final Variant variant;
    private final ScanPath path;

    /**
     * A backend whose variant the CPU supports.
     *
     * @param path {@link ScanPath#ANY}, or for tests the one path to take; the result is the same
     */
    NativeBackend(Variant variant, ScanPath path) {
        this.variant = variant;
        this.path = path;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "1 thread, C compiled for " + variant + (path == ScanPath.ANY ? "" : ", path " + path);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public Prepared prepare(Items items) {
        return new NativePrepared(items, variant, path);
    }

    @Override
    public void close() {
        // The library stays loaded.
    }
}
