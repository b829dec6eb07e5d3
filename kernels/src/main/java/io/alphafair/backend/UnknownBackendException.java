package io.alphafair.backend;

import io.alphafair.InvalidInputException;
import java.util.Collection;

/** A backend name that no provider has, or a variant that its provider does not have. */
public final class UnknownBackendException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    public UnknownBackendException(String name, Collection<String> known) {
        this("unknown backend '" + name + "': expected one of " + String.join(", ", known));
    }

    private UnknownBackendException(String message) {
        super(message);
    }

    /** A known backend that has no such variant. */
    static UnknownBackendException ofVariant(String backend, String variant, Collection<String> known) {
        return new UnknownBackendException("backend '" + backend + "' has no variant '" + variant + "': expected "
                + (known.isEmpty() ? "'" + backend + "' without a variant" : "one of " + String.join(", ", known)));
    }
}
