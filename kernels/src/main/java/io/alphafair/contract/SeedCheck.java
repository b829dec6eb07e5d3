package io.alphafair.contract;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/** Everything that can be checked on the problem of a seed, for backends that share its memory and the expected answers. */
final class SeedCheck implements AutoCloseable {
    private final GeneratedProblem problem;
    private final Items items;
    /** Closing these closes the items, too. */
    private final Items capped;
    private final Matrix dense;
    private final ArgmaxCheck argmax;
    private final AllocationCheck allocation;
    private final SelectionCheck selection;
    private final AllocationCheck allocationWithCaps;

    SeedCheck(long seed) {
        problem = new GeneratedProblem(seed);
        items = problem.items();
        capped = items.withCaps(SelectionCheck.caps(problem, seed));
        dense = Matrix.allocate(problem.n, problem.t);
        argmax = new ArgmaxCheck(problem, items, dense, seed);
        allocation = new AllocationCheck(items, seed);
        selection = new SelectionCheck(capped, seed);
        allocationWithCaps = new AllocationCheck(capped, seed);
    }

    void check(Backend backend) {
        try (Prepared prepared = backend.prepare(items)) {
            argmax.check(prepared, backend);
            allocation.check(prepared, BackendContract.where(backend, problem));
        }
        try (Prepared prepared = backend.prepare(capped)) {
            String where = BackendContract.where(backend, problem) + ", with caps";
            selection.check(prepared, where);
            allocationWithCaps.check(prepared, where);
        }
    }

    @Override
    public void close() {
        capped.close();
        dense.close();
    }
}
