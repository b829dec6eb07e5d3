package io.alphafair.select;

import io.alphafair.Items;
import io.alphafair.backend.Availability;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes {@code auto}'s choices: the backend with the smallest predicted time. Predictions are not accurate to 3 %, so of the
 * backends within 3 % of the smallest time the one registered first is chosen. Looks for providers and checks whether they
 * can run here once, when made; then a choice takes less than a microsecond per backend. Immutable.
 */
public final class Chooser {
    private static final double AS_GOOD = 1.03;

    private record Found(BackendProvider provider, Availability availability) {}

    private final Crossovers crossovers;
    private final List<Found> found;

    private Chooser(Crossovers crossovers, List<BackendProvider> providers) {
        this.crossovers = crossovers;
        this.found = new ArrayList<>();
        for (BackendProvider provider : providers) {
            found.add(new Found(provider, provider.availability()));
        }
    }

    /** With this machine's crossovers and every registered backend. */
    public static Chooser here() {
        return of(Crossovers.load());
    }

    /** With other crossovers and every registered backend. */
    public static Chooser of(Crossovers crossovers) {
        return of(crossovers, Backends.all());
    }

    /** With these backends only. */
    public static Chooser of(Crossovers crossovers, List<BackendProvider> providers) {
        return new Chooser(crossovers, providers);
    }

    /** What the choices are made by. */
    public Crossovers crossovers() {
        return crossovers;
    }

    /** Chooses for problems like this one, with one thread for each processor. */
    public Choice choose(Items items) {
        return choose(items, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Chooses for problems like this one, with at most that many threads, and with one if its memory is
     * {@linkplain Items#isConfined() confined}.
     */
    public Choice choose(Items items, int parallelism) {
        return items.isConfined() && parallelism > 1
                ? choose(Dimensions.of(items), 1, "; 1 thread because the memory is confined to one")
                : choose(Dimensions.of(items), parallelism);
    }

    /**
     * Chooses for problems of these dimensions.
     *
     * @param parallelism at least 1
     * @throws BackendUnavailableException if no backend can run here
     */
    public Choice choose(Dimensions dimensions, int parallelism) {
        return choose(dimensions, parallelism, "");
    }

    private Choice choose(Dimensions dimensions, int parallelism, String note) {
        Backends.requireParallelism(parallelism);
        List<Candidate> candidates = new ArrayList<>();
        double smallest = Double.POSITIVE_INFINITY;
        for (Found backend : found) {
            Candidate candidate = candidate(backend, dimensions, parallelism);
            candidates.add(candidate);
            smallest = Math.min(smallest, candidate.nanos().orElse(Double.POSITIVE_INFINITY));
        }
        return new Choice(dimensions, parallelism, firstAsGood(candidates, smallest * AS_GOOD), candidates,
                crossovers.origin(parallelism) + note);
    }

    private Candidate firstAsGood(List<Candidate> candidates, double nanos) {
        for (Candidate candidate : candidates) {
            if (candidate.nanos().isPresent() && candidate.nanos().getAsDouble() <= nanos) {
                return candidate;
            }
        }
        return firstThatRuns(candidates);
    }

    private Candidate candidate(Found backend, Dimensions dimensions, int parallelism) {
        if (!backend.availability.available()) {
            return Candidate.rejected(backend.provider, backend.availability.reason());
        }
        var nanos = crossovers.nanos(backend.provider.name(), dimensions, parallelism);
        return nanos.isPresent()
                ? Candidate.predicted(backend.provider, nanos.getAsDouble())
                : Candidate.rejected(backend.provider, "no time is known for it with " + parallelism
                        + (parallelism == 1 ? " thread" : " threads"));
    }

    private Candidate firstThatRuns(List<Candidate> candidates) {
        for (int place = 0; place < candidates.size(); place++) {
            if (found.get(place).availability.available()) {
                return candidates.get(place);
            }
        }
        throw found.isEmpty()
                ? new IllegalStateException(
                        "no backend is registered: expected the kernels jar with its META-INF/services")
                : new BackendUnavailableException(found.getFirst().provider.name(), found.getFirst().availability);
    }
}
