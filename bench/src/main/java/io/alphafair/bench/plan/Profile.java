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
import io.alphafair.bench.subject.Gpu;
import io.alphafair.bench.subject.Peers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is measured, and with how much effort. The sessions of a profile are listed by importance, the first the most. The help
 * of {@code bench} says how long each takes.
 */
public enum Profile {
    /** One measurement of every kind on tiny problems: whether everything works. */
    SMOKE(new Schedule(new Turn.JmhFork(1, 2, 20, 2000), Place.FORK_EACH, 1, 1, 0), 200, Profile::smoke),
    /** Every question, and every value of each axis once. */
    QUICK(Schedule.jmh(2, 1, 4, 100), 3000, Profile::quick),
    /** More sizes and more forks, for results to be quoted. */
    STANDARD(Schedule.jmh(6, 2, 5, 200), 8000, Profile::standard),
    /** The product of the sizes. */
    FULL(Schedule.jmh(6, 2, 5, 200), 8000, Profile::full),
    /** What shows how near the machine's limits the backends come, cold and warm, and what auto costs. */
    LIMITS(Schedule.jmh(3, 1, 4, 200), 5000, Profile::limits),
    /** A GPU beside every CPU backend and PyTorch; for a machine that has one. */
    GPU(Schedule.jmh(2, 1, 4, 200), 2000, Profile::gpu);

    private static final List<String> SHAPES = List.of("uniform", "scaled", "zipf", "ascending", "tied");
    private static final int[] DECADES = {1000, 10_000, 100_000, 1_000_000, 10_000_000};
    private static final int[] ITEMS = {1, 2, 3, 4, 7, 8, 16, 64};
    private static final int[] GROUPS = {1, 2, 8, 64, 256, 1000, 4096, 65_536, 1_000_000};
    /** N x T of the races past the last cache, 1.6 GB. */
    private static final int PAST_CACHE = 100_000_000;
    /** K of most of them. */
    private static final int K = 256;

    private final Schedule jmh;
    private final long raceMillis;
    private final Consumer<PlanBuilder> sessions;

    Profile(Schedule jmh, long raceMillis, Consumer<PlanBuilder> sessions) {
        this.jmh = jmh;
        this.raceMillis = raceMillis;
        this.sessions = sessions;
    }

    /**
     * The sessions, by importance.
     *
     * @param peers whether what people use today is measured too
     */
    public List<Planned> plan(boolean peers) {
        return plan(peers, Optional.empty());
    }

    /**
     * The sessions, by importance.
     *
     * @param peers whether what people use today is measured too
     * @param own a user's data, which are measured first; empty if there are none
     */
    public List<Planned> plan(boolean peers, Optional<Problem> own) {
        PlanBuilder plan = new PlanBuilder(jmh, raceMillis);
        own.ifPresent(plan::own);
        if (peers) {
            own.ifPresent(plan::ownPeers);
        }
        sessions.accept(plan);
        if (peers) {
            plan.peers(Peers.all(), 1_000_000, 8, 64).peers(Peers.all(), 1_000_000, 1, 64)
                    .peers(Peers.all(), 100_000, 8, 1000).cappedPeers();
        }
        return plan.list();
    }

    /** The profile of that name, in any case. */
    public static Optional<Profile> of(String name) {
        return Arrays.stream(values()).filter(profile -> profile.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The backend without which there is nothing to do. */
    public Optional<Id> needs() {
        return this == GPU ? Optional.of(Gpu.BACKEND) : Optional.empty();
    }

    /** The name in lower case, as the command line and records write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void smoke(PlanBuilder plan) {
        plan.race("uniform", 500, 3, 4).race(Question.DENSE_GRADIENT, 500, 3, 4)
                .cell(Question.BEST_ITEMS, 500, 3, 4).batch(10, "1", false)
                .againstSolver(20, "1.5").add(new Planned(Question.COLD_START, Problem.of("uniform", 500, 3, 4),
                        BackendSubject.all(),
                        new Schedule(new Turn.FreshJvm(10), Place.FORK_EACH, 1, 1, 0)))
                .process(500, 3, 4, 1).cappedRace("uniform", 500, 3, 4, "0.1");
        for (Question question : List.of(Question.SELECT, Question.ALLOCATE_CAPPED, Question.CAPPED_VJP)) {
            plan.cellOfOne(question, 500, 3, 4, "alpha", "1", "caps", "1", "funded", "0.1");
        }
        plan.cellOfOne(Question.BUDGET_PATH, 500, 3, 4, "alpha", "1", "caps", "1", "funded", "1", "budgets", "10")
                .auto(AutoGrid.tiny());
    }

    private static void quick(PlanBuilder plan) {
        plan.bestItems("uniform", 1000, 8, 64).bestItems("uniform", 100_000, 8, 64)
                .bestItems("uniform", 1_000_000, 8, 64).race("uniform", 1_000_000, 8, 64)
                .cappedRace("uniform", 1_000_000, 8, 64, "0.01").cappedRace("uniform", 1_000_000, 8, 64, "0.1")
                .race("uniform", 6000, 8, 16).coldStart(100_000, 8, 64, JvmLimit.DEFAULT)
                .process(200_000, 8, 64, Schedule.FEWEST_ROUNDS).populations()
                .bestItems("uniform", 1_000_000, 1, 64);
        for (String shape : SHAPES) {
            plan.bestItems(shape, 1_000_000, 8, 64);
        }
        plan.race(Question.DENSE_GRADIENT, 1_000_000, 8, 64)
                .cell(Question.DENSE_VJP, 1_000_000, 8, 64)
                .cell(Question.DENSE_GRADIENT, 1_000_000, 8, 64)
                .cell(Question.ALLOCATE, 100_000, 8, 1000, "alpha", "1")
                .cell(Question.SWEEP, 100_000, 8, 8, "alphas", "1000")
                .cappedCells(100_000, 8, 64, "0.01").budgetPath(100_000, 8, 64, "100")
                .batch(10_000, "1", true).againstSolver(100, "1.5").againstSolver(100, "inf")
                .race("scaled", 1_000_000, 8, 64)
                .race("uniform", 10_000_000, 1, 64).coldStart(5_000_000, 1, 64, JvmLimit.DEFAULT)
                .process(1_000_000, 8, 64, Schedule.FEWEST_ROUNDS).bestItems("uniform", 1_000_000, 3, 64)
                .bestItems("uniform", 100_000, 64, 64)
                .bestItems("uniform", 1_000_000, 8, 1).bestItems("uniform", 1_000_000, 8, 1000);
        for (String alpha : List.of("1.5", "inf")) {
            plan.cellOfOne(Question.ALLOCATE, 100_000, 8, 1000, "alpha", alpha);
        }
        plan.cellOfOne(Question.SWEEP, 100_000, 8, 8, "alphas", "1")
                .batch(1, "1", false).batch(10_000, "1.5", false).auto(AutoGrid.small());
    }

    private static void standard(PlanBuilder plan) {
        for (int n : DECADES) {
            plan.bestItems("uniform", n, 8, 64);
        }
        for (int t : ITEMS) {
            plan.bestItems("uniform", 8_000_000 / t, t, 64);
        }
        for (int k : GROUPS) {
            plan.bestItems("uniform", 1_000_000, 8, k);
        }
        for (String shape : SHAPES) {
            plan.bestItems(shape, 1_000_000, 8, 64).bestItems(shape, 8_000_000, 1, 64).bestItems(shape, 10_000, 8, 64);
        }
        plan.populations();
        starts(plan);
        for (int k : new int[]{8, 1000, 100_000}) {
            for (String alpha : List.of("0", "1", "1.5", "inf")) {
                plan.cell(Question.ALLOCATE, 100_000, 8, k, "alpha", alpha);
            }
        }
        for (int n : DECADES) {
            plan.cell(Question.DENSE_GRADIENT, n, 8, 64).cell(Question.DENSE_VJP, n, 8, 64);
        }
        for (int k : new int[]{8, 1000}) {
            for (String alphas : List.of("1", "1000")) {
                plan.cell(Question.SWEEP, 100_000, 8, k, "alphas", alphas);
            }
        }
        for (int instances : new int[]{1, 100, 10_000, 100_000}) {
            plan.batch(instances, "1", true).batch(instances, "1.5", true);
        }
        for (int n : new int[]{10, 100, 1000}) {
            plan.againstSolver(n, "1.5").againstSolver(n, "inf");
        }
        limits(plan);
    }

    private static void full(PlanBuilder plan) {
        standard(plan);
        product(plan, List.of("uniform"), DECADES, ITEMS, GROUPS);
        product(plan, SHAPES, new int[]{1000, 100_000, 1_000_000}, new int[]{1, 3, 8, 64}, new int[]{8, 64, 1000});
    }

    /** Every value of each axis: T, K, shape, N x T, the cache; not their product. */
    private static void limits(PlanBuilder plan) {
        for (int k : new int[]{16, 2, 64}) {
            plan.race("uniform", 6000, 8, k);
        }
        starts(plan);
        plan.race("scaled", 6000, 8, 16).race("uniform", 48_000, 1, 16);
        for (int n : new int[]{12_500, 125_000, 1_250_000}) {
            plan.race("uniform", n, 8, K);
        }
        for (String shape : List.of("uniform", "scaled")) {
            for (int t : ITEMS) {
                plan.race(shape, PAST_CACHE / t, t, K);
            }
            for (int k : new int[]{2, 16, 4096}) {
                plan.race(shape, PAST_CACHE / 8, 8, k);
            }
            plan.race(shape, PAST_CACHE, 1, 4096);
        }
        for (int t : new int[]{1, 3, 8, 64}) {
            plan.race("zipf", PAST_CACHE / t, t, K);
        }
        plan.race("zipf", PAST_CACHE, 1, 4096);
        for (int k : new int[]{64, 1, 4096, 65_536, 1_000_000}) {
            plan.race("uniform", 10_000_000, 1, k);
        }
        plan.race("uniform", 1_000_000, 8, 64).race("scaled", 1_000_000, 8, 64)
                .race(Question.DENSE_GRADIENT, 1_000_000, 8, 64)
                .race(Question.DENSE_GRADIENT, PAST_CACHE / 8, 8, 64)
                .race(Question.DENSE_VJP, 1_000_000, 8, 64).uncappedRace(1_000_000, 8, 64);
        for (String funded : List.of("0.01", "0.1")) {
            for (String shape : List.of("uniform", "scaled", "zipf")) {
                plan.cappedRace(shape, 1_000_000, 8, 64, funded);
            }
        }
        plan.auto(AutoGrid.whole());
    }

    /** The first calls and whole processes; then the first calls where the JVM's compilers are limited. */
    private static void starts(PlanBuilder plan) {
        plan.coldStart(100_000, 8, 64, JvmLimit.DEFAULT).coldStart(5_000_000, 1, 64, JvmLimit.DEFAULT)
                .process(200_000, 8, 64, Schedule.FEWEST_ROUNDS).process(1_000_000, 8, 64, Schedule.FEWEST_ROUNDS);
        for (JvmLimit limit : JvmLimit.values()) {
            plan.coldStart(100_000, 8, 64, limit);
        }
    }

    private static void product(PlanBuilder plan, List<String> shapes, int[] sizes, int[] items, int[] groups) {
        for (String shape : shapes) {
            for (int n : sizes) {
                for (int t : items) {
                    for (int k : groups) {
                        plan.bestItems(shape, n, t, k);
                    }
                }
            }
        }
    }

    /** What tells most comes first: the sizes of one T and K, then the other T and K, then other data. */
    private static void gpu(PlanBuilder plan) {
        for (int elements : new int[]{10_000_000, 100_000, 1_000_000, PAST_CACHE, 10_000, 30_000, 300_000, 3_000_000}) {
            plan.gpuRace("uniform", elements, 8, 64);
        }
        plan.cell(Question.BEST_ITEMS, PAST_CACHE / 8, 8, 64).cell(Question.DENSE_GRADIENT, PAST_CACHE / 8, 8, 64);
        for (int elements : new int[]{10_000_000, PAST_CACHE, 1_000_000, 100_000}) {
            plan.gpuRace("uniform", elements, 1, 64).gpuRace("uniform", elements, 64, 64);
            // One group, the largest tables in shared memory, and tables in device memory.
            for (int k : new int[]{1, 1024, 65_536}) {
                plan.gpuRace("uniform", elements, 8, k);
            }
        }
        for (String shape : List.of("zipf", "scaled")) {
            plan.gpuRace(shape, PAST_CACHE, 8, 64).gpuRace(shape, PAST_CACHE, 8, 1024);
        }
        plan.cell(Question.DENSE_VJP, PAST_CACHE / 8, 8, 64).peers(Peers.torch(), 1_000_000, 8, 64);
    }
}
