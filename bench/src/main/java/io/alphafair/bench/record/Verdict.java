package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonValue;

/** What came of a subject in a session, from the best to the worst. */
public enum Verdict {
    /** Its answers passed the check of its role, and it took its turns; whether its times count is another question. */
    MATCHED("matched"),
    /** It cannot run on this machine. */
    UNAVAILABLE("not available"),
    /** It ended without a result. */
    FAILED("failed"),
    /** An answer did not pass the check of its role: no time. */
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
