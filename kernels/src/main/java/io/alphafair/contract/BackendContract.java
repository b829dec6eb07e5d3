package io.alphafair.contract;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks what every backend must do: answer with the same bits as a plain loop that divides, or refuse the same entry.
 * A violation throws a {@link ContractViolationException}, which names the backend and the problem.
 */
public final class BackendContract {
    private BackendContract() {
    }

    /**
     * Checks everything that can be checked on the problem of a seed: {@link #check(Backend, long)},
     * {@link #checkSelection(Backend, long)} and {@link #checkAllocation}.
     *
     * @throws ContractViolationException whose message has the seed, so that the failure can be replayed
     */
    public static void checkAll(Backend backend, long seed) {
        checkAll(List.of(backend), seed);
    }

    /**
     * As {@link #checkAll(Backend, long)} for several backends. They share the problem's memory and the expected answers, which
     * makes this much faster than one call for each.
     *
     * @throws ContractViolationException whose message has the seed, so that the failure can be replayed
     */
    public static void checkAll(List<Backend> backends, long seed) {
        try (SeedCheck check = new SeedCheck(seed)) {
            backends.forEach(check::check);
        }
    }

    /**
     * Checks a backend on the small, difficult problem of that seed: the group argmax with and without runner-up, parts of
     * the rows, the dense output, and all of it again for other values in the same memory.
     *
     * @throws ContractViolationException whose message has the seed, so that the failure can be replayed
     */
    public static void check(Backend backend, long seed) {
        check(backend, seed, prepared -> {});
    }

    /** As {@link #check(Backend, long)}; {@code after} sees what was prepared before it is closed. */
    static void check(Backend backend, long seed, Consumer<Prepared> after) {
        GeneratedProblem problem = new GeneratedProblem(seed);
        try (Items items = problem.items();
                Matrix dense = Matrix.allocate(problem.n, problem.t);
                Prepared prepared = backend.prepare(items)) {
            new ArgmaxCheck(problem, items, dense, seed).check(prepared, backend);
            after.accept(prepared);
        }
    }

    /**
     * Checks the selection of a backend, for allocation with caps, on the problem of that seed with caps: all entries, those
     * between random bounds, and parts of the rows that are merged.
     *
     * @throws ContractViolationException whose message has the seed, so that the failure can be replayed
     */
    public static void checkSelection(Backend backend, long seed) {
        SelectionCheck.check(backend, seed);
    }

    /**
     * Checks allocations of a backend, without caps and with, on the problem of that seed: fairness, budget and weights are
     * drawn. The expected answers are those of a plain loop that keeps every entry.
     *
     * @throws ContractViolationException whose message has the seed, so that the failure can be replayed
     */
    public static void checkAllocation(Backend backend, long seed) {
        AllocationCheck.check(backend, seed);
    }

    /**
     * Checks the selection of a prepared problem of any size, as {@link #checkSelection(Backend, long)} does. It takes some
     * 80 bytes per entry.
     *
     * @param name for the message, such as the backend's
     * @param seed of the bounds and parts
     * @throws ContractViolationException if the answer differs from the plain loop's
     */
    public static void checkSelection(String name, Prepared prepared, long seed) {
        new SelectionCheck(prepared.items(), seed).check(prepared,
                name + " on " + prepared.items() + ", with bounds from seed " + seed);
    }

    /**
     * Checks a backend on a problem of any size, such as the one that is about to be timed: the group argmax with and
     * without runner-up, each asked for twice, and the dense output. Takes an N x T matrix for the last, O(K) memory for
     * the rest, and about the time of one division and some loads per element. A caller that needs less asks
     * {@link #expected} once and checks each backend's prepared problem against it.
     *
     * @throws ContractViolationException if the answer differs from the plain loop's
     */
    public static void check(Backend backend, Items items) {
        Expectation expected = Expectation.of(items, where(backend, items));
        try (Prepared prepared = backend.prepare(items)) {
            expected.checkWinners(prepared);
            if (!expected.isRefusal()) {
                DenseCheck.check(prepared, expected);
            }
        }
    }

    /**
     * The answer of the plain loop, with the runner-up, in O(K) memory.
     *
     * @throws InvalidValueException if the problem has to be refused
     */
    public static BestItems expected(Items items) {
        return PlainArgmax.of(items);
    }

    /**
     * Checks the group argmax of a prepared problem, asked for twice, with the runner-up too if {@code expected} has it.
     *
     * @param expected what {@link #expected} answers for the same values
     * @throws ContractViolationException if the answer differs
     */
    public static void check(Prepared prepared, BestItems expected) {
        check(prepared.getClass().getSimpleName(), prepared, expected);
    }

    /** As {@link #check(Prepared, BestItems)} with a name for the message, such as the backend's. */
    public static void check(String name, Prepared prepared, BestItems expected) {
        Expectation.of(expected, name + " on " + prepared.items()).checkWinners(prepared);
    }

    /**
     * Checks the dense output of a prepared problem. Takes an N x T matrix.
     *
     * @param name for the message, such as the backend's
     * @param expected what {@link #expected} answers for the same values
     * @throws ContractViolationException if an element is not what it has to be
     */
    public static void checkDense(String name, Prepared prepared, BestItems expected) {
        DenseCheck.check(prepared, Expectation.of(expected, name + " on " + prepared.items()));
    }

    /** @param problem for the message */
    static String where(Backend backend, Object problem) {
        return "backend " + backend.name() + " (" + backend.description() + ") on " + problem;
    }
}
