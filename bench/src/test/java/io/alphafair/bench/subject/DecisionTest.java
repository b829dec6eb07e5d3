package io.alphafair.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Forks;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import io.alphafair.select.Backends;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A backend that starts with a plain loop decides in its first warm-up, so that no problem of the grid times that loop. */
class DecisionTest {
    /** More than some milliseconds of calls. */
    private static final int DECISION = 200_000;
    private static final Problem PROBLEM = Problem.of("uniform", 4, 1, 2);

    private int calls;

    /** Scalar, which says that it has not decided before it was called often enough. */
    private final class Undecided implements Backend, Prepared {
        private final Backend backend = Backends.open("scalar");
        private Prepared prepared;

        @Override
        public String name() {
            return "undecided";
        }

        @Override
        public String description() {
            return backend.description();
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public Prepared prepare(Items items) {
            prepared = backend.prepare(items);
            return this;
        }

        @Override
        public Items items() {
            return prepared.items();
        }

        @Override
        public void bestItems(BestItems into) {
            calls++;
            prepared.bestItems(into);
        }

        @Override
        public void accumulate(long fromRow, long toRow, PartialBest into) {
            prepared.accumulate(fromRow, toRow, into);
        }

        @Override
        public void scatter(BestItems best, double[] byGroup, Matrix out) {
            prepared.scatter(best, byGroup, out);
        }

        @Override
        public boolean isUndecided() {
            return calls < DECISION;
        }

        @Override
        public void close() {
            prepared.close();
        }
    }

    private int calls(int settleMillis) {
        calls = 0;
        Id id = Id.parse("undecided");
        Subject subject = Subject.of(id, Role.BACKEND, Availability::yes,
                (fixture, burst) -> BackendTaker.open(id, new Undecided(), Optional.empty(), fixture, burst));
        try (Engine engine = new Engine(Forks.none(), line -> {})) {
            engine.run(Question.BEST_ITEMS, PROBLEM, List.of(subject),
                    new Schedule(new Turn.Burst(1, settleMillis), Place.HERE, 1, 1, 0));
        }
        return calls;
    }

    @Test
    void aWarmUpGoesOnUntilTheBackendHasDecided() {
        assertTrue(calls(1) >= DECISION);
    }

    @Test
    void aMeasurementDoesNotWaitForADecision() {
        assertTrue(calls(0) < DECISION, () -> calls + " calls");
    }

    /** The sizes between which simd decides anew. */
    private record Kind(int t, int k, int elements) {
        static Kind of(Problem problem) {
            return new Kind(problem.t(), place(problem.k(), 16, 64, 4096), place(problem.elements(), 1 << 10, 1 << 16));
        }

        private static int place(long value, long... upTo) {
            int place = 0;
            while (place < upTo.length && value > upTo[place]) {
                place++;
            }
            return place;
        }
    }

    @Test
    void everyKindOfProblemHasAWarmUp() {
        for (AutoGrid grid : List.of(AutoGrid.calibration(), AutoGrid.small(), AutoGrid.whole())) {
            List<Kind> warm = grid.warmUps().stream().map(Kind::of).toList();
            assertEquals(List.of(),
                    grid.problems().stream().filter(problem -> !warm.contains(Kind.of(problem))).toList());
        }
    }
}
