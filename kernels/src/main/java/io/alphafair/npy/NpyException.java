package io.alphafair.npy;

import io.alphafair.InvalidInputException;

/** A file that is not the {@code .npy} that was expected; the message names the file, the fault and the remedy. */
public final class NpyException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    public NpyException(String message) {
        super(message);
    }

    public NpyException(String message, Throwable cause) {
        super(message, cause);
    }
}
