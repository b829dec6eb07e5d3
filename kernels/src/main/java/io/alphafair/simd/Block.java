package io.alphafair.simd;

import io.alphafair.Items;
import java.lang.foreign.MemorySegment;

/** Where the elements and labels of the rows at hand lie: contiguous and row-major, whatever the operands' shapes. */
final class Block implements AutoCloseable {
    private final BlockOperand benefit;
    private final BlockOperand cost;
    private final MemorySegment labels;
    private long firstRow;

    Block(Items items, int rowsPerBlock) {
        long rows = items.individualCount();
        this.benefit = new BlockOperand(items.benefit(), rows, items.itemCount(), rowsPerBlock);
        this.cost = new BlockOperand(items.cost(), rows, items.itemCount(), rowsPerBlock);
        this.labels = items.groups().segment();
    }

    /** Goes to rows {@code row .. row+rows-1}, no more than there are in a block. */
    void moveTo(long row, int rows) {
        firstRow = row;
        benefit.load(row, rows);
        cost.load(row, rows);
    }

    long firstRow() {
        return firstRow;
    }

    MemorySegment benefits() {
        return benefit.segment();
    }

    /** The byte of the first element's benefit; the other offsets likewise. */
    long benefitOffset() {
        return benefit.offset(firstRow);
    }

    MemorySegment costs() {
        return cost.segment();
    }

    long costOffset() {
        return cost.offset(firstRow);
    }

    MemorySegment labels() {
        return labels;
    }

    long labelOffset() {
        return firstRow * Integer.BYTES;
    }

    @Override
    public void close() {
        benefit.close();
        cost.close();
    }
}
