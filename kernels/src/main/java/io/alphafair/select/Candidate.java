package io.alphafair.select;

import io.alphafair.backend.BackendProvider;
import java.util.OptionalDouble;

/**
 * A registered backend as {@code auto} sees it. The native backend may have a predicted time and still
 * not run here: it is asked only if it would be chosen.
 *
 * @param nanos its predicted time, with what loading counts; empty if it was not considered
 * @param reason why it was not; empty if it was
 */
public record Candidate(BackendProvider provider, OptionalDouble nanos, String reason) {
    static Candidate predicted(BackendProvider provider, double nanos) {
        return new Candidate(provider, OptionalDouble.of(nanos), "");
    }

    static Candidate rejected(BackendProvider provider, String reason) {
        return new Candidate(provider, OptionalDouble.empty(), reason);
    }
}
