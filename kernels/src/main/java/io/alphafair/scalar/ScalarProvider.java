package io.alphafair.scalar;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendName;
import io.alphafair.backend.BackendProvider;

/** Provides {@link ScalarBackend}, which runs anywhere. */
public final class ScalarProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ScalarProvider() {
        // Nothing to set up.
    }

    @Override
    public String name() {
        return ScalarBackend.NAME;
    }

    @Override
    public String summary() {
        return "single-threaded reference loop with one division per element; defines the expected result";
    }

    @Override
    public Availability availability() {
        return Availability.yes();
    }

    @Override
    public Backend open(String variant, int parallelism) {
        BackendName.of(this, variant);
        return new ScalarBackend();
    }
}
