package io.alphafair.bench.measure;

import io.alphafair.Allocation;
import io.alphafair.Batch;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Sweep;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What is asked. The label is also the method of the JMH benchmark that asks it, so that runs of other commits can be
 * matched by it.
 */
public enum Question {
    /** The pass that reads. */
    BEST_ITEMS("bestItems", Traffic.READ, "The group argmax: every benefit and cost is read once."),
    /** The whole answer. */
    ALLOCATE("allocate", Traffic.READ,
            "From benefits and costs to every group's budget, dose and utility, for one alpha."),
    /** The pass that writes. */
    DENSE_GRADIENT("denseGradient", Traffic.WRITE,
            "The gradient of the welfare with respect to all N x T benefits, as a dense matrix."),
    /** A training loop's backward step. */
    DENSE_VJP("denseVjp", Traffic.WRITE,
            "From a loss's gradient with respect to all N x T doses to its gradient with respect to all N x T benefits."),
    /** A frontier. */
    SWEEP("sweep", Traffic.UNCOUNTED,
            "A fairness-efficiency frontier: one group argmax, then one allocation for each alpha."),
    /** Many small problems. */
    BATCH("batch", Traffic.UNCOUNTED,
            "Many small instances in one group argmax, each with an allocation of its own."),
    /** The hot pass of allocation with caps. */
    SELECT("select", Traffic.READ,
            "What allocation with caps needs to know of the data for one alpha and budget: sums of the entries that are surely "
                    + "funded, and a list of those that may be the last ones."),
    /** The whole answer with caps. */
    ALLOCATE_CAPPED("allocateCapped", Traffic.READ,
            "From benefits, costs and caps to every group's budget, utility and last funded entry, for one alpha."),
    /** A training loop's backward step, with caps. */
    CAPPED_VJP("cappedVjp", Traffic.WRITE,
            "From a loss's gradient with respect to all N x T doses of an allocation with caps to its gradient with respect to "
                    + "all N x T benefits."),
    /** How the answer grows with the money. */
    BUDGET_PATH("budgetPath", Traffic.UNCOUNTED,
            "Allocation with caps for many budgets, up to one that pays for all entries: one list of all entries, then one "
                    + "allocation for each budget."),
    /** The notebooks' baseline. */
    AGAINST_SOLVER("againstSolver", Traffic.UNCOUNTED,
            "The closed form beside a solver that knows only the N x T doses and the budget; the solver must reach the "
                    + "same welfare to 1e-8."),
    /** What a program pays that asks once. */
    COLD_START("coldStart", Traffic.UNCOUNTED,
            "A fresh JVM: opening the backend, preparing the problem and the first answer; the tenth and the hundredth "
                    + "call; the first hundred answers together."),
    /** What a user of the command waits for. */
    WHOLE_PROCESS("wholeProcess", Traffic.UNCOUNTED,
            "A process of alphafair allocate, without the launcher, from its start to its end: the JVM starts, reads three "
                    + ".npy files, answers and prints the answer."),
    /** What auto itself costs. */
    CHOOSE("choose", Traffic.UNCOUNTED, "Loading what auto chooses by, and one choice.");

    /** The total budget wherever one is needed; the time does not depend on it. */
    public static final double BUDGET = 1e6;
    /** The alpha of the dense passes: neither special, nor one with a Jacobian of zero. */
    private static final double DENSE_ALPHA = 1.5;
    /** What a sweep takes on the heap: work arrays of a fixed size and per group, and a result per alpha. */
    private static final long SWEEP_BYTES = 24_576;
    private static final long GROUP_BYTES = 256;
    private static final long POINT_BYTES = 272;
    private static final double FIRST_ALPHA = 0.1;
    private static final double LAST_ALPHA = 10;

    /** Which bytes every correct answer moves. */
    private enum Traffic {
        READ, WRITE, UNCOUNTED
    }

    private final String label;
    private final Traffic traffic;
    private final String text;

    Question(String label, Traffic traffic, String text) {
        this.label = label;
        this.traffic = traffic;
        this.text = text;
    }

    /** The question of that label, if there is one. */
    public static Optional<Question> of(String label) {
        return Arrays.stream(values()).filter(question -> question.label.equals(label)).findFirst();
    }

    /** The name in records and tables, and of JMH's method. */
    public String label() {
        return label;
    }

    /** What is asked, in a sentence. */
    public String text() {
        return text;
    }

    /** What is measured; ratios go by the first. */
    public List<Metric> metrics() {
        return this == COLD_START
                ? List.of(Metric.FIRST, Metric.TENTH, Metric.HUNDREDTH, Metric.HUNDRED)
                : List.of(Metric.TIME, Metric.ALLOCATED);
    }

    /**
     * The bytes that every correct answer has to move.
     *
     * @return 16·N·T for a pass that reads benefits and costs, 8·N·T less for each of them that is not N x T, plus 4·N where
     *         labels must be read; 8·N·T for a pass that writes; 0 where no such count describes the call
     */
    public long leastBytes(Problem problem) {
        return switch (traffic) {
            case READ ->
                problem.elements() * OwnData.wholeOperands(problem) * Double.BYTES
                        + (needsLabels(problem) ? problem.n() * Integer.BYTES : 0);
            case WRITE -> problem.elements() * Double.BYTES;
            case UNCOUNTED -> 0;
        };
    }

    /**
     * Whether a pass must read nearly every label: with one item per row and groups whose ratios lie apart a filter by the
     * smallest threshold lets most rows through, and so it does where groups are many.
     */
    public boolean needsLabels(Problem problem) {
        boolean apart = problem.shape().equals("scaled") || problem.shape().equals("zipf");
        return traffic == Traffic.READ && (problem.k() >= 4096 || problem.t() == 1 && apart);
    }

    /** Whether one call writes N x T numbers. */
    public boolean writes() {
        return traffic == Traffic.WRITE;
    }

    /** Heap bytes that a call takes by design, beside what tasks for other threads and the like may take. */
    public long allocatedBytes(Problem problem) {
        return this == SWEEP ? SWEEP_BYTES + GROUP_BYTES * problem.k() + POINT_BYTES * alphas(problem) : 0;
    }

    private static int alphas(Problem problem) {
        return Integer.parseInt(problem.more().get("alphas"));
    }

    /** Whether it is about allocation with caps. */
    public boolean isCapped() {
        return this == SELECT || this == ALLOCATE_CAPPED || this == CAPPED_VJP || this == BUDGET_PATH;
    }

    /**
     * What one call does on a problem that the backend has prepared; its result must be used, so that no compiler leaves it
     * out.
     */
    public Operation operation(Backend backend, Prepared prepared, Problem problem) {
        BestItems best = prepared.bestItems();
        return switch (this) {
            case BEST_ITEMS -> () -> {
                prepared.bestItems(best);
                return best;
            };
            case ALLOCATE, AGAINST_SOLVER, COLD_START -> allocate(prepared, best, alpha(problem));
            case DENSE_GRADIENT, DENSE_VJP -> dense(prepared, best, this == DENSE_VJP);
            case SWEEP -> sweep(prepared, best, problem);
            case BATCH -> batch(prepared, best, problem);
            case SELECT, ALLOCATE_CAPPED, CAPPED_VJP, BUDGET_PATH ->
                CappedQuestions.operation(this, backend, prepared, problem);
            case CHOOSE, WHOLE_PROCESS -> throw new InvalidInputException(label + ": no backend answers this question");
        };
    }

    /** The alpha that is asked for; 1 if the problem does not say. */
    public static Fairness alpha(Problem problem) {
        return Fairness.parse(problem.more().getOrDefault("alpha", "1"));
    }

    private static Operation allocate(Prepared prepared, BestItems best, Fairness fairness) {
        Allocation allocation = best.allocate(fairness, BUDGET);
        return () -> {
            prepared.bestItems(best);
            best.allocate(fairness, BUDGET, allocation);
            return allocation;
        };
    }

    /** Alphas spread evenly by their logarithm. */
    private static Operation sweep(Prepared prepared, BestItems best, Problem problem) {
        double[] alphas = new double[alphas(problem)];
        for (int index = 0; index < alphas.length; index++) {
            alphas[index] = FIRST_ALPHA
                    * Math.pow(LAST_ALPHA / FIRST_ALPHA, index / (double) Math.max(1, alphas.length - 1));
        }
        return Operation.allocating(Operation.SMALL_CHANGE + SWEEP.allocatedBytes(problem), () -> {
            prepared.bestItems(best);
            return Sweep.overAlphas(best, alphas, BUDGET);
        });
    }

    /** The dense passes, with their N x T matrices. */
    private static Operation dense(Prepared prepared, BestItems best, boolean vjp) {
        Allocation allocation = best.allocate(Fairness.of(DENSE_ALPHA), BUDGET);
        if (vjp) {
            return vjp(prepared.items(), Operation.SMALL_CHANGE,
                    (upstream, out) -> prepared.denseVjp(allocation, upstream, out));
        }
        Matrix out = Matrix.allocate(prepared.items().individualCount(), prepared.items().itemCount());
        return Operation.of(Operation.SMALL_CHANGE, () -> {
            prepared.denseBenefitGradient(allocation, out);
            return out;
        }, out::close);
    }

    /** A dense step back that may need so many heap bytes, from a loss's gradient with respect to all N x T doses. */
    static Operation vjp(Items items, long bytes, BiConsumer<Matrix, Matrix> step) {
        Matrix upstream = Matrix.allocate(items.individualCount(), items.itemCount());
        Matrix out = Matrix.allocate(upstream.rows(), upstream.columns());
        for (long row = 0; row < upstream.rows(); row++) {
            for (int column = 0; column < upstream.columns(); column++) {
                upstream.set(row, column, 1 + (row + column) % 7);
            }
        }
        return Operation.of(bytes, () -> {
            step.accept(upstream, out);
            return out;
        }, () -> {
            out.close();
            upstream.close();
        });
    }

    /** Each instance's allocation; the sum of all welfares keeps them from being dead code. */
    private static Operation batch(Prepared prepared, BestItems best, Problem problem) {
        int instances = Integer.parseInt(problem.more().get("instances"));
        Batch batch = new Batch(instances, problem.k());
        Fairness fairness = alpha(problem);
        BestItems one = BestItems.forGroups(problem.k());
        Allocation allocation = Allocation.forGroups(problem.k());
        double[] welfare = new double[1];
        return () -> {
            prepared.bestItems(best);
            welfare[0] = 0;
            for (int instance = 0; instance < instances; instance++) {
                batch.bestItems(best, instance, one);
                one.allocate(fairness, BUDGET, allocation);
                welfare[0] += allocation.objective();
            }
            return welfare;
        };
    }
}
