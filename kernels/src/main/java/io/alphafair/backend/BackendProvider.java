package io.alphafair.backend;

import java.util.List;

/**
 * How a backend is found: registered for {@link java.util.ServiceLoader}, in the module's {@code provides} and in
 * {@code META-INF/services}. A provider loads anywhere; only {@link #open} may touch what the backend needs.
 */
public interface BackendProvider {
    /** The name to ask for, lower case, without a colon. */
    String name();

    /** What it is, in one line, whether or not it can run here. */
    String summary();

    /** Whether it can run here; never throws. */
    Availability availability();

    /**
     * Whether a variant can run here; never throws.
     *
     * @param variant one of {@link #variants()}, or empty for the default
     */
    default Availability availability(String variant) {
        return availability();
    }

    /** The names of its variants, which differ in how they work and never in a result; empty if there is only one way. */
    default List<String> variants() {
        return List.of();
    }

    /**
     * Checks that a variant is known and can run here, before it is opened.
     *
     * @return the name of its backend
     * @throws UnknownBackendException if there is no such variant
     * @throws BackendUnavailableException if it cannot run here
     */
    default BackendName requireAvailable(String variant) {
        BackendName name = BackendName.of(this, variant);
        Availability availability = availability(variant);
        if (!availability.available()) {
            throw new BackendUnavailableException(name.toString(), availability);
        }
        return name;
    }

    /**
     * Opens the backend, whose {@link Backend#name()} is then {@link BackendName#of} this provider and the variant.
     *
     * @param variant one of {@link #variants()}, or empty for the default
     * @param parallelism the number of threads wanted, at least 1; a backend that runs on the calling thread has 1
     * @throws UnknownBackendException if there is no such variant
     * @throws BackendUnavailableException if it cannot run here
     */
    Backend open(String variant, int parallelism);

    /** Opens the default variant. */
    default Backend open(int parallelism) {
        return open("", parallelism);
    }
}
