package io.alphafair.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The struct Pass of pass.h: 64-bit words, in its order. */
final class PassArgument {
    static final int BENEFIT = 0;
    static final int COST = 1;
    static final int LABELS = 2;
    static final int ROWS = 3;
    static final int FIRST_ROW = 4;
    static final int ITEMS = 5;
    static final int GROUPS = 6;
    static final int BENEFIT_ROW = 7;
    static final int BENEFIT_ITEM = 8;
    static final int COST_ROW = 9;
    static final int COST_ITEM = 10;
    static final int KEY = 11;
    static final int WHERE = 12;
    static final int SECOND = 13;
    static final int PART_KEY = 14;
    static final int PART_WHERE = 15;
    static final int PARTS = 16;
    static final int REFUSED = 17;
    static final int VALUES = 18;
    static final int WORDS = 19;

    private final MemorySegment words;

    PassArgument(Resources resources) {
        this(0, resources);
    }

    /** With so many words of a struct that begins with a Pass. */
    PassArgument(int more, Resources resources) {
        words = allocate(WORDS + more, resources);
    }

    /** Words in native memory until {@code resources} are closed. */
    static MemorySegment allocate(long count, Resources resources) {
        Arena arena = Arena.ofShared();
        resources.onClose(arena::close);
        return arena.allocate(ValueLayout.JAVA_LONG, count);
    }

    void set(int word, long value) {
        words.setAtIndex(ValueLayout.JAVA_LONG, word, value);
    }

    MemorySegment segment() {
        return words;
    }
}
