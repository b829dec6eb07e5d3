package io.alphafair.bench.subject;

import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.ForkServer;
import io.alphafair.bench.measure.Forks;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Very short sessions. */
final class Sessions {
    /** Two bursts of a millisecond, without settling. */
    private static final Schedule SHORT = new Schedule(new Turn.Burst(1_000_000, 0), Place.HERE, 2, 2, 0);

    private Sessions() {
    }

    /** The main class of forked JVMs. */
    public static void main(String[] arguments) throws IOException {
        ForkServer.serve(Sessions.class, Subjects.ofThisCode()::find, Gpu::describe,
                problem -> Map.of());
    }

    static Forks forks(Duration patience) {
        return new Forks(new JavaCommand(null, JvmFlags.REQUIRED), Sessions.class, List.of(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), patience);
    }

    static Session run(Question question, Problem problem, Place place, Duration patience, Subject... subjects) {
        try (Engine engine = new Engine(forks(patience), line -> {})) {
            return engine.run(question, problem, List.of(subjects), SHORT.at(place));
        }
    }

    /** Subjects of the code that runs, by their names. */
    static Session run(Question question, Problem problem, Schedule how, String... names) {
        try (Engine engine = new Engine(forks(Duration.ofSeconds(120)), line -> {})) {
            return engine.run(question, problem,
                    Stream.of(names).map(Id::parse).map(Subjects.ofThisCode()::find).toList(), how);
        }
    }

    /** Of the group argmax. */
    static Session run(Problem problem, Place place, Subject... subjects) {
        return run(Question.BEST_ITEMS, problem, place, Duration.ofSeconds(120), subjects);
    }

    static boolean hasRatio(Session session, Id subject, Id against) {
        return session.ratios().stream()
                .anyMatch(ratio -> ratio.subject().equals(subject) && ratio.against().equals(against));
    }

    static Series only(Session session) {
        return session.series().getFirst();
    }
}
