package io.alphafair;

import io.alphafair.capped.Hull;
import io.alphafair.capped.HullSource;
import java.lang.foreign.MemorySegment;

/** Reads the hulls of items with caps. Rows that follow each other are copied in blocks. For one thread at a time. */
final class RowHulls implements HullSource {
    /** Elements per block, about. */
    private static final int BLOCK_ELEMENTS = 1 << 11;
    /** A benefit up to so many times its cost has a ratio in range. */
    private static final double SAFE_RATIO = 0x1p1022;
    /**
     * An item whose ratio is below so many times a bound has no part in the steps above the bound: it is reached by no such
     * step, and it lies so far below them that no rounding lets it drop an item that one of them reaches.
     */
    private static final double FAR_BELOW = 1 - 0x1p-40;

    private final Items items;
    private final int itemCount;
    private final int blockRows;
    /** Whether all caps are 1, so that an item's V and C are its benefit and cost. */
    private final boolean unit;
    private final Hull hull;
    /** V and C of the rows {@code firstRow .. endRow-1}. */
    private double[] value;
    private double[] spending;
    private long firstRow;
    private long endRow;

    RowHulls(Items items) {
        this.items = items;
        this.itemCount = items.itemCount();
        this.blockRows = (int) Math.clamp(BLOCK_ELEMENTS / itemCount, 1, items.individualCount());
        this.unit = haveUnitCaps(items);
        this.hull = new Hull(itemCount);
        this.value = new double[itemCount];
        this.spending = new double[itemCount];
    }

    /** Whether all caps are one number, and it is 1. */
    private static boolean haveUnitCaps(Items items) {
        return items.hasCaps() && items.cap().size() == 1 && items.cap().get(0, 0) == 1;
    }

    @Override
    public long seek(long fromRow, long toRow, double bound) {
        double far = bound * FAR_BELOW;
        long row = fromRow;
        while (row < toRow) {
            if (row < firstRow || row >= endRow) {
                load(row);
            }
            long end = Math.min(toRow, endRow);
            int found = firstAtLeast(far, (int) (row - firstRow) * itemCount, (int) (end - firstRow) * itemCount);
            if (found >= 0) {
                return firstRow + found / itemCount;
            }
            row = end;
        }
        return toRow;
    }

    /** The first of some loaded elements whose ratio is not below a number, or that is not valid; -1 if there is none. */
    private int firstAtLeast(double ratio, int from, int to) {
        double[] values = value;
        double[] spendings = spending;
        for (int i = from; i < to; i++) {
            if (!(values[i] < ratio * spendings[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if an entry that was looked at has no steps
     */
    @Override
    public Hull read(long row, double bound) {
        if (row < firstRow || row >= endRow) {
            load(row);
        }
        double far = bound * FAR_BELOW;
        double[] values = value;
        double[] spendings = spending;
        int at = (int) (row - firstRow) * itemCount;
        hull.clear();
        for (int item = 0; item < itemCount; item++) {
            double worth = values[at + item];
            double money = spendings[at + item];
            if (worth < far * money) {
                continue;
            }
            if (!isOrdinary(worth, money)) {
                require(row, item);
            }
            if (worth > 0) {
                hull.add(item, worth, money);
            }
        }
        hull.find();
        return hull;
    }

    /** Whether a step leads there, by what needs no division. Others may be in order too. */
    private static boolean isOrdinary(double worth, double money) {
        return worth >= 0 && worth <= money * SAFE_RATIO && money > 0 && money <= Double.MAX_VALUE;
    }

    /** Loads a row that follows the last block with those behind it, and another one alone. */
    private void load(long row) {
        int rows = row == endRow && row > 0 ? (int) Math.min(blockRows, items.individualCount() - row) : 1;
        if (value.length < rows * itemCount) {
            value = new double[blockRows * itemCount];
            spending = new double[blockRows * itemCount];
        }
        fill(items.benefit(), row, rows, value);
        fill(items.cost(), row, rows, spending);
        if (!unit) {
            multiplyByCaps(row, rows);
        }
        firstRow = row;
        endRow = row + rows;
    }

    private void fill(Matrix from, long row, int rows, double[] to) {
        if (from.size() == items.individualCount() * itemCount) {
            MemorySegment.copy(from.segment(), Matrix.ELEMENT, row * itemCount * Double.BYTES, to, 0, rows * itemCount);
            return;
        }
        int at = 0;
        for (long r = row; r < row + rows; r++) {
            for (int item = 0; item < itemCount; item++) {
                to[at++] = Items.broadcast(from, r, item);
            }
        }
    }

    private void multiplyByCaps(long row, int rows) {
        int at = 0;
        for (long r = row; r < row + rows; r++) {
            for (int item = 0; item < itemCount; item++) {
                double cap = items.cap(r, item);
                value[at] *= cap;
                spending[at++] *= cap;
            }
        }
    }

    /**
     * Refuses the first entry from which no steps can be made.
     *
     * @throws InvalidInputException as {@link OneItemEach#of}
     */
    void requireSteps() {
        boolean valid = new ValidityScan(items).areOrdinary();
        if (valid && unit) {
            return;
        }
        for (long row = 0; row < items.individualCount(); row++) {
            if (row >= endRow) {
                load(row);
            }
            int at = (int) (row - firstRow) * itemCount;
            for (int item = 0; item < itemCount; item++) {
                if (!valid || !isOrdinary(value[at + item], spending[at + item])) {
                    require(row, item);
                }
            }
        }
    }

    private void require(long row, int item) {
        items.requireValid(row, item);
        double cap = items.cap(row, item);
        double worth = items.benefit(row, item) * cap;
        double money = items.cost(row, item) * cap;
        if (!(worth <= Double.MAX_VALUE && money > 0 && money <= Double.MAX_VALUE)) {
            throw new InvalidInputException("entry [" + row + "," + item + "] at its cap " + cap + " is worth "
                    + worth + " and costs " + money
                    + ": expected finite numbers and a cost above 0 with one item per person; give every entry a "
                    + "cap in the range of the other numbers");
        }
    }
}
