package io.alphafair.bench;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;

/**
 * What a fork sets up once: one named backend, one problem, the gate, a result to reuse. Subclasses hold the
 * {@code @Param}s and JMH's annotations.
 */
public abstract class WorkloadState {
    private Backend backend;
    private Items items;
    private Prepared prepared;
    private BestItems best;

    /** For subclasses, which JMH instantiates. */
    protected WorkloadState() {
        // Filled by open.
    }

    /**
     * Opens the backend, says so on standard output, makes the problem and lets the backend through the gate.
     *
     * @param problem how to name the problem in messages
     * @throws MismatchException if the backend's answer is not scalar's
     * @throws io.alphafair.backend.BackendUnavailableException if it cannot run here
     */
    protected final void open(String backendName, Items made, String problem) {
        items = made;
        backend = Backends.open(backendName, Runtime.getRuntime().availableProcessors());
        System.out.println(Banner.of(backend));
        Gate.check(backend, items, problem);
        prepared = backend.prepare(items);
        best = prepared.bestItems();
        WarmUp.repeat(() -> prepared.bestItems(best));
    }

    /** As {@link #open(String, Items, String)} with a named workload's problem. */
    protected final void open(String backendName, String shape, int n, int t, int k) {
        open(backendName, Workloads.named(shape).make(n, t, k), shape + " " + n + " x " + t + ", K = " + k);
    }

    /** Releases what {@code open} took, also when it failed on the way. */
    protected final void release() {
        if (prepared != null) {
            prepared.close();
        }
        if (backend != null) {
            backend.close();
        }
        if (items != null) {
            items.close();
        }
    }

    /** The problem. */
    public final Items items() {
        return items;
    }

    /** The problem, ready for the backend. */
    public final Prepared prepared() {
        return prepared;
    }

    /** The group argmax of the problem, filled once and reused as the result. */
    public final BestItems best() {
        return best;
    }
}
