package io.alphafair.simd;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.tier.Tier;

/** Provides {@link SimdBackend} where the vector module is there; names no type of that module. */
public final class SimdProvider implements BackendProvider {
    private static final String VECTOR_TYPE = "jdk.incubator.vector.DoubleVector";

    /** For {@link java.util.ServiceLoader}. */
    public SimdProvider() {
        // Nothing to set up.
    }

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public String summary() {
        return "one thread, Vector API, a multiplication in place of the division";
    }

    @Override
    public Availability availability() {
        if (Tier.fault() != null) {
            return Availability.no(Tier.fault());
        }
        try {
            Class.forName(VECTOR_TYPE, false, SimdProvider.class.getClassLoader());
            return Availability.yes();
        } catch (ClassNotFoundException e) {
            return Availability.no(
                    "the module jdk.incubator.vector is not there: start java with --add-modules jdk.incubator.vector",
                    e);
        }
    }

    @Override
    public Backend open(String variant, int parallelism) {
        requireAvailable(variant);
        return new SimdBackend();
    }
}
