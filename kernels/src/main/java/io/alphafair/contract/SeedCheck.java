package io.alphafair.contract;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/** Everything that can be checked on the problem of a seed, for backends that share its memory and the expected answers. */
final class SeedCheck {
    private final GeneratedProblem problem;
    private final Items items;
    private final Items capped;
    private final ArgmaxCheck argmax;
    private final AllocationCheck allocation;
    private final SelectionCheck selection;
    private final AllocationCheck allocationWithCaps;

    SeedCheck(long seed) {
        problem = new GeneratedProblem(seed);
        Memory memory = Memory.automatic();
        items = problem.items(memory);
        capped = items.withCaps(SelectionCheck.caps(problem, seed, memory));
        argmax = new ArgmaxCheck(problem, items,
                memory.matrix(new double[problem.n * problem.t], problem.n, problem.t), seed);
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
}
