package io.alphafair.scalar;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/** The readable reference that every other backend must equal. */
public final class ScalarBackend implements Backend {
    static final String NAME = "scalar";

    /** A backend; it holds nothing. */
    public ScalarBackend() {
        // Nothing to set up.
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "1 thread, scalar loop";
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public Prepared prepare(Items items) {
        return new ScalarPrepared(items);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
