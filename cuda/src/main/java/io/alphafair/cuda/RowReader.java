package io.alphafair.cuda;

import io.alphafair.Items;
import io.alphafair.Matrix;

/** The rows of a problem as the kernels read them: which of the readers of read.h fits them, and where they are. */
final class RowReader {
    private static final int LOAD_BYTES = 16;
    /** Elements that a thread looks at in one turn, or rows of one item. */
    private static final int PIECE = 8;
    private static final int COLUMN_ROWS = 4;

    private final Items items;
    private final Feed feed;
    private final boolean dense;

    RowReader(Items items, Feed feed) {
        this.items = items;
        this.feed = feed;
        this.dense = !items.isBroadcast();
    }

    /** Whether benefits and costs from row {@code from} on are N x T and can be read 16 bytes at a time. */
    boolean isAligned(long from, int slot) {
        return dense && (feed.benefit(from, slot) | feed.cost(from, slot)) % LOAD_BYTES == 0;
    }

    /** The reader's name. */
    String name(long from, int slot) {
        if (!isAligned(from, slot)) {
            return "AnyRow";
        }
        if (items.itemCount() == 1 && feed.labels(from, slot) % LOAD_BYTES == 0) {
            return "Column";
        }
        return items.itemCount() % 2 == 0 ? "EvenRow" : "AnyRow";
    }

    /** How many turns it takes threads together to read so many rows. */
    long units(String reader, long rows) {
        return reader.equals("Column")
                ? (rows - 1) / COLUMN_ROWS + 1
                : rows * ((items.itemCount() - 1) / PIECE + 1);
    }

    /** The same where the rows are read as one. */
    long unitsOfAll(long rows) {
        return (rows * items.itemCount() - 1) / PIECE + 1;
    }

    /** Writes the range of rows of a launch and the addresses of their operands. */
    void describe(long from, long to, int slot, PassArgument argument) {
        Matrix benefit = items.benefit();
        Matrix cost = items.cost();
        argument.set(PassArgument.BENEFIT, feed.benefit(from, slot));
        argument.set(PassArgument.COST, feed.cost(from, slot));
        argument.set(PassArgument.LABELS, feed.labels(from, slot));
        argument.set(PassArgument.ROWS, to - from);
        argument.set(PassArgument.FIRST_ROW, from);
        argument.set(PassArgument.ITEMS, items.itemCount());
        argument.set(PassArgument.GROUPS, items.groupCount());
        argument.set(PassArgument.BENEFIT_ROW, benefit.rows() == 1 ? 0 : benefit.columns());
        argument.set(PassArgument.BENEFIT_ITEM, benefit.columns() == 1 ? 0 : 1);
        argument.set(PassArgument.COST_ROW, cost.rows() == 1 ? 0 : cost.columns());
        argument.set(PassArgument.COST_ITEM, cost.columns() == 1 ? 0 : 1);
    }
}
