package io.alphafair.bench.subject;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A peer in a process of its own, which reads the problem from files and answers as {@code worker.py} says. */
final class Worker implements Taker {
    /** How the process is started. */
    interface Command {
        /** The command for the folder with the problem's files and one for its own, with one thread per processor. */
        List<String> of(Path problem, TemporaryFolder own) throws IOException;
    }

    /** What a worker says when all is warm; the versions are of what it uses, by name. */
    record Greeting(int threads, Map<String, String> versions) {}

    /** What a worker says after a burst: the time of all calls together, and the last answer. */
    record Reply(long nanos, int calls, double[] ratio, long[] winner) {}

    private final Fixture fixture;
    private final Turn.Burst burst;
    private final ChildTalk talk;
    private Greeting greeting;
    private PeerAnswer last;

    private Worker(Fixture fixture, Turn.Burst burst, ChildTalk talk) {
        this.fixture = fixture;
        this.burst = burst;
        this.talk = talk;
    }

    /** Opens the process wherever the schedule says. */
    static Subject.Opening opening(Command command) {
        return (fixture, how) -> open(command, fixture, how);
    }

    /** Starts the process, waits until it is warm, and checks its first answer. */
    private static Taker open(Command command, Fixture fixture, Schedule how) throws SubjectException {
        if (!(how.turn() instanceof Turn.Burst burst)) {
            throw new SubjectException(Verdict.UNAVAILABLE, Peers.ONLY);
        }
        Peers.requireSupported(fixture);
        try {
            Worker worker = new Worker(fixture, burst,
                    fixture.forks().child(command.of(fixture.npyFolder(), Peers.folder(fixture))));
            worker.greet();
            return worker;
        } catch (IOException e) {
            throw new SubjectException(Verdict.FAILED, e.getMessage(), e);
        }
    }

    private void greet() throws SubjectException {
        try {
            greeting = talk.receive(Greeting.class);
            require(greeting.threads() > 0 && greeting.versions() != null, "a greeting with threads and versions");
            take();
            verify();
        } catch (SubjectException e) {
            close();
            throw e;
        }
    }

    private static void require(boolean right, String expected) throws SubjectException {
        if (!right) {
            throw new SubjectException(Verdict.FAILED, "its answer is incomplete: expected " + expected);
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
        require(reply.calls() > 0 && reply.nanos() > 0, "the time of at least one call");
        require(reply.ratio() != null && reply.winner() != null, "a ratio and a winner for each group");
        last = new PeerAnswer(reply.ratio(), reply.winner());
        return Sample.of(Metric.TIME, (double) reply.nanos() / reply.calls());
    }

    @Override
    public void verify() throws SubjectException {
        last.require(fixture.expected());
    }

    @Override
    public void close() {
        talk.close();
    }
}
