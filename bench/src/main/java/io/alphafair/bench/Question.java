package io.alphafair.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What the benchmarks ask, one class each, and how much memory one answer moves. */
public enum Question {
    /** The pass that reads. */
    BEST_ITEMS(BestItemsBenchmark.class, "bestItems", Traffic.READ,
            "The group argmax: every benefit and cost read once."),
    /** The whole answer. */
    ALLOCATE(AllocateBenchmark.class, "allocate", Traffic.READ,
            "From benefits and costs to every group's budget, dose and utility, for one alpha."),
    /** The whole answer on real data. */
    NMES(PopulationBenchmark.class, "nmes", Traffic.READ,
            "The same on the survey NMES 1988: six kinds of care, groups by sex and race, alpha 1."),
    /** The whole answer on realistic data. */
    CENSUS(PopulationBenchmark.class, "census", Traffic.READ,
            "The same on a synthetic census: twelve groups by race and sex, alpha 1."),
    /** The pass that writes. */
    DENSE_GRADIENT(DenseGradientBenchmark.class, "denseGradient", Traffic.WRITE,
            "The welfare's gradient to all N x T benefits, cleared and written."),
    /** A training loop's backward step. */
    DENSE_VJP(DenseVjpBenchmark.class, "denseVjp", Traffic.WRITE,
            "From a loss's gradient to all N x T doses to its gradient to all N x T benefits."),
    /** A frontier. */
    SWEEP(SweepBenchmark.class, "sweep", Traffic.UNCOUNTED,
            "A fairness-efficiency frontier: one group argmax, then one allocation for each alpha."),
    /** Many small problems. */
    BATCH(BatchBenchmark.class, "batch", Traffic.UNCOUNTED,
            "Many small instances in one group argmax, each with an allocation of its own."),
    /** The notebooks' baseline. */
    AGAINST_SOLVER(SolverBenchmark.class, "againstSolver", Traffic.UNCOUNTED,
            "The closed form beside a solver that knows only the N x T doses and the budget; it must reach the same "
                    + "welfare to 1e-8.");

    /** Which of a problem's bytes one call moves, by the convention of the reports. */
    enum Traffic {
        READ, WRITE, UNCOUNTED
    }

    private final Class<? extends QuestionBenchmark> asker;
    private final String method;
    private final Traffic traffic;
    private final String text;

    Question(Class<? extends QuestionBenchmark> asker, String method, Traffic traffic, String text) {
        this.asker = asker;
        this.method = method;
        this.traffic = traffic;
        this.text = text;
    }

    /** The short name that tables use. */
    public String label() {
        return method;
    }

    /** What is asked, in a sentence. */
    public String text() {
        return text;
    }

    /** What may stand in a backend's place beside the registered backends. */
    public Set<String> peers() {
        return this == AGAINST_SOLVER ? Set.of(SolverBenchmark.SOLVER) : Set.of();
    }

    /** JMH's name of the benchmark. */
    public String benchmark() {
        return asker.getName() + "." + method;
    }

    /** The question that JMH's name stands for, if it is one of these. */
    public static Optional<Question> of(String benchmark) {
        return Arrays.stream(values()).filter(question -> question.benchmark().equals(benchmark)).findFirst();
    }

    /**
     * The bytes one call moves: each benefit, cost and label read once, or each output element written once.
     *
     * @return N*T*16 + N*4, N*T*8, or 0 where no such count describes the call
     */
    public long bytes(long n, long t) {
        return switch (traffic) {
            case READ -> n * t * 2 * Double.BYTES + n * Integer.BYTES;
            case WRITE -> n * t * Double.BYTES;
            case UNCOUNTED -> 0;
        };
    }
}
