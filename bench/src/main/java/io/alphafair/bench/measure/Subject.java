package io.alphafair.bench.measure;

import io.alphafair.backend.Availability;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.JvmLimit;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What can be measured.
 *
 * @param id its name
 * @param role what it is to the answer
 * @param availability whether it can run here; the reason names the remedy
 * @param rivals the subjects that its results are compared with, where they take part too
 * @param opening gets it ready
 */
public record Subject(Id id, Role role, Supplier<Availability> availability,
        BiFunction<Question, Problem, List<Against>> rivals, Opening opening) {
    /** A subject that this one is compared with, by the metric of the same name. */
    public record Against(Id id, Metric metric) {
        /** By time. */
        public static Against time(Id id) {
            return new Against(id, Metric.TIME);
        }
    }

    /** Gets a subject ready to take turns: prepares the problem and checks the first answer. */
    public interface Opening {
        /**
         * Opens it.
         *
         * @param fixture what the subjects of the session share; outlives the taker
         * @throws SubjectException if it cannot: unavailable, a wrong answer, or a failure, with the reason
         */
        Taker open(Fixture fixture, Schedule how) throws SubjectException;
    }

    /** How the JVM is started that is forked for a subject. */
    public interface Launch {
        /**
         * The command.
         *
         * @throws SubjectException if no such JVM starts here
         */
        JavaCommand java(Fixture fixture) throws SubjectException;
    }

    /** Gets a subject ready to take bursts in this JVM. */
    public interface Bursts {
        /** As {@link Opening#open}. */
        Taker open(Fixture fixture, Turn.Burst burst) throws SubjectException;
    }

    /** A subject that takes its turns in bursts and is compared with nothing. */
    public static Subject of(Id id, Role role, Supplier<Availability> availability, Bursts bursts) {
        return new Subject(id, role, availability, (question, problem) -> List.of(), bursts(id, bursts));
    }

    /** Opens a subject in this JVM, or in one that is forked for it. */
    public static Opening bursts(Id id, Bursts bursts) {
        return bursts(id, Subject::java, bursts);
    }

    /** As all are started, with what the problem says of the JVM. */
    private static JavaCommand java(Fixture fixture) throws SubjectException {
        JvmLimit limit = JvmLimit
                .parse(fixture.problem().more().getOrDefault(JvmLimit.PARAMETER, JvmLimit.DEFAULT.label()));
        if (!limit.isKnown()) {
            throw new SubjectException(Verdict.UNAVAILABLE,
                    "this JVM has no flag " + String.join(" ", limit.flags()) + ", which the problem asks for");
        }
        return fixture.forks().java().with(limit.flags());
    }

    /** As {@link #bursts}, forked by another command. */
    public static Opening bursts(Id id, Launch launch, Bursts bursts) {
        return (fixture, how) -> how.place() == Place.FORK_EACH
                ? Fork.open(fixture, id, how, launch.java(fixture))
                : here(bursts, fixture, how);
    }

    private static Taker here(Bursts bursts, Fixture fixture, Schedule how) throws SubjectException {
        if (!(how.turn() instanceof Turn.Burst burst)) {
            throw new SubjectException(Verdict.UNAVAILABLE, "it takes its turns in bursts only");
        }
        return bursts.open(fixture, burst);
    }
}
