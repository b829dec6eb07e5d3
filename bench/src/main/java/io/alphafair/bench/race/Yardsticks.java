package io.alphafair.bench.race;

import io.alphafair.bench.WarmUp;
import io.alphafair.bench.peer.NativeLibrary;
import io.alphafair.bench.peer.NativePool;
import io.alphafair.bench.peer.PeerUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The C's threads, one and all, or why there are none. */
final class Yardsticks implements AutoCloseable {
    private static final String ONE = "ceiling-1";
    private static final String ALL = "ceiling-all";

    private NativeLibrary library;
    private NativePool one;
    private NativePool all;
    private String missing;

    Yardsticks(RaceOrder order, int threads) {
        missing = order.missing();
        if (missing.isEmpty()) {
            try {
                library = NativeLibrary.load(Path.of(order.library()));
                one = new NativePool(library, 1);
                all = new NativePool(library, threads);
            } catch (PeerUnavailableException e) {
                close();
                missing = e.getMessage();
            }
        }
    }

    /**
     * The ceilings of one thread and of all: of the ways to reach each the fastest, which is found first.
     *
     * @param ways of a name's ceiling, not compiled yet
     */
    List<Arm> ceilings(BiFunction<String, NativePool, List<Arm>> ways) {
        return List.of(ceiling(ONE, one(), ways), ceiling(ALL, all(), ways));
    }

    private Arm ceiling(String name, Optional<NativePool> pool, BiFunction<String, NativePool, List<Arm>> ways) {
        if (pool.isEmpty()) {
            return Arm.missing(name, missing);
        }
        List<Arm> arms = ways.apply(name, pool.get());
        arms.forEach(arm -> WarmUp.briefly(arm.call()));
        return new Race(arms, Pace.trial(), System::nanoTime).run().fastest();
    }

    /** The name of the ceiling that an arm of so many threads is held against. */
    static String ceilingOf(int threads) {
        return threads > 1 ? ALL : ONE;
    }

    /** A pool of one thread. */
    Optional<NativePool> one() {
        return Optional.ofNullable(one);
    }

    /** A pool of a thread a processor. */
    Optional<NativePool> all() {
        return Optional.ofNullable(all);
    }

    /** Why there are none. */
    String missing() {
        return missing;
    }

    @Override
    public void close() {
        if (all != null) {
            all.close();
            all = null;
        }
        if (one != null) {
            one.close();
            one = null;
        }
        if (library != null) {
            library.close();
            library = null;
        }
    }
}
