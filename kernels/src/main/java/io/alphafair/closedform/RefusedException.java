package io.alphafair.closedform;

/** Numbers for which there is no allocation; the message says which, what was expected, and the remedy. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
