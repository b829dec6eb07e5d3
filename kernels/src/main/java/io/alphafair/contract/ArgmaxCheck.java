package io.alphafair.contract;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/** The group argmax of the problem of a seed, parts of its rows and the dense output, also for other values in the same memory. */
final class ArgmaxCheck {
    private final GeneratedProblem problem;
    private final GeneratedProblem other;
    private final Items items;
    private final Matrix dense;
    private final long seed;
    private final Expectation expected;
    /** Null until the items have had the other values. */
    private Expectation expectedOfOther;

    /**
     * @param items of the problem
     * @param dense N x T, which is written over
     */
    ArgmaxCheck(GeneratedProblem problem, Items items, Matrix dense, long seed) {
        this.problem = problem;
        this.other = problem.reversed();
        this.items = items;
        this.dense = dense;
        this.seed = seed;
        this.expected = Expectation.of(items, problem.toString());
    }

    /** The items have their own values before and after it, and others meanwhile. */
    void check(Prepared prepared, Backend backend) {
        Expectation own = expected.at(BackendContract.where(backend, problem));
        own.checkWinners(prepared);
        if (own.isRefusal()) {
            return;
        }
        PartsCheck.check(prepared, own, seed % 2 == 0, seed);
        DenseCheck.check(prepared, own, dense);
        items.refill(other.benefit, other.cost, other.labels);
        if (expectedOfOther == null) {
            expectedOfOther = Expectation.of(items, other.toString());
        }
        expectedOfOther.at(BackendContract.where(backend, other)).checkWinners(prepared);
        items.refill(problem.benefit, problem.cost, problem.labels);
    }
}
