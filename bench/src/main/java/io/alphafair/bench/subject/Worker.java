package io.alphafair.bench.subject;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.bench.measure.ChildTalk;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.measure.Taker;
import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A peer in a process of its own, which reads the problem from files and answers as {@code worker.py} says. */
final class Worker implements Taker {
    /** How the process is started. */
    interface Command {
        /** The command for a session's problem and a folder for its own files, with one thread per processor. */
        List<String> of(Fixture fixture, TemporaryFolder own) throws IOException;
    }

    /** What a worker says when all is warm; the versions are of what it uses, by name. */
    record Greeting(int threads, Map<String, String> versions) {}

    /**
     * What a worker says after a burst: the time of all calls together, and the last answer.
     *
     * @param ratio each group's best ratio, for a group argmax; else null
     * @param winner the flat index of each group's winner, for a group argmax; else null
     * @param welfare the welfare for each budget, for a question about caps; else null
     */
    record Reply(long nanos, int calls, double[] ratio, long[] winner, double[] welfare) {}

    /**
     * Which sessions have a use for a peer, and how its answers are checked.
     *
     * @param only what it answers, as the reason why a session has no use for it
     * @param answers whether it answers the session's question on its problem
     * @param check what a worker's reply has to satisfy
     */
    record Judge(String only, Predicate<Fixture> answers, Check check) {
        /** Checks an answer. */
        interface Check {
            /** @throws SubjectException if the answer is incomplete or wrong */
            void require(Reply reply, Fixture fixture) throws SubjectException;
        }

        /** @throws SubjectException if the session has no use for the peer */
        void requireSupported(Fixture fixture) throws SubjectException {
            if (!answers.test(fixture)) {
                throw new SubjectException(Verdict.UNAVAILABLE, only);
            }
            requireWhole(fixture.items());
        }

        /** @throws InvalidInputException if an operand is broadcast, which peers do not know */
        private static void requireWhole(Items items) {
            long elements = items.individualCount() * items.itemCount();
            if (items.benefit().size() != elements || items.cost().size() != elements) {
                throw new InvalidInputException("benefit is " + items.benefit().shape() + ", cost is "
                        + items.cost().shape()
                        + ": expected two N x T matrices, because peers know no broadcast operands");
            }
        }

        /** @throws SubjectException if a part of an answer is missing */
        static void requireComplete(boolean complete, String expected) throws SubjectException {
            if (!complete) {
                throw new SubjectException(Verdict.FAILED, "its answer is incomplete: expected " + expected);
            }
        }
    }

    private final Judge judge;
    private final Fixture fixture;
    private final Turn.Burst burst;
    private final ChildTalk talk;
    private Greeting greeting;

    private Worker(Judge judge, Fixture fixture, Turn.Burst burst, ChildTalk talk) {
        this.judge = judge;
        this.fixture = fixture;
        this.burst = burst;
        this.talk = talk;
    }

    /** Opens the process wherever the schedule says. */
    static Subject.Opening opening(Judge judge, Command command) {
        return (fixture, how) -> open(judge, command, fixture, how);
    }

    /** Starts the process, waits until it is warm, and checks its first answer. */
    private static Taker open(Judge judge, Command command, Fixture fixture, Schedule how) throws SubjectException {
        if (!(how.turn() instanceof Turn.Burst burst)) {
            throw new SubjectException(Verdict.UNAVAILABLE, judge.only());
        }
        judge.requireSupported(fixture);
        try {
            Worker worker = new Worker(judge, fixture, burst,
                    fixture.forks().child(command.of(fixture, Peers.folder(fixture))));
            worker.greet();
            return worker;
        } catch (IOException e) {
            throw new SubjectException(Verdict.FAILED, e.getMessage(), e);
        }
    }

    private void greet() throws SubjectException {
        try {
            greeting = talk.receive(Greeting.class);
            Judge.requireComplete(greeting.threads() > 0 && greeting.versions() != null,
                    "a greeting with threads and versions");
            take();
        } catch (SubjectException e) {
            close();
            throw e;
        }
    }

    @Override
    public String what() {
        return String.join(", ", new TreeMap<>(greeting.versions()).entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue()).toList());
    }

    @Override
    public int threads() {
        return greeting.threads();
    }

    @Override
    public Sample take() throws SubjectException {
        talk.send(burst.nanos());
        Reply reply = talk.receive(Reply.class);
        Judge.requireComplete(reply.calls() > 0 && reply.nanos() > 0, "the time of at least one call");
        judge.check().require(reply, fixture);
        return Sample.of(Metric.TIME, (double) reply.nanos() / reply.calls());
    }

    @Override
    public void close() {
        talk.close();
    }
}
