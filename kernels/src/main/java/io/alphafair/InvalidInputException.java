package io.alphafair;

import io.alphafair.closedform.RefusedException;

/** Input that the allocator refuses. The message names the place, what was expected there and the remedy. */
public class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    /** What the closed form has refused, as callers of the library see it. */
    InvalidInputException(RefusedException refused) {
        this(refused.getMessage(), refused);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
