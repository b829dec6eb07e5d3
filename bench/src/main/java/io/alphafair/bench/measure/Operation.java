package io.alphafair.bench.measure;

import java.util.function.Supplier;

/** One call of what is measured. */
@FunctionalInterface
public interface Operation extends AutoCloseable {
    /** What tasks for other threads and the like may take. */
    long SMALL_CHANGE = 8192;

    /** A call that may need so many heap bytes by design. */
    static Operation allocating(long bytes, Supplier<Object> call) {
        return of(bytes, call, () -> {});
    }

    /** A call that may need so many heap bytes, and what releases its memory. */
    static Operation of(long bytes, Supplier<Object> call, Runnable close) {
        return new Operation() {
            @Override
            public Object call() {
                return call.get();
            }

            @Override
            public long mayAllocate() {
                return bytes;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    /** Makes the call; the result depends on all that it computed. */
    Object call();

    /** Heap bytes that a call may need by design; more is a sign of code that is not compiled yet. */
    default long mayAllocate() {
        return SMALL_CHANGE;
    }

    /** Releases memory that the calls write to; idempotent. */
    @Override
    default void close() {
        // Most need nothing.
    }
}
