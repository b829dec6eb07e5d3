package io.alphafair.bench.measure;

/** An answer to the question that is measured is not the reference's, so its time would mean nothing. */
public final class AnswerMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which answer differs, and how */
    public AnswerMismatchException(String message) {
        super(message);
    }
}
