package io.alphafair.ffm;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;

/** Provides {@link NativeBackend} where the jar has a library for this machine that can be loaded. */
public final class NativeProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public NativeProvider() {
        // Nothing is loaded before somebody asks.
    }

    @Override
    public String name() {
        return NativeBackend.NAME;
    }

    @Override
    public String summary() {
        return "one thread, C with the CPU's vectors, a multiplication in place of the division";
    }

    @Override
    public Availability availability() {
        return Library.here().availability();
    }

    @Override
    public Backend open(String variant, int parallelism) {
        requireAvailable(variant);
        try {
            String wanted = System.getenv(Variant.VARIABLE);
            return new NativeBackend(
                    wanted == null || wanted.isEmpty() ? null : Variant.of(wanted, Functions.best()));
        } catch (IllegalArgumentException e) {
            throw new BackendUnavailableException(name(), Availability.no(e.getMessage(), e));
        }
    }
}
