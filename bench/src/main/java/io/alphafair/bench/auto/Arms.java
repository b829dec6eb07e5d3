package io.alphafair.bench.auto;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.MismatchException;
import java.util.ArrayList;
import java.util.List;

/** One problem on several backends, each an arm that runs its group argmax. */
final class Arms implements AutoCloseable {
    private final List<Prepared> prepared = new ArrayList<>();
    private final List<Runnable> runs = new ArrayList<>();

    /**
     * Prepares the problem on every backend and compares their first answers.
     *
     * @throws MismatchException if one differs from the first backend's
     */
    Arms(Problem problem, Items items, List<Backend> backends) {
        BestItems expected = null;
        for (Backend backend : backends) {
            Prepared own = backend.prepare(items);
            prepared.add(own);
            BestItems into = BestItems.forGroups(items.groupCount());
            own.bestItems(into);
            if (expected == null) {
                expected = into;
            } else if (!into.equals(expected)) {
                close();
                throw new MismatchException(backend.name(), problem.toString(), "not the answer of "
                        + backends.getFirst().name());
            }
            runs.add(() -> own.bestItems(into));
        }
    }

    List<Runnable> runs() {
        return runs;
    }

    @Override
    public void close() {
        prepared.forEach(Prepared::close);
    }
}
