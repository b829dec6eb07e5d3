package io.alphafair.select;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendName;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.backend.UnknownBackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Finds backends. A named backend is that backend or an error; only {@link #auto} chooses.
 *
 * <p>A named backend is opened without lambdas. The first ones of a JVM take 5 ms to make, and their making has the JVM compile
 * a large method of its own, for which the first answer then waits.
 */
public final class Backends {
    /** What a ForkJoinPool takes, and the calling thread. */
    private static final int MOST_THREADS = 32_768;

    private Backends() {
    }

    /** Every provider on the path, available or not, in the order in which they are registered. */
    public static List<BackendProvider> all() {
        List<BackendProvider> providers = new ArrayList<>();
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader())) {
            providers.add(provider);
        }
        return providers;
    }

    /** Those that can run here. */
    public static List<BackendProvider> available() {
        return all().stream().filter(provider -> provider.availability().available()).toList();
    }

    /**
     * The provider of that name, which can run here.
     *
     * @param name as {@link #open(String, int)} takes it
     * @throws UnknownBackendException if there is none
     * @throws BackendUnavailableException if it cannot run here
     */
    public static BackendProvider require(String name) {
        BackendName parsed = BackendName.parse(name);
        List<String> names = new ArrayList<>();
        for (BackendProvider provider : all()) {
            if (provider.name().equals(parsed.backend())) {
                provider.requireAvailable(parsed.variant());
                return provider;
            }
            names.add(provider.name());
        }
        throw new UnknownBackendException(name, names);
    }

    /** Opens the backend of that name with one thread per processor. */
    public static Backend open(String name) {
        return open(name, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens the backend of that name.
     *
     * @param name as in {@code simd}, or with a variant as in {@code forkjoin:scalar}
     * @throws UnknownBackendException if there is none of that name, or it has no such variant
     * @throws BackendUnavailableException if it cannot run here
     */
    public static Backend open(String name, int parallelism) {
        requireParallelism(parallelism);
        return open(require(name), BackendName.parse(name).variant(), parallelism);
    }

    /** Every backend that this package opens is opened here, so that it is known what has been loaded. */
    static Backend open(BackendProvider provider, String variant, int parallelism) {
        Backend backend = provider.open(variant, parallelism);
        ColdStart.OF_PROCESS.opened(provider, variant);
        return backend;
    }

    /**
     * Opens the backend that is predicted to be the fastest for problems like this one when it is asked again and again,
     * with at most one thread per processor, and with one thread if the memory is confined to one. {@link #choose(Items)}
     * makes the same choice and explains it. For a single answer see {@link Allocator} and
     * {@link Chooser#chooseForOne(Items)}.
     */
    public static Backend auto(Items items) {
        return choose(items).open();
    }

    /** As {@link #auto(Items)} with at most that many threads. */
    public static Backend auto(Items items, int parallelism) {
        return choose(items, parallelism).open();
    }

    /**
     * Chooses a backend for problems like this one and says why: see {@link Choice#explain()}. Each call reads the
     * crossovers of this machine; a caller that chooses often keeps a {@link Chooser}.
     */
    public static Choice choose(Items items) {
        return Chooser.here().choose(items);
    }

    /** As {@link #choose(Items)} with at most that many threads. */
    public static Choice choose(Items items, int parallelism) {
        requireParallelism(parallelism);
        return Chooser.here().choose(items, parallelism);
    }

    static void requireParallelism(int parallelism) {
        if (parallelism < 1 || parallelism > MOST_THREADS) {
            throw new InvalidInputException("parallelism is " + parallelism + ": expected 1.." + MOST_THREADS);
        }
    }
}
