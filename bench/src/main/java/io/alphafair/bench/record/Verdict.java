package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a backend on a problem, from the best to the worst. */
public enum Verdict {
    /** Its answers equal scalar's, and it was measured. */
    MATCHED("matched"),
    /** It cannot run on this machine. */
    UNAVAILABLE("not available"),
    /** It ended without a result. */
    FAILED("failed"),
    /** Its answers differ from scalar's: no time. */
    MISMATCHED("did not match");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** The words that records and tables use. */
    @JsonValue
    public String text() {
        return text;
    }
}
