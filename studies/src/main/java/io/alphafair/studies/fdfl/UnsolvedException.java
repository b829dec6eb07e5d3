package io.alphafair.studies.fdfl;

import java.time.Duration;

/** An integer programme has no answer, because its time ran out. */
final class UnsolvedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param limit the time that the programme had
     * @param state in which ojAlgo stopped
     */
    UnsolvedException(Duration limit, Object state) {
        super("ojAlgo's integer programme found no optimum within " + limit.toSeconds()
                + " seconds (it stopped in state " + state + ")");
    }
}
