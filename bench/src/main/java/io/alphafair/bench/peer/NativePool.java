package io.alphafair.bench.peer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** C's threads, which wait for passes; the caller is one of them. Serves one call at a time. */
public final class NativePool implements AutoCloseable {
    private final NativeLibrary library;
    private final int threads;
    private final MethodHandle closer;
    private MemorySegment pool;

    /** @throws PeerUnavailableException if the threads cannot be had */
    public NativePool(NativeLibrary library, int threads) {
        this.library = library;
        this.threads = threads;
        MethodHandle open = library.function("pool_open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        closer = library.procedure("pool_close", ValueLayout.ADDRESS);
        try {
            pool = (MemorySegment) open.invokeExact(threads);
        } catch (Throwable e) {
            throw NativeLibrary.broken(e);
        }
        if (pool.address() == 0) {
            pool = null;
            throw new PeerUnavailableException("C cannot have " + threads + " threads: raise the limit of threads");
        }
    }

    NativeLibrary library() {
        return library;
    }

    MemorySegment address() {
        if (pool == null) {
            throw new IllegalStateException("the pool is closed");
        }
        return pool;
    }

    /** Threads at work in one pass. */
    public int threads() {
        return threads;
    }

    /** Ends the threads; idempotent. */
    @Override
    public void close() {
        if (pool != null) {
            try {
                closer.invokeExact(pool);
            } catch (Throwable e) {
                throw NativeLibrary.broken(e);
            }
            pool = null;
        }
    }
}
