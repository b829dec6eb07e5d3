package io.alphafair.backend;

import io.alphafair.InvalidInputException;
import java.util.Collection;

/** A backend name that no provider has. */
public final class UnknownBackendException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    public UnknownBackendException(String name, Collection<String> known) {
        super("unknown backend '" + name + "': expected one of " + String.join(", ", known));
    }
}
