package io.alphafair.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.alphafair.backend.SelectionMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions and the data of {@code alphafair.h}. A function is linked when it is first called, because linking takes
 * tens of milliseconds in a fresh JVM. So the library has only one that every problem needs.
 */
final class Functions {
    /** What {@link #scan} came upon. */
    static final int CHANGED = 1;
    static final int INVALID = 2;
    static final int BAD_LABEL = 4;

    /** The ints of {@code alphafair_facts}. */
    private static final int STATE_BYTES = 0;
    private static final int GROUP_BYTES = 1;
    private static final int MOST_GROUPS = 2;
    private static final int BEST_VARIANT = 3;
    private static final int FACTS = 4;

    private static final long STATE_ALIGNMENT = 64;
    /** An int before an address. */
    private static final int UNUSED = 0;

    private static final class Facts {
        /** Copied, because the first access through a layout takes milliseconds. */
        static final int[] HERE = here();

        @SuppressWarnings("restricted") // the size is that of the struct
        private static int[] here() {
            return symbol("alphafair_library").reinterpret(FACTS * JAVA_INT.byteSize()).toArray(JAVA_INT);
        }
    }

    /** May be given arrays, which stay where they are because no garbage is collected during the call. */
    private static final class Scan {
        static final MethodHandle SCAN = link("alphafair_scan",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                        JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                Linker.Option.critical(true));
    }

    private static final class Select {
        static final MethodHandle SELECT = link("alphafair_select",
                FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                        ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
                        ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                Linker.Option.critical(true));
    }

    private static final class Dense {
        static final MethodHandle CLEAR = link("alphafair_clear",
                FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_LONG));
    }

    private Functions() {
    }

    private static MemorySegment symbol(String name) {
        return Library.here().symbols().findOrThrow(name);
    }

    @SuppressWarnings("restricted") // calling C is what it is for
    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(symbol(name), descriptor, options);
    }

    /** Links {@link #scan} and {@link #select}, unless that is done. */
    static void linkPasses() {
        if (Scan.SCAN == null || Select.SELECT == null) {
            throw new IllegalStateException("the functions of the passes are not linked");
        }
    }

    /** The best variant for this CPU. */
    static Variant best() {
        return Variant.values()[Facts.HERE[BEST_VARIANT]];
    }

    /** The variant, or the best one for this CPU in place of null. */
    static Variant orBest(Variant variant) {
        return variant == null ? best() : variant;
    }

    /** A new state, for {@link #scan}. */
    static MemorySegment state(Arena arena, Variant variant, ScanPath path, int itemCount, int groupCount,
            int benefitShape, int costShape, boolean far, MemorySegment absent) {
        int groups = groupCount < Facts.HERE[MOST_GROUPS] ? groupCount : 0;
        MemorySegment state = arena.allocate(Facts.HERE[STATE_BYTES] + (long) groups * Facts.HERE[GROUP_BYTES],
                STATE_ALIGNMENT);
        int[] problem = {orBest(variant).ordinal(), path.ordinal(), itemCount, groupCount, benefitShape, costShape,
                far ? 1 : 0,
                UNUSED};
        MemorySegment.copy(problem, 0, state, JAVA_INT, 0, problem.length);
        MemorySegment.copy(new long[]{absent.address()}, 0, state, JAVA_LONG, problem.length * JAVA_INT.byteSize(), 1);
        return state;
    }

    static int scan(MemorySegment state, MemorySegment benefit, MemorySegment cost, MemorySegment labels, long from,
            long to, long end, int begin, long offset, MemorySegment thresholds, MemorySegment places,
            MemorySegment best, MemorySegment entries) {
        try {
            return (int) Scan.SCAN.invokeExact(state, benefit, cost, labels, from, to, end, begin, offset, thresholds,
                    places, best, entries);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long select(MemorySegment state, MemorySegment benefit, MemorySegment cost, MemorySegment labels, long from,
            long to, long offset, MemorySegment cap, long capRow, long capItem, SelectionMemory memory,
            MemorySegment left) {
        try {
            return (long) Select.SELECT.invokeExact(state, benefit, cost, labels, from, to, offset, cap, capRow,
                    capItem, memory.thresholds(), memory.upperRatios(), memory.upperIndices(), memory.lowerRatios(),
                    memory.lowerIndices(), memory.counts(), memory.halves(), memory.windows(), memory.groups(),
                    memory.indices(), memory.benefits(), memory.costs(), memory.caps(), left);
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
