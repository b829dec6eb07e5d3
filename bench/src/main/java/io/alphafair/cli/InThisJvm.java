package io.alphafair.cli;

import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Forks;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.subject.Subjects;
import java.util.List;

/** Sessions in the command's own JVM, for a quick look. */
final class InThisJvm {
    private InThisJvm() {
    }

    /** Lets the subjects take turns at the group argmax; what goes wrong is told in the session. */
    static Session run(Problem problem, List<Id> subjects, Schedule how) {
        Subjects known = Subjects.ofThisCode();
        try (Engine engine = new Engine(Forks.none(), line -> {})) {
            return engine.run(Question.BEST_ITEMS, problem, subjects.stream().map(known::find).toList(),
                    how.at(Place.HERE));
        }
    }
}
