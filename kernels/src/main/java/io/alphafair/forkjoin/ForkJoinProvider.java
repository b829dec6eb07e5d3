package io.alphafair.forkjoin;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendName;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.simd.SimdProvider;
import java.util.List;

/**
 * Provides {@link ForkJoinBackend}. Its variants are named after the leaf that each thread runs. Without a variant the
 * leaf is simd where the vector module is there, and scalar elsewhere.
 */
public final class ForkJoinProvider implements BackendProvider {
    private final BackendProvider simd = new SimdProvider();
    private final BackendProvider scalar = new ScalarProvider();

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
    public List<String> variants() {
        return List.of(simd.name(), scalar.name());
    }

    @Override
    public Availability availability() {
        return Availability.yes();
    }

    @Override
    public Availability availability(String variant) {
        return variant.equals(simd.name()) ? simd.availability() : Availability.yes();
    }

    @Override
    public Backend open(String variant, int parallelism) {
        String name = BackendName.of(this, variant).toString();
        Availability availability = availability(variant);
        if (!availability.available()) {
            throw new BackendUnavailableException(name, availability);
        }
        boolean vectors = !variant.equals(scalar.name()) && simd.availability().available();
        return new ForkJoinBackend(name, (vectors ? simd : scalar).open(1), parallelism, 0);
    }
}
