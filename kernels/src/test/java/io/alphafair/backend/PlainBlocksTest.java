package io.alphafair.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The first blocks are many and short, so that the JVM compiles the plain loop early. */
class PlainBlocksTest {
    /** Calls after which a JVM compiles a method that also loops. */
    private static final int CALLS = 100;

    @Test
    void enoughCallsComeBeforeMuchIsRead() {
        for (int itemCount : new int[]{1, 3, 8, 16}) {
            PlainBlocks blocks = new PlainBlocks();
            long read = 0;
            for (int call = 0; call < CALLS; call++) {
                long elements = blocks.rows(itemCount) * itemCount;
                blocks.count(elements);
                read += elements;
            }
            assertTrue(read < 2500, read + " elements");
        }
    }

    @Test
    void blocksGrowUpToABound() {
        PlainBlocks blocks = new PlainBlocks();
        long before = 0;
        int calls = 0;
        while (before < 1 << 18) {
            long rows = blocks.rows(1);
            assertTrue(rows >= before, rows + " after " + before);
            before = rows;
            blocks.count(rows);
            calls++;
        }
        assertTrue(calls < 1000, calls + " calls");
        blocks.count(Long.MAX_VALUE / 2);
        assertEquals(1 << 18, blocks.rows(1));
        assertEquals(1 << 15, blocks.rows(8));
    }

    @Test
    void aBlockHasAtLeastOneRow() {
        assertEquals(1, new PlainBlocks().rows(1 << 20));
    }
}
