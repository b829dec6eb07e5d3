package io.alphafair;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Finds the first entry of items that is not valid. Blocks of rows in which all numbers are far from the limits, as nearly
 * all are, are found valid by their bits, without a division or a branch per entry.
 */
final class ValidityScan {
    private static final ValueLayout.OfLong BITS = ValueLayout.JAVA_LONG_UNALIGNED;
    /** Of two numbers from 1 / LARGE to LARGE the quotient is in range. */
    private static final long LARGE = Double.doubleToRawLongBits(0x1p511);
    private static final long SMALL = Double.doubleToRawLongBits(0x1p-511);
    private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    /** Elements per block, about. */
    private static final int BLOCK_ELEMENTS = 1 << 12;

    private final Items items;

    ValidityScan(Items items) {
        this.items = items;
    }

    /** @throws InvalidValueException as {@link Items#requireValid()} */
    void requireValid() {
        long blockRows = Math.max(1, BLOCK_ELEMENTS / items.itemCount());
        for (long row = 0; row < items.individualCount(); row += blockRows) {
            long end = Math.min(row + blockRows, items.individualCount());
            if (!areOrdinary(row, end)) {
                requireValid(row, end);
            }
        }
    }

    /** Whether all entries are valid, by what needs no division. Others may be valid too. */
    boolean areOrdinary() {
        return areOrdinary(0, items.individualCount());
    }

    private boolean areOrdinary(long fromRow, long toRow) {
        return areWithin(items.benefit(), fromRow, toRow, 0, LARGE)
                && areWithin(items.cost(), fromRow, toRow, SMALL, LARGE)
                && (!items.hasCaps() || areWithin(items.cap(), fromRow, toRow, 1, INFINITE));
    }

    private void requireValid(long fromRow, long toRow) {
        for (long row = fromRow; row < toRow; row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                items.requireValid(row, item);
            }
        }
    }

    /** Whether all bits of some rows lie between two that are not negative, so that the numbers do. */
    private static boolean areWithin(Matrix matrix, long fromRow, long toRow, long least, long most) {
        long from = matrix.rows() == 1 ? 0 : fromRow * matrix.columns();
        long to = matrix.rows() == 1 ? matrix.columns() : toRow * matrix.columns();
        MemorySegment numbers = matrix.segment();
        long signs = 0;
        for (long at = from * Double.BYTES; at < to * Double.BYTES; at += Double.BYTES) {
            long bits = numbers.get(BITS, at);
            signs |= bits | bits - least | most - bits;
        }
        return signs >= 0;
    }
}
