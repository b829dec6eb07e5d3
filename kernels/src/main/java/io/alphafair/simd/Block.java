package io.alphafair.simd;

import io.alphafair.Items;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The elements and labels of the rows that are scanned next: contiguous, row-major, and all counted from the same row. Two
 * full matrices are read where they are. If one is broadcast, all are copied to a block that stays in cache: the loops
 * would be slower with an offset for each operand.
 */
final class Block {
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private final Items items;
    private final int itemCount;
    /** Null where the matrices are read where they are; so is {@link #cost}. */
    private final BlockOperand benefit;
    private final BlockOperand cost;
    private final MemorySegment benefits;
    private final MemorySegment costs;
    private final MemorySegment labels;
    private long firstRow;
    /** The block's first row, where the row at byte 0 counts 0. */
    private long origin;

    /** @param arena of {@link #arenaFor} */
    Block(Items items, int rowsPerBlock, Arena arena) {
        this.items = items;
        this.itemCount = items.itemCount();
        if (arena == null) {
            benefit = null;
            cost = null;
            benefits = items.benefit().segment();
            costs = items.cost().segment();
            labels = items.groups().segment();
        } else {
            long rows = items.individualCount();
            benefit = new BlockOperand(items.benefit(), rows, itemCount, rowsPerBlock, arena);
            cost = new BlockOperand(items.cost(), rows, itemCount, rowsPerBlock, arena);
            benefits = benefit.elements();
            costs = cost.elements();
            labels = arena.allocate((long) rowsPerBlock * Integer.BYTES, 64);
        }
    }

    /** A block of segments that are read where they are. */
    Block(MemorySegment benefits, MemorySegment costs, MemorySegment labels, int itemCount) {
        this.items = null;
        this.itemCount = itemCount;
        this.benefit = null;
        this.cost = null;
        this.benefits = benefits;
        this.costs = costs;
        this.labels = labels;
    }

    /** A new arena for copies of these items' blocks, or null if they are read where they are. */
    static Arena arenaFor(Items items) {
        return items.isBroadcast() ? Arena.ofShared() : null;
    }

    /** Has to be called when values in the matrices may have changed. */
    void forget() {
        if (benefit != null) {
            benefit.forget();
            cost.forget();
        }
    }

    /** Moves to the rows {@code row .. row+rows-1}, at most as many as a block has. */
    void moveTo(long row, int rows) {
        firstRow = row;
        if (benefit == null) {
            origin = row;
            return;
        }
        benefit.load(row, rows);
        cost.load(row, rows);
        MemorySegment.copy(items.groups().segment(), row * Integer.BYTES, labels, 0, (long) rows * Integer.BYTES);
    }

    long firstRow() {
        return firstRow;
    }

    MemorySegment benefits() {
        return benefits;
    }

    MemorySegment costs() {
        return costs;
    }

    MemorySegment labels() {
        return labels;
    }

    /** Where an element of the block is in {@link #benefits} and {@link #costs}, counted in elements. */
    long elementAt(int element) {
        return origin * itemCount + element;
    }

    /** Where a row of the block is in {@link #labels}, counted in labels. */
    long rowAt(int row) {
        return origin + row;
    }

    double benefit(int element) {
        return benefits.get(ELEMENT, elementAt(element) * Double.BYTES);
    }

    double cost(int element) {
        return costs.get(ELEMENT, elementAt(element) * Double.BYTES);
    }

    /** The group of a row of the block. */
    int group(int row) {
        return labels.get(LABEL, rowAt(row) * Integer.BYTES);
    }
}
