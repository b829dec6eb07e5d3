package io.alphafair.cli;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Selection;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.select.Choice;
import io.alphafair.select.Chooser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Solves problems with one named backend, or with the one that auto chooses for each. */
final class Solver implements AutoCloseable {
    /**
     * An allocation and what computed it.
     *
     * @param <A> {@link Allocation}, or {@link CappedAllocation}, which reads the items: they have to stay open
     * @param backend its name
     * @param description what it ran on
     * @param why how it was chosen
     */
    record Answer<A>(String backend, String description, String why, A allocation) {}

    static final String AUTO = "auto";
    private static final String COLD = "; predictions are for compiled code, this JVM has just started";
    private static final String WITHOUT_CAPS = "; predictions are for the same data without caps, in compiled code";

    /**
     * A backend and how it was chosen.
     *
     * @param choice auto's, or null for the backend that was named
     */
    private record Chosen(Backend backend, Choice choice) {
        String why(long nanos) {
            return choice == null ? "as asked" : choice.explain(nanos) + COLD;
        }

        Answer<CappedAllocation> answer(CappedAllocation allocation) {
            // The predicted times are those of the group argmax, so an observed time would be compared with another work's.
            return new Answer<>(backend.name(), backend.description(),
                    choice == null ? "as asked" : choice.explain() + WITHOUT_CAPS, allocation);
        }
    }

    private final String named;
    private final Chooser chooser;
    private final Map<String, Backend> opened = new HashMap<>();

    /**
     * Opens nothing yet.
     *
     * @param backendName the only backend to use; null or {@link #AUTO} to leave the choice to auto
     * @throws io.alphafair.backend.UnknownBackendException if there is none of that name
     * @throws io.alphafair.backend.BackendUnavailableException if it cannot run here
     */
    Solver(String backendName) {
        named = AUTO.equals(backendName) ? null : backendName;
        chooser = named == null ? Chooser.here() : null;
        if (named != null) {
            Backends.require(named);
        }
    }

    /** The name of the backend that solves such a problem, which this does not open. */
    String backendFor(Items items) {
        return named != null ? named : chooser.chooseForOne(items).provider().name();
    }

    /** @throws io.alphafair.InvalidInputException if the problem is refused */
    Answer<Allocation> solve(Items items, Fairness fairness, double budget) {
        Chosen chosen = choose(items);
        Backend backend = chosen.backend;
        try (Prepared prepared = backend.prepare(items)) {
            long start = System.nanoTime();
            BestItems best = prepared.bestItems();
            long nanos = System.nanoTime() - start;
            return new Answer<>(backend.name(), backend.description(), chosen.why(nanos),
                    best.allocate(fairness, budget));
        }
    }

    /**
     * Solves one problem with caps, or with weights and without caps.
     *
     * @param items whose doses without a cap are not limited
     * @param weights K weights, or null for 1 each
     * @throws io.alphafair.InvalidInputException if the problem is refused
     */
    Answer<CappedAllocation> solveCapped(Items items, Fairness fairness, double budget, double[] weights) {
        Chosen chosen = choose(items);
        try (Prepared prepared = chosen.backend.prepare(items)) {
            return chosen.answer(prepared.allocate(fairness, budget, weights));
        }
    }

    /**
     * As {@link #solveCapped(Items, Fairness, double, double[])} for several fairness levels, from one pass over the data.
     * These answers can be rounded to whole doses.
     *
     * @return one per fairness, in their order
     */
    List<Answer<CappedAllocation>> solveCapped(Items items, List<Fairness> fairness, double budget, double[] weights) {
        Chosen chosen = choose(items);
        try (Prepared prepared = chosen.backend.prepare(items)) {
            Selection selection = prepared.select();
            return fairness.stream().map(level -> chosen.answer(selection.allocate(level, budget, weights))).toList();
        }
    }

    /**
     * As {@link #solveCapped(Items, Fairness, double, double[])} for ascending budgets, from one pass over the data. These
     * answers can be rounded to whole doses.
     *
     * @return one per budget, in their order
     */
    List<Answer<CappedAllocation>> solvePath(Items items, Fairness fairness, double[] budgets, double[] weights) {
        Chosen chosen = choose(items);
        try (Prepared prepared = chosen.backend.prepare(items)) {
            return prepared.select().overBudgets(fairness, budgets, weights).stream().map(chosen::answer).toList();
        }
    }

    private Chosen choose(Items items) {
        if (named != null) {
            return new Chosen(opened.computeIfAbsent(named, Backends::open), null);
        }
        Choice choice = chooser.chooseForOne(items);
        return new Chosen(opened.computeIfAbsent(choice.provider().name(), name -> choice.open()), choice);
    }

    @Override
    public void close() {
        opened.values().forEach(Backend::close);
    }
}
