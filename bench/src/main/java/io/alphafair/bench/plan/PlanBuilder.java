package io.alphafair.bench.plan;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.process.JvmLimit;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.subject.AutoGrid;
import io.alphafair.bench.subject.BackendSubject;
import io.alphafair.bench.subject.CappedPeers;
import io.alphafair.bench.subject.Ceilings;
import io.alphafair.bench.subject.Gpu;
import io.alphafair.bench.subject.Peers;
import io.alphafair.bench.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Collects sessions; those that differ only in their subjects become one. Backends are those that are registered: no plan names one. */
final class PlanBuilder {
    /** Elements beyond which the reference takes no part in a race. */
    private static final long MOST_FOR_REFERENCE = 10_000_000;
    /** Elements beyond which a problem needs more memory than machines have. */
    private static final long MOST_ELEMENTS = 100_000_000;
    private static final int CALLS = 100;
    /** Money per person of the budget paths: little, and what pays for everybody's best treatment, whose mean cost is 0.55. */
    private static final String LITTLE_MONEY = "0.02";
    private static final String ALL_MONEY = "0.55";
    /** How long a subject may take to settle at a budget path, of which a call takes seconds on a busy machine. */
    private static final int PATH_SETTLE_MILLIS = 60_000;
    private static final long PEER_BURST_NANOS = 200_000_000;
    /** Long enough that the device's energy counter moves. */
    private static final long GPU_BURST_NANOS = 60_000_000;

    private final Schedule jmh;
    private final long raceMillis;
    private final Map<String, Planned> sessions = new LinkedHashMap<>();

    /**
     * A plan.
     *
     * @param jmh of its JMH sessions
     * @param raceMillis length of its races
     */
    PlanBuilder(Schedule jmh, long raceMillis) {
        this.jmh = jmh;
        this.raceMillis = raceMillis;
    }

    PlanBuilder add(Planned planned) {
        sessions.merge(planned.key(), planned, Planned::with);
        return this;
    }

    private PlanBuilder jmh(Question question, Problem problem, List<Id> subjects) {
        return add(new Planned(question, problem, subjects, jmh));
    }

    /** JMH measures every backend on uniform data. */
    PlanBuilder cell(Question question, int n, int t, int k, String... more) {
        return jmh(question, Problem.of("uniform", n, t, k, more), BackendSubject.all());
    }

    /** JMH measures one backend, where what follows the group argmax is one code for all of them. */
    PlanBuilder cellOfOne(Question question, int n, int t, int k, String... more) {
        return jmh(question, Problem.of("uniform", n, t, k, more), List.of(BackendSubject.representative()));
    }

    /** The group argmax by JMH, where there are members for all groups and memory for the problem. */
    PlanBuilder bestItems(String shape, int n, int t, int k) {
        return k <= n && (long) n * t <= MOST_ELEMENTS
                ? jmh(Question.BEST_ITEMS, Problem.of(shape, n, t, k), BackendSubject.all())
                : this;
    }

    /** Small problems of N = 20, T = 4, K = 3. */
    PlanBuilder batch(int instances, String alpha, boolean all) {
        String[] more = {"instances", Integer.toString(instances), "alpha", alpha};
        return all ? cell(Question.BATCH, 20, 4, 3, more) : cellOfOne(Question.BATCH, 20, 4, 3, more);
    }

    /** The whole answer on real people and on a synthetic census. */
    PlanBuilder populations() {
        return jmh(Question.ALLOCATE, Problem.of("nmes", 4406, 6, 4, "alpha", "1"), BackendSubject.all())
                .jmh(Question.ALLOCATE, Problem.of("census", 1_000_000, 8, 12, "alpha", "1"), BackendSubject.all());
    }

    PlanBuilder againstSolver(int n, String alpha) {
        return jmh(Question.AGAINST_SOLVER, Problem.of("uniform", n, 3, 4, "alpha", alpha),
                List.of(BackendSubject.reference(), Subjects.SOLVER));
    }

    /** Backends and the ceilings take turns in one JVM at the pass that reads. */
    PlanBuilder race(String shape, int n, int t, int k) {
        return race(Question.BEST_ITEMS, Problem.of(shape, n, t, k));
    }

    /** Backends and the ceilings take turns in one JVM at a pass that writes, on uniform data. */
    PlanBuilder race(Question question, int n, int t, int k) {
        return race(question, Problem.of("uniform", n, t, k));
    }

    /** A user's data: the group argmax in a race and by JMH, the whole answer, and the hot pass of allocation with caps of 1. */
    PlanBuilder own(Problem data) {
        return race(Question.BEST_ITEMS, data).jmh(Question.BEST_ITEMS, data, BackendSubject.all())
                .jmh(Question.ALLOCATE, data.with("alpha", "1"), BackendSubject.all())
                .cappedRace(data.with("alpha", "1").with("caps", "1").with("funded", "0.1"));
    }

    private PlanBuilder race(Question question, Problem problem) {
        List<Id> subjects = backends(problem);
        subjects.addAll(Ceilings.of(question, problem));
        return add(new Planned(question, problem, subjects, Schedule.race(raceMillis)));
    }

    /** Backends, their group argmax and the ceilings take turns in one JVM at the hot pass of allocation with caps of 1. */
    PlanBuilder cappedRace(String shape, int n, int t, int k, String funded) {
        return cappedRace(Problem.of(shape, n, t, k, "alpha", "1", "caps", "1", "funded", funded));
    }

    /** The same call where there are no caps. */
    PlanBuilder uncappedRace(int n, int t, int k) {
        return cappedRace(Problem.of("uniform", n, t, k, "alpha", "1"));
    }

    private PlanBuilder cappedRace(Problem problem) {
        List<Id> subjects = backends(problem);
        subjects.addAll(subjects.stream().map(BackendSubject::argmax).toList());
        subjects.addAll(Ceilings.of(Question.SELECT, problem));
        return add(new Planned(Question.SELECT, problem, subjects, Schedule.race(raceMillis)));
    }

    /** Every question about caps by JMH, on uniform data with caps of 1 and at alpha 1. */
    PlanBuilder cappedCells(int n, int t, int k, String funded) {
        String[] more = {"alpha", "1", "caps", "1", "funded", funded};
        return cell(Question.SELECT, n, t, k, more).cell(Question.ALLOCATE_CAPPED, n, t, k, more)
                .cell(Question.CAPPED_VJP, n, t, k, more);
    }

    /** A budget path by JMH, up to a budget that pays for all entries. */
    PlanBuilder budgetPath(int n, int t, int k, String budgets) {
        return cell(Question.BUDGET_PATH, n, t, k, "alpha", "1", "caps", "1", "funded", "1", "budgets", budgets);
    }

    /** All backends; not the reference where its turns would make the others' too rare. */
    private static List<Id> backends(Problem problem) {
        List<Id> backends = new ArrayList<>(BackendSubject.all());
        if (problem.elements() > MOST_FOR_REFERENCE) {
            backends.remove(BackendSubject.reference());
        }
        return backends;
    }

    /** A GPU beside the other backends, where there are members for all groups. */
    PlanBuilder gpuRace(String shape, int elements, int t, int k) {
        Problem problem = Problem.of(shape, elements / t, t, k);
        List<Id> subjects = new ArrayList<>(Gpu.WAYS);
        subjects.add(Gpu.READ_CEILING);
        backends(problem).stream().filter(id -> !id.equals(Gpu.BACKEND)).forEach(subjects::add);
        return k > problem.n()
                ? this
                : add(new Planned(Question.BEST_ITEMS, problem, subjects,
                        new Schedule(new Turn.Burst(GPU_BURST_NANOS, Schedule.SETTLE_MILLIS), Place.ONE_FORK,
                                Schedule.FEWEST_ROUNDS, 31, 3000)));
    }

    /** What people use for the same answer and the backends take turns, each in a process of its own. */
    PlanBuilder peers(List<Id> peers, int n, int t, int k) {
        return peers(peers, Question.BEST_ITEMS, Problem.of("uniform", n, t, k));
    }

    /** What people use for allocation with caps: by sorting, by linear programmes, and by a queue. */
    PlanBuilder cappedPeers() {
        for (String funded : List.of("0.01", "0.1")) {
            peers(CappedPeers.SORTING_NAMES, Question.ALLOCATE_CAPPED,
                    Problem.of("uniform", 1_000_000, 8, 1, "alpha", "0",
                            "caps", "1", "funded", funded));
        }
        for (String alpha : List.of("0", "inf")) {
            peers(CappedPeers.LINEAR_NAMES, Question.ALLOCATE_CAPPED, Problem.of("uniform", 1000, 3, 4, "alpha", alpha,
                    "caps", "1", "funded", "0.1"));
        }
        String[] each = {"alpha", "0", "caps", "1", "each", "one", "perPerson"};
        return peers(CappedPeers.QUEUING_NAMES, Question.ALLOCATE_CAPPED, treatments(each, LITTLE_MONEY),
                PATH_SETTLE_MILLIS)
                .peers(CappedPeers.QUEUING_NAMES, Question.BUDGET_PATH, treatments(each, ALL_MONEY),
                        PATH_SETTLE_MILLIS);
    }

    private static Problem treatments(String[] more, String perPerson) {
        return Problem.of("treatments", 1_000_000, 5, 1,
                Stream.concat(Stream.of(more), Stream.of(perPerson)).toArray(String[]::new));
    }

    /** What people use for the group argmax of a user's data. */
    PlanBuilder ownPeers(Problem data) {
        return peers(Peers.all(), Question.BEST_ITEMS, data);
    }

    private PlanBuilder peers(List<Id> peers, Question question, Problem problem) {
        return peers(peers, question, problem, Schedule.SETTLE_MILLIS);
    }

    private PlanBuilder peers(List<Id> peers, Question question, Problem problem, int settleMillis) {
        List<Id> subjects = new ArrayList<>(peers);
        subjects.addAll(Peers.backends());
        return add(new Planned(question, problem, subjects,
                new Schedule(new Turn.Burst(PEER_BURST_NANOS, settleMillis), Place.FORK_EACH,
                        Schedule.FEWEST_ROUNDS, Schedule.FEWEST_ROUNDS, 0)));
    }

    /** What auto's choices cost, and what choosing costs. */
    PlanBuilder auto(AutoGrid grid) {
        Problem some = Problem.of("uniform", 5000, 4, 20);
        add(new Planned(Question.CHOOSE, some, Subjects.chooser(),
                new Schedule(new Turn.Burst(1_000_000, 2000), Place.ONE_FORK, Schedule.FEWEST_ROUNDS, 51, 500)));
        grid.warmUps().forEach(
                problem -> add(new Planned(Question.BEST_ITEMS, problem, BackendSubject.all(), grid.warming())));
        grid.problems().forEach(
                problem -> add(new Planned(Question.BEST_ITEMS, problem, BackendSubject.all(), grid.measuring())));
        return this;
    }

    /** The first calls in fresh JVMs. */
    PlanBuilder coldStart(int n, int t, int k, JvmLimit limit) {
        return add(new Planned(Question.COLD_START,
                Problem.of("uniform", n, t, k, "alpha", "1.5", JvmLimit.PARAMETER, limit.label()),
                BackendSubject.all(), new Schedule(new Turn.FreshJvm(CALLS), Place.FORK_EACH, Schedule.FEWEST_ROUNDS,
                        Schedule.FEWEST_ROUNDS, 0)));
    }

    /** Whole processes of the command, with each backend and with auto's choice. */
    PlanBuilder process(int n, int t, int k, int rounds) {
        List<Id> subjects = new ArrayList<>(BackendSubject.all());
        subjects.add(Subjects.AUTO);
        return add(new Planned(Question.WHOLE_PROCESS, Problem.of("uniform", n, t, k, "alpha", "1.5"), subjects,
                new Schedule(new Turn.WholeProcess(), Place.FORK_EACH, rounds, rounds, 0)));
    }

    /** The sessions in the order in which they were added. */
    List<Planned> list() {
        return List.copyOf(sessions.values());
    }
}
