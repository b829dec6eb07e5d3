package io.alphafair.select;

import io.alphafair.backend.BackendProvider;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What loading the native library still costs in this process. It is paid once. Answers that do without it may together lose
 * as much time as loading takes; then it is taken for paid too, so that a process that asks for many single answers does not
 * do without it for ever, and loses at most twice what it has to. May be shared by threads.
 */
final class ColdStart {
    /** From the first look at the library to functions that are linked, in a JVM that has just started. */
    static final long LOAD_NANOS = 60_000_000;
    static final ColdStart OF_PROCESS = new ColdStart();

    private final AtomicLong left = new AtomicLong(LOAD_NANOS);

    /** Nanoseconds; 0 if the library has been loaded, or should be by now. */
    long left() {
        return left.get();
    }

    /** Notes that an answer took so much longer than it would have taken with everything loaded. */
    void lost(double nanos) {
        left.updateAndGet(before -> Math.max(0, before - (long) nanos));
    }

    /** Notes that a backend was opened, by itself or as the leaf of a pool. */
    void opened(BackendProvider provider, String variant) {
        boolean asLeaf = provider.name().equals(TimeModel.POOL)
                && (variant.isEmpty()
                        ? provider.availability(TimeModel.LOADED).available()
                        : variant.equals(TimeModel.LOADED));
        if (asLeaf || provider.name().equals(TimeModel.LOADED)) {
            left.set(0);
        }
    }
}
