package io.alphafair.bench.peer;

/** A peer or a ceiling cannot be measured on this machine; the message says why, in one line. */
public final class PeerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason one line, with the remedy */
    public PeerUnavailableException(String reason) {
        super(reason);
    }

    /** @param reason one line, with the remedy */
    public PeerUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
