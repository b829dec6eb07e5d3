package io.alphafair.contract;

/** A backend did not do what the contract demands; the message says which one, on which problem, and what it answered. */
public final class ContractViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContractViolationException(String where, String what) {
        super(where + ": " + what);
    }

    ContractViolationException(String where, String what, Throwable cause) {
        super(where + ": " + what, cause);
    }
}
