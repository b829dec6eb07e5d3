package io.alphafair.bench.subject;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Role;
import io.alphafair.select.Backends;
import java.util.List;
import java.util.Optional;

/**
 * The group argmax of a backend as a subject of its own, named {@code argmax:simd}. It takes turns with the backend's answer
 * to a question about caps on the same data, so that the ratio of the two times is one of a single run.
 */
public final class Argmax {
    static final String NAME = "argmax";

    private Argmax() {
    }

    /** That of a backend. */
    public static Id of(Id backend) {
        return new Id(NAME, backend.path(), backend.commit());
    }

    /** Those of all backends. */
    public static List<Id> of(List<Id> backends) {
        return backends.stream().map(Argmax::of).toList();
    }

    static Subject subject(Id id) {
        Id backend = Id.parse(id.variant());
        return Subject.of(id, Role.ARGMAX, () -> BackendSubject.availability(backend),
                (fixture, burst) -> BackendTaker.open(Question.BEST_ITEMS, id, Backends.open(backend.path()),
                        Optional.empty(), fixture, burst));
    }
}
