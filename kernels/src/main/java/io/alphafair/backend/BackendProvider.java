package io.alphafair.backend;

/**
 * How a backend is found: registered for {@link java.util.ServiceLoader}, in the module's {@code provides} and in
 * {@code META-INF/services}. A provider loads anywhere; only {@link #open} may touch what the backend needs.
 */
public interface BackendProvider {
    /** The name to ask for, lower case. */
    String name();

    /** What it is, in one line, whether or not it can run here. */
    String summary();

    /** Whether it can run here; never throws. */
    Availability availability();

    /**
     * Opens the backend.
     *
     * @param parallelism the number of threads wanted, at least 1; a backend that runs on the calling thread has 1
     * @throws BackendUnavailableException if it cannot run here
     */
    Backend open(int parallelism);
}
