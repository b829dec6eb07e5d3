package io.alphafair.backend;

/** A known backend that cannot run here; the message says why and what would help. */
public final class BackendUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String backend;

    public BackendUnavailableException(String backend, Availability availability) {
        super("backend '" + backend + "' cannot run here: " + availability.reason(),
                availability.cause().orElse(null));
        this.backend = backend;
    }

    /** The backend's name. */
    public String backend() {
        return backend;
    }
}
