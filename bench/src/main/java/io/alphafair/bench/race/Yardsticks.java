package io.alphafair.bench.race;

import io.alphafair.bench.peer.NativeLibrary;
import io.alphafair.bench.peer.NativePool;
import io.alphafair.bench.peer.PeerUnavailableException;
import java.nio.file.Path;
import java.util.Optional;

/** The C's threads, one and all, or why there are none. */
final class Yardsticks implements AutoCloseable {
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
