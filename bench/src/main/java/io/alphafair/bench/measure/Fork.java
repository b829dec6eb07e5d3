package io.alphafair.bench.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A forked JVM of this project, from its parent's side: it takes orders, the answers are {@link ForkServer}'s. As a taker it
 * lets one subject take its turns there, or in a fresh JVM for each turn.
 */
final class Fork implements Taker {
    /**
     * What a fork is asked to do: say what runs there, run a session, open one subject, let it take a turn, tell its
     * facts, or open one cold and make the first calls.
     */
    enum Task {
        PROBE, SESSION, OPEN, TAKE, FACTS, COLD
    }

    /** From the parent, one line of JSON; what a task does not need is null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(Task task, Question question, Problem problem, List<Id> subjects, Schedule how) {
        static Order of(Task task) {
            return new Order(task, null, null, null, null);
        }
    }

    /** From the fork: a line of progress, the result of the order, or why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reply(String progress, JsonNode result, Verdict verdict, String reason) {
        static Reply progress(String line) {
            return new Reply(line, null, null, null);
        }

        static Reply of(Object result) {
            return new Reply(null, Json.parse(Json.line(result)), Verdict.MATCHED, "");
        }

        static Reply without(SubjectException why) {
            return new Reply(null, null, why.verdict(), why.getMessage());
        }
    }

    /** What an open subject says of itself. */
    record About(String what, int threads, Map<String, String> facts) {}

    private final ChildTalk talk;
    private About about;

    Fork(ChildTalk talk) {
        this.talk = talk;
    }

    /** Opens a subject in a JVM of its own. */
    static Taker open(Fixture fixture, Id subject, Schedule how, JavaCommand java) throws SubjectException {
        boolean fresh = how.turn() instanceof Turn.FreshJvm;
        Order order = new Order(fresh ? Task.COLD : Task.OPEN, fixture.question(), fixture.problem(), List.of(subject),
                how.at(Place.HERE));
        if (fresh) {
            return () -> {
                try (Fork fork = fixture.forks().fork(java)) {
                    return fork.ask(order, Sample.class);
                }
            };
        }
        Fork fork = fixture.forks().fork(java);
        try {
            fork.about = fork.ask(order, About.class);
            return fork;
        } catch (SubjectException e) {
            fork.close();
            throw e;
        }
    }

    private <T> T ask(Order order, Class<T> type) throws SubjectException {
        return ask(order, type, line -> {});
    }

    /** Sends an order and waits for the result, with progress on the way. */
    <T> T ask(Order order, Class<T> type, Consumer<String> progress) throws SubjectException {
        talk.send(order);
        for (;;) {
            Reply reply = talk.receive(Reply.class);
            if (reply.progress() != null) {
                progress.accept(reply.progress());
            } else if (reply.verdict() != Verdict.MATCHED) {
                throw new SubjectException(reply.verdict(), reply.reason());
            } else {
                return Json.parse(reply.result().toString(), type);
            }
        }
    }

    @Override
    public String what() {
        return about.what();
    }

    @Override
    public int threads() {
        return about.threads();
    }

    @Override
    public Sample take() throws SubjectException {
        return ask(Order.of(Task.TAKE), Sample.class);
    }

    @Override
    public Map<String, String> facts() {
        try {
            return ask(Order.of(Task.FACTS), About.class).facts();
        } catch (SubjectException e) {
            return Map.of("no facts", e.getMessage());
        }
    }

    @Override
    public void close() {
        talk.close();
    }
}
