package io.alphafair.select;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * Which backend {@code auto} chose, and why.
 *
 * @param provider the chosen one
 * @param parallelism the threads it will be opened with
 * @param explain one line: the choice, its reason, and each rejected backend's
 */
public record Choice(BackendProvider provider, int parallelism, String explain) {
    /** From this many elements on, handing chunks to other threads takes less time than it saves. */
    static final long SEVERAL_THREADS_PAY = 1 << 18;

    /** The size rule: several threads for large problems, vectors where they are there, the plain loop otherwise. */
    static Choice bySize(long elements, int parallelism, List<BackendProvider> providers) {
        boolean large = parallelism > 1 && elements >= SEVERAL_THREADS_PAY;
        List<String> order = large ? List.of("forkjoin", "simd", "scalar") : List.of("simd", "scalar", "forkjoin");
        List<String> rejected = new ArrayList<>();
        for (String name : order) {
            for (BackendProvider provider : providers) {
                Availability availability = provider.availability();
                if (!provider.name().equals(name)) {
                    continue;
                }
                if (availability.available()) {
                    return new Choice(provider, parallelism, "auto chose " + name + ": "
                            + reason(elements, parallelism, large)
                            + (rejected.isEmpty() ? "" : "; rejected " + String.join("; ", rejected)));
                }
                rejected.add(name + ": " + availability.reason());
            }
        }
        throw new IllegalStateException(
                "no backend is registered: expected the kernels jar with its META-INF/services");
    }

    private static String reason(long elements, int parallelism, boolean large) {
        if (parallelism == 1) {
            return "there is one thread";
        }
        return elements + " elements are " + (large ? "enough" : "too few") + " to share among " + parallelism
                + " threads (from " + SEVERAL_THREADS_PAY + ")";
    }

    /** Opens the chosen backend. */
    public Backend open() {
        return provider.open(parallelism);
    }
}
