package io.alphafair.cli;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.select.Choice;
import io.alphafair.select.Chooser;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;

/** Solves problems with one named backend, or with the one that auto chooses for each. */
final class Solver implements AutoCloseable {
    /**
     * An allocation and what computed it.
     *
     * @param backend its name
     * @param description what it ran on
     * @param why how it was chosen
     */
    record Answer(String backend, String description, String why, Allocation allocation) {}

    private static final String COLD = "; predictions are for compiled code, this JVM has just started";

    private final Backend named;
    private final Chooser chooser;
    private final Map<String, Backend> chosen = new HashMap<>();

    /**
     * @param backendName the only backend to use, or null to leave the choice to auto
     * @throws io.alphafair.backend.UnknownBackendException if there is none of that name
     * @throws io.alphafair.backend.BackendUnavailableException if it cannot run here
     */
    Solver(String backendName) {
        named = backendName == null ? null : Backends.open(backendName);
        chooser = backendName == null ? Chooser.here() : null;
    }

    /** @throws io.alphafair.InvalidInputException if the problem is refused */
    Answer solve(Items items, Fairness fairness, double budget) {
        if (named != null) {
            return solve(named, nanos -> "as asked", items, fairness, budget);
        }
        Choice choice = chooser.chooseForOne(items);
        Backend backend = chosen.computeIfAbsent(choice.provider().name(), name -> choice.open());
        return solve(backend, nanos -> choice.explain(nanos) + COLD, items, fairness, budget);
    }

    /** @param why from the nanoseconds that the group argmax took */
    private static Answer solve(Backend backend, DoubleFunction<String> why, Items items, Fairness fairness,
            double budget) {
        try (Prepared prepared = backend.prepare(items)) {
            long start = System.nanoTime();
            BestItems best = prepared.bestItems();
            long nanos = System.nanoTime() - start;
            return new Answer(backend.name(), backend.description(), why.apply(nanos),
                    best.allocate(fairness, budget));
        }
    }

    @Override
    public void close() {
        if (named != null) {
            named.close();
        }
        chosen.values().forEach(Backend::close);
    }
}
