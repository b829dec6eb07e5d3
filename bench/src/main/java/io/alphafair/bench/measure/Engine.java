package io.alphafair.bench.measure;

import io.alphafair.bench.measure.Fork.Order;
import io.alphafair.bench.measure.Fork.Task;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets subjects take turns: in each round each has one turn, in an order that changes from round to round, so that changes
 * of the machine's speed hit all alike. The only loop over rounds that there is.
 */
public final class Engine implements AutoCloseable {
    /** In a session of bursts, a subject that takes so many times as long as the fastest takes part in the least rounds only. */
    private static final double FAR_BEHIND = 3;
    /** Rounds that are compared with as many before them, to see whether the machine still changes its speed. */
    private static final int WINDOW = 5;
    private static final double STEADY = 0.05;
    /** Part of the session's length that may pass before the machine is steady. */
    private static final int STEADYING = 4;

    private final Forks forks;
    private final Consumer<String> progress;
    private final LongSupplier clock;
    private Fork shared;

    /** An engine that starts JVMs so and tells a line about its progress now and then. */
    public Engine(Forks forks, Consumer<String> progress) {
        this(forks, progress, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    Engine(Forks forks, Consumer<String> progress, LongSupplier clock) {
        this.forks = forks;
        this.progress = progress;
        this.clock = clock;
    }

    /** Runs a session; what goes wrong is told in it. */
    public Session run(Question question, Problem problem, List<Subject> subjects, Schedule how) {
        try {
            return switch (how.place()) {
                case HERE, FORK_EACH -> rounds(question, problem, subjects, how);
                case ONE_FORK -> {
                    try (Fork fork = forks.fork()) {
                        yield inFork(fork, question, problem, subjects, how);
                    }
                }
                case SHARED_FORK -> {
                    if (shared == null) {
                        shared = forks.fork();
                    }
                    yield inFork(shared, question, problem, subjects, how);
                }
            };
        } catch (SubjectException e) {
            if (how.place() == Place.SHARED_FORK) {
                close();
            }
            return Session.without(question.label(), problem, how, Redaction.text(e.getMessage()));
        }
    }

    private Session inFork(Fork fork, Question question, Problem problem, List<Subject> subjects, Schedule how)
            throws SubjectException {
        return fork.ask(new Order(Task.SESSION, question, problem, subjects.stream().map(Subject::id).toList(), how),
                Session.class, progress);
    }

    /** Lets the subjects take their turns in this JVM, or start processes of their own if the schedule says so. */
    Session rounds(Question question, Problem problem, List<Subject> subjects, Schedule how) {
        List<Entrant> entrants = new ArrayList<>();
        Map<String, String> facts = new TreeMap<>();
        try (Fixture fixture = new Fixture(question, problem, forks)) {
            try {
                for (Subject subject : subjects) {
                    progress.accept(question.label() + ", " + problem + ": opening " + subject.id());
                    Entrant entrant = new Entrant(subject, how.turn());
                    entrants.add(entrant);
                    entrant.open(fixture, how);
                }
                takeTurns(entrants, how);
                for (Entrant entrant : entrants) {
                    entrant.facts().forEach(
                            (name, fact) -> facts.put(entrant.subject().id() + " " + name, Redaction.text(fact)));
                }
            } finally {
                entrants.reversed().forEach(Entrant::close);
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return Session.without(question.label(), problem, how, Redaction.text(SubjectException.of(e).getMessage()));
        }
        return Summaries.session(question, problem, how, entrants, facts);
    }

    private void takeTurns(List<Entrant> entrants, Schedule how) {
        boolean bursts = how.turn() instanceof Turn.Burst;
        if (bursts && how.place() != Place.FORK_EACH && how.limitMillis() > 0) {
            steady(entrants, how);
        }
        long start = clock.getAsLong();
        List<Entrant> turns = new ArrayList<>(entrants);
        for (int round = 0; round < how.mostRounds(); round++) {
            boolean beyond = round >= how.leastRounds();
            if (beyond && clock.getAsLong() - start >= how.limitMillis() * 1_000_000) {
                return;
            }
            turns.removeIf(entrant -> !entrant.isRight());
            if (turns.isEmpty()) {
                return;
            }
            if (bursts && beyond) {
                // Who leaves does not return, because samples are paired by their place.
                double fastest = turns.stream().mapToDouble(Entrant::median).min().orElseThrow();
                turns.removeIf(entrant -> entrant.median() > FAR_BEHIND * fastest);
            }
            if (!bursts) {
                progress.accept("round " + (round + 1) + " of " + how.mostRounds());
            }
            round(turns, round);
        }
    }

    private static void round(List<Entrant> turns, int round) {
        for (int place : order(round, turns.size())) {
            turns.get(place).turn();
        }
    }

    /** Rounds that do not count, until the medians of the last ones are those of the ones before. */
    private void steady(List<Entrant> entrants, Schedule how) {
        long start = clock.getAsLong();
        for (int round = 0; clock.getAsLong() - start < how.limitMillis() * 1_000_000 / STEADYING; round++) {
            List<Entrant> turns = entrants.stream().filter(Entrant::isRight).toList();
            if (turns.isEmpty()) {
                break;
            }
            round(turns, round);
            if (turns.stream().allMatch(entrant -> entrant.isSteady(WINDOW, STEADY))) {
                break;
            }
        }
        entrants.forEach(Entrant::forget);
    }

    /** Each subject is first, second and so on in turn, and follows each of its two neighbours. */
    static int[] order(int round, int subjects) {
        int[] order = new int[subjects];
        boolean backwards = round / subjects % 2 == 1;
        for (int place = 0; place < subjects; place++) {
            int subject = (round + place) % subjects;
            order[place] = backwards ? subjects - 1 - subject : subject;
        }
        return order;
    }

    /** Ends the JVM that stays between sessions. */
    @Override
    public void close() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }
}
