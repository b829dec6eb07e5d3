package io.alphafair.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short ranges are filled, long ones go to memset: both write zeros, all of them, and nothing else. */
class ClearingTest {
    private static final byte GARBAGE = (byte) 0xA5;
    private static final long MARGIN = 72;

    @ParameterizedTest
    @ValueSource(longs = {0, 8, Clearing.LONG_RANGE - 8, Clearing.LONG_RANGE, Clearing.LONG_RANGE + 8})
    void clearsTheRangeAndNothingElse(long size) {
        assertTrue(Clearing.class.getModule().isNativeAccessEnabled(), "or memset would not be tested");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = arena.allocate(size + 2 * MARGIN, 8);
            all.fill(GARBAGE);
            Clearing.clear(all.asSlice(MARGIN, size));
            for (long at = 0; at < all.byteSize(); at++) {
                boolean inside = at >= MARGIN && at < MARGIN + size;
                if (all.get(ValueLayout.JAVA_BYTE, at) != (inside ? 0 : GARBAGE)) {
                    assertEquals(inside ? 0 : GARBAGE, all.get(ValueLayout.JAVA_BYTE, at), "byte " + at);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, Clearing.LONG_RANGE})
    void whatMayNotBeWrittenIsRefused(long size) {
        MemorySegment closed;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment range = arena.allocate(size, 8);
            range.fill(GARBAGE);
            assertThrows(RuntimeException.class, () -> Clearing.clear(range.asReadOnly()));
            assertEquals(GARBAGE, range.get(ValueLayout.JAVA_BYTE, size - 1));
            closed = range;
        }
        assertThrows(IllegalStateException.class, () -> Clearing.clear(closed));
    }
}
