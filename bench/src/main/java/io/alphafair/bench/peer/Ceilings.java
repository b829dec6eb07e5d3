package io.alphafair.bench.peer;

import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** How fast a pool's threads read and write memory when nothing is done with it. */
public final class Ceilings {
    /** In how many places at once a thread may read. */
    public static final List<Integer> STREAMS = List.of(1, 2, 4, 8);

    /** A way to set memory to zero. The order is C's. */
    public enum WriteWay {
        /** Ordinary vector stores. */
        STORES("vector stores"),
        /** Stores past the caches. */
        STREAMING("streaming stores"),
        /** The C library's memset. */
        MEMSET("memset"),
        /** The CPU's own {@code rep stosb}. */
        STRING("rep stosb");

        private final String text;

        WriteWay(String text) {
            this.text = text;
        }

        /** The words that records use. */
        public String text() {
            return text;
        }
    }

    private final NativePool pool;
    private final MethodHandle read;
    private final MethodHandle write;

    /** Ceilings of as many threads as the pool has. */
    public Ceilings(NativePool pool) {
        this.pool = pool;
        read = pool.library().function("read_ranges", ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        write = pool.library().function("write_zeros", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    }

    /**
     * Reads every byte of the benefits, the costs and the labels once.
     *
     * @param streams one of {@link #STREAMS}
     * @return the exclusive or of all 64-bit words, each operand's last padded with zeros
     */
    public long read(Items items, int streams) {
        MemorySegment benefit = items.benefit().segment();
        MemorySegment cost = items.cost().segment();
        MemorySegment labels = items.groups().segment();
        try {
            return (long) read.invokeExact(pool.address(), streams, benefit, benefit.byteSize(), cost, cost.byteSize(),
                    labels, labels.byteSize());
        } catch (Throwable e) {
            throw NativeLibrary.broken(e);
        }
    }

    /**
     * Sets every element to 0.
     *
     * @param out in memory of its own, so that it is 64-byte aligned
     * @return whether this CPU has the way; if not, nothing was written
     */
    public boolean write(Matrix out, WriteWay way) {
        try {
            return (int) write.invokeExact(pool.address(), way.ordinal(), out.segment(), out.size()) != 0;
        } catch (Throwable e) {
            throw NativeLibrary.broken(e);
        }
    }
}
