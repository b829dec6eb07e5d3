package io.alphafair.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of {@code alphafair.h}. */
final class Functions {
    /** What {@link #scan} came upon. */
    static final int CHANGED = 1;
    static final int INVALID = 2;
    static final int BAD_LABEL = 4;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle VARIANT = link("alphafair_variant", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle STATE_BYTES = link("alphafair_state_bytes",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    private static final MethodHandle OPEN = link("alphafair_open",
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    /** May be given arrays, which stay where they are because no garbage is collected during the call. */
    private static final MethodHandle SCAN = link("alphafair_scan",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                    JAVA_INT,
                    JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
            Linker.Option.critical(true));

    /** Linked when it is first called, because linking takes milliseconds. */
    private static final class Dense {
        static final MethodHandle CLEAR = link("alphafair_clear",
                FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_LONG));
    }

    private Functions() {
    }

    @SuppressWarnings("restricted") // calling C is what it is for
    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(Library.here().symbols().findOrThrow(name), descriptor, options);
    }

    /** The best variant for this CPU. */
    static Variant best() {
        try {
            return Variant.values()[(int) VARIANT.invokeExact()];
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long stateBytes(int groupCount) {
        try {
            return (long) STATE_BYTES.invokeExact(groupCount);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void open(MemorySegment state, Variant variant, ScanPath path, int itemCount, int groupCount,
            int benefitShape, int costShape, MemorySegment absent) {
        try {
            OPEN.invokeExact(state, variant.ordinal(), path.ordinal(), itemCount, groupCount, benefitShape,
                    costShape, absent);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int scan(MemorySegment state, MemorySegment benefit, MemorySegment cost, MemorySegment labels, long from,
            long to, long end, int begin, long offset, MemorySegment thresholds, MemorySegment places,
            MemorySegment best, MemorySegment entries) {
        try {
            return (int) SCAN.invokeExact(state, benefit, cost, labels, from, to, end, begin, offset, thresholds,
                    places,
                    best, entries);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void clear(Variant variant, MemorySegment range) {
        try {
            Dense.CLEAR.invokeExact(variant.ordinal(), range, range.byteSize());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** C throws nothing, but the way to it may: for memory that was released, or that is another thread's. */
    private static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException thrown -> thrown;
            case Error thrown -> throw thrown;
            default -> new IllegalStateException("a call of C failed", e);
        };
    }
}
