package io.alphafair.select;

import io.alphafair.Items;
import io.alphafair.backend.Availability;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes {@code auto}'s choices: the backend with the smallest predicted time. Predictions are not accurate to 3 %, so of the
 * backends within 3 % of the smallest time the one registered first is chosen, and a pool only if it is alone, because it
 * keeps threads.
 *
 * <p>Looks for providers and asks whether they can run here once, when made; then a choice takes less than a microsecond per
 * backend. Only the native backend is asked when it would be chosen, by itself or for a pool, because asking loads its library.
 * If it cannot run, the next best is chosen.
 *
 * <p>The native backend, and a pool whose threads run it, need a library that takes some 60 ms to load in a JVM that has just
 * started. How much that counts depends on who asks. {@link #choose(Items)} is for a {@link io.alphafair.backend.Prepared}
 * that is kept and asked again and again: loading does not count, but it may never pay back for a problem that {@code scalar}
 * answers in less than 100 µs, so the library is not loaded for one. {@link #chooseForOne(Items)} is for a single answer:
 * loading counts in full. Once this process has loaded the library, both choose the same.
 *
 * <p>A choice is often the first thing a program does, so it keeps away from what takes the JVM long the first time: lambdas,
 * formatters and joined strings.
 *
 * <p>May be shared by threads.
 */
public final class Chooser {
    private static final double AS_GOOD = 1.03;
    /** A problem that takes scalar less time never loads the library by itself. */
    private static final int WORTH_LOADING_NANOS = 100_000;
    private static final String NOT_LOADED = "the native library is not loaded yet, and loading it may never pay back for a "
            + "problem that scalar answers in less than " + WORTH_LOADING_NANOS / 1000 + " µs";
    private static final String LEAF_NOT_LOADED = "its threads run native; " + NOT_LOADED;
    /** What a pool's threads run: the first of these that can run here. */
    private static final List<String> LEAVES = List.of(TimeModel.LOADED, TimeModel.VECTORS, TimeModel.REFERENCE);

    /** A provider, and whether it can run here once that was asked. */
    private static final class Found {
        private final BackendProvider provider;
        private volatile Availability known;

        Found(BackendProvider provider) {
            this.provider = provider;
        }

        String name() {
            return provider.name();
        }

        /** Asks whether it can run here; two threads may ask, and hear the same. */
        boolean runs() {
            if (known == null) {
                known = provider.availability();
            }
            return known.available();
        }

        boolean isKnownNotToRun() {
            return known != null && !known.available();
        }
    }

    /**
     * What is asked.
     *
     * @param once whether for one answer
     * @param loadNanos what loading the native library costs it
     * @param note on its choice, for the end of where the times come from
     */
    private record Question(Dimensions dimensions, int parallelism, boolean once, long loadNanos, String note) {}

    /** @param lostNanos how much longer the chosen backend takes than the best one would with everything loaded */
    private record Proposal(Choice choice, double lostNanos) {}

    private final Crossovers crossovers;
    private final ColdStart coldStart;
    private final List<Found> found;

    private Chooser(Crossovers crossovers, List<BackendProvider> providers, ColdStart coldStart) {
        this.crossovers = crossovers;
        this.coldStart = coldStart;
        this.found = new ArrayList<>();
        for (BackendProvider provider : providers) {
            Found backend = new Found(provider);
            if (!backend.name().equals(TimeModel.LOADED)) {
                backend.runs();
            }
            found.add(backend);
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
        return of(crossovers, providers, ColdStart.OF_PROCESS);
    }

    /** For tests: in a process of its own. */
    static Chooser of(Crossovers crossovers, List<BackendProvider> providers, ColdStart coldStart) {
        return new Chooser(crossovers, providers, coldStart);
    }

    /** What the choices are made by. */
    public Crossovers crossovers() {
        return crossovers;
    }

    /** Chooses for a problem like this one that is asked again and again, with one thread for each processor. */
    public Choice choose(Items items) {
        return choose(items, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Chooses for a problem like this one that is asked again and again, with at most that many threads, and with one if its
     * memory is {@linkplain Items#isConfined() confined}.
     */
    public Choice choose(Items items, int parallelism) {
        return choose(items, parallelism, false);
    }

    /**
     * Chooses for one answer to this problem, with one thread for each processor, or one if its memory is
     * {@linkplain Items#isConfined() confined}. What has to be loaded for it counts, and {@code simd} is taken for as slow as
     * the plain loop that it starts with. Each call counts as one answer: once those that did without the native library have
     * lost as much time as loading it takes, it is loaded.
     */
    public Choice chooseForOne(Items items) {
        return choose(items, Runtime.getRuntime().availableProcessors(), true);
    }

    /**
     * Chooses for problems of these dimensions that are asked again and again.
     *
     * @param parallelism at least 1
     * @throws BackendUnavailableException if no backend can run here
     */
    public Choice choose(Dimensions dimensions, int parallelism) {
        return choose(dimensions, parallelism, false, "");
    }

    private Choice choose(Items items, int parallelism, boolean once) {
        return items.isConfined() && parallelism > 1
                ? choose(Dimensions.of(items), 1, once, "; 1 thread because the memory is confined to one")
                : choose(Dimensions.of(items), parallelism, once, "");
    }

    /**
     * Chooses.
     *
     * @param once whether for one answer
     * @param note for the end of where the times come from
     */
    Choice choose(Dimensions dimensions, int parallelism, boolean once, String note) {
        Backends.requireParallelism(parallelism);
        Question question = new Question(dimensions, parallelism, once, coldStart.left(), note);
        Proposal proposal = propose(question);
        // Another turn follows if the native backend was asked and cannot run.
        while (!runs(proposal.choice)) {
            proposal = propose(question);
        }
        if (once) {
            coldStart.lost(proposal.lostNanos);
        }
        return proposal.choice;
    }

    private boolean runs(Choice choice) {
        Found chosen = find(choice.provider().name());
        return chosen.runs() && (!isPool(chosen.name()) || leaf() == null || leaf().runs());
    }

    private Found find(String name) {
        for (Found backend : found) {
            if (backend.name().equals(name)) {
                return backend;
            }
        }
        return null;
    }

    private static boolean isPool(String name) {
        return name.equals(TimeModel.POOL);
    }

    /** What a pool would run, as far as it is known; null if none of these is among the backends. */
    private Found leaf() {
        for (String name : LEAVES) {
            Found backend = find(name);
            if (backend != null && !backend.isKnownNotToRun()) {
                return backend;
            }
        }
        return null;
    }

    private Proposal propose(Question question) {
        String leaf = leaf() == null ? TimeModel.REFERENCE : leaf().name();
        OptionalDouble plain = nanos(TimeModel.REFERENCE, leaf, question);
        boolean isSmall = !question.once && plain.isPresent() && plain.getAsDouble() < WORTH_LOADING_NANOS;
        List<Candidate> candidates = new ArrayList<>();
        List<Candidate> loaded = new ArrayList<>();
        List<String> loading = new ArrayList<>();
        for (Found backend : found) {
            String name = backend.name();
            OptionalDouble nanos = nanos(name, leaf, question);
            boolean loads = question.loadNanos > 0
                    && (name.equals(TimeModel.LOADED) || isPool(name) && leaf.equals(TimeModel.LOADED));
            if (backend.isKnownNotToRun()) {
                candidates.add(Candidate.rejected(backend.provider, backend.known.reason()));
            } else if (nanos.isEmpty()) {
                candidates.add(Candidate.rejected(backend.provider, "no time is known for it with "
                        .concat(Integer.toString(question.parallelism))
                        .concat(question.parallelism == 1 ? " thread" : " threads")));
            } else if (loads && isSmall) {
                candidates.add(Candidate.rejected(backend.provider, isPool(name) ? LEAF_NOT_LOADED : NOT_LOADED));
            } else {
                loaded.add(Candidate.predicted(backend.provider, nanos.getAsDouble()));
                if (loads) {
                    loading.add(name);
                }
                candidates.add(Candidate.predicted(backend.provider, question.once && question.loadNanos > 0
                        ? firstNanos(nanos.getAsDouble(), name, leaf, plain.orElse(0), question)
                        : nanos.getAsDouble()));
            }
        }
        Candidate chosen = best(candidates);
        String note = question.once && !loading.isEmpty() ? loadNote(question, loading, chosen, best(loaded)) : "";
        Choice choice = new Choice(question.dimensions, question.parallelism, chosen, candidates,
                crossovers.origin(question.parallelism).concat(note).concat(question.note));
        return new Proposal(choice, chosen.nanos().isPresent() ? chosen.nanos().getAsDouble() - smallest(loaded) : 0);
    }

    private OptionalDouble nanos(String backend, String leaf, Question question) {
        return crossovers.nanos(backend, leaf, question.dimensions, question.parallelism);
    }

    /** The time of the first answer in a process that has loaded nothing and proved no vector loop. */
    private static double firstNanos(double nanos, String name, String leaf, double plain, Question question) {
        return switch (isPool(name) ? leaf : name) {
            case TimeModel.LOADED -> nanos + question.loadNanos;
            case TimeModel.VECTORS -> Math.max(nanos, isPool(name) ? plain / question.parallelism : plain);
            default -> nanos;
        };
    }

    private static String loadNote(Question question, List<String> loading, Candidate chosen, Candidate otherwise) {
        boolean one = loading.size() == 1;
        String note = (one ? "; the time of " : "; the times of ").concat(String.join(" and ", loading))
                .concat(one ? " includes " : " include ").concat(Long.toString(question.loadNanos / 1_000_000))
                .concat(" ms for loading the native library");
        return chosen.provider() == otherwise.provider()
                ? note
                : note.concat(", without which auto would have chosen ").concat(otherwise.provider().name());
    }

    private static double smallest(List<Candidate> candidates) {
        double smallest = Double.POSITIVE_INFINITY;
        for (Candidate candidate : candidates) {
            smallest = Math.min(smallest, candidate.nanos().orElse(Double.POSITIVE_INFINITY));
        }
        return smallest;
    }

    /** Of those that are as good as the smallest time the first that is no pool, else the first. */
    private Candidate best(List<Candidate> candidates) {
        double most = smallest(candidates) * AS_GOOD;
        Candidate first = null;
        for (Candidate candidate : candidates) {
            if (candidate.nanos().isPresent() && candidate.nanos().getAsDouble() <= most) {
                if (!isPool(candidate.provider().name())) {
                    return candidate;
                }
                first = first == null ? candidate : first;
            }
        }
        return first == null ? firstThatMayRun(candidates) : first;
    }

    /** Without any time: the first that may run. */
    private Candidate firstThatMayRun(List<Candidate> candidates) {
        for (int place = 0; place < found.size(); place++) {
            if (!found.get(place).isKnownNotToRun()) {
                return candidates.get(place);
            }
        }
        throw found.isEmpty()
                ? new IllegalStateException(
                        "no backend is registered: expected the kernels jar with its META-INF/services")
                : new BackendUnavailableException(found.getFirst().name(), found.getFirst().known);
    }
}
