package io.alphafair.bench.peer.external;

/** A worker did not start, ended early, was silent for too long or said what nobody understands. */
final class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkerException(String message) {
        super(message);
    }

    WorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
