package io.alphafair.forkjoin;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.simd.SimdProvider;

/** Provides {@link ForkJoinBackend}, with simd leaves where the vector module is there and scalar ones elsewhere. */
public final class ForkJoinProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ForkJoinProvider() {
        // Nothing to set up.
    }

    @Override
    public String name() {
        return ForkJoinBackend.NAME;
    }

    @Override
    public String summary() {
        return "several threads of a pool of its own, each running simd (scalar without the vector module)";
    }

    @Override
    public Availability availability() {
        return Availability.yes();
    }

    @Override
    public Backend open(int parallelism) {
        BackendProvider leaf = new SimdProvider();
        if (!leaf.availability().available()) {
            leaf = new ScalarProvider();
        }
        return new ForkJoinBackend(leaf.open(1), parallelism);
    }
}
