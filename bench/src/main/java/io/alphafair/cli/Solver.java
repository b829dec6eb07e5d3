package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.select.Choice;
import java.util.HashMap;
import java.util.Map;

/** Solves problems with one named backend, or with the one that auto chooses for each. */
final class Solver implements AutoCloseable {
    private final Backend named;
    private final Map<String, Backend> chosen = new HashMap<>();

    /**
     * @param backendName the only backend to use, or null to leave the choice to auto
     * @throws io.alphafair.backend.UnknownBackendException if there is none of that name
     * @throws io.alphafair.backend.BackendUnavailableException if it cannot run here
     */
    Solver(String backendName) {
        named = backendName == null ? null : Backends.open(backendName);
    }

    /** @throws io.alphafair.InvalidInputException if the problem is refused */
    Answer solve(Items items, Fairness fairness, double budget) {
        if (named != null) {
            return solve(named, "as asked", items, fairness, budget);
        }
        Choice choice = Backends.auto(items);
        Backend backend = chosen.computeIfAbsent(choice.provider().name(), name -> choice.open());
        return solve(backend, choice.explain(), items, fairness, budget);
    }

    private static Answer solve(Backend backend, String why, Items items, Fairness fairness, double budget) {
        try (Prepared prepared = backend.prepare(items)) {
            return new Answer(backend.name(), backend.description(), why,
                    prepared.bestItems().allocate(fairness, budget));
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
