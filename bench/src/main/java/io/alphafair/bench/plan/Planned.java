package io.alphafair.bench.plan;

import io.alphafair.bench.measure.OwnData;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import java.util.List;
import java.util.stream.Stream;

/** A session to be measured. */
public record Planned(Question question, Problem problem, List<Id> subjects, Schedule how) {
    /** The key of the session that comes of it. */
    public String key() {
        return Session.key(question.label(), problem, how);
    }

    /**
     * What patterns of the command line are matched with, as in {@code BestItemsBenchmark.bestItems} or {@code Race.read};
     * with {@code data.} in front where the data are a user's.
     */
    public String name() {
        return (OwnData.is(problem) ? "data." : "") + kind();
    }

    private String kind() {
        String label = question.label();
        return switch (how.turn()) {
            case Turn.JmhFork jmh ->
                Character.toUpperCase(label.charAt(0)) + label.substring(1) + "Benchmark." + label;
            case Turn.FreshJvm fresh -> "ColdStart." + label;
            case Turn.WholeProcess process -> "Process." + label;
            case Turn.Burst burst when question == Question.CHOOSE -> "auto.choose";
            case Turn.Burst burst when how.place() == Place.SHARED_FORK -> "auto.regret";
            case Turn.Burst burst ->
                (how.place() == Place.FORK_EACH ? "peers." : "Race.")
                        + (question.isCapped() ? label : question.writes() ? "write" : "read");
        };
    }

    /** The same session with the subjects of another one too. */
    Planned with(Planned other) {
        return new Planned(question, problem,
                Stream.concat(subjects.stream(), other.subjects.stream()).distinct().toList(), how);
    }

    /** Whether it belongs to those that show what the choices of auto cost, which need every backend. */
    boolean isOfAuto() {
        return question == Question.CHOOSE || how.place() == Place.SHARED_FORK;
    }

    /** Whether it only lets the JVM compile what the sessions after it run, so that nothing of it is recorded. */
    public boolean isWarmUp() {
        return how.place() == Place.SHARED_FORK && how.turn() instanceof Turn.Burst burst && burst.settleMillis() > 0;
    }

    /** For people. */
    @Override
    public String toString() {
        return name() + ", " + problem;
    }
}
