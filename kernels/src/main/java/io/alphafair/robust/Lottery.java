package io.alphafair.robust;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Random;

/**
 * A problem whose rows are in an order drawn by lot. Where entries of one group have the same ratio at its cut-off, the order
 * of the rows decides who is funded, so that an allocation of {@link #items} decides such ties by lot. A seed gives the same
 * order on every machine and every version of Java.
 *
 * <p>It holds copies, which {@link #close} releases.
 */
public final class Lottery implements AutoCloseable {
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final Items items;
    /** The original row of each row. */
    private final int[] original;
    /** The row of each original row. */
    private final int[] drawn;

    private Lottery(Items items, int[] original) {
        this.items = items;
        this.original = original;
        this.drawn = new int[original.length];
        for (int row = 0; row < original.length; row++) {
            drawn[original[row]] = row;
        }
    }

    /**
     * Draws an order. Each order has the same chance over all seeds.
     *
     * @param items are copied and stay open
     * @param seed of the order
     * @throws InvalidInputException if there are more than {@code 2^31 - 9} rows, or an entry is not valid
     */
    public static Lottery of(Items items, long seed) {
        items.groups().requireValid();
        // Here, because later the place would be that of the drawn order.
        items.requireValid();
        if (items.individualCount() > MOST_ROWS) {
            throw new InvalidInputException(items.individualCount() + " individuals: expected at most " + MOST_ROWS
                    + " for a lottery; draw lots within parts");
        }
        int[] original = order((int) items.individualCount(), SeededRandom.of(seed));
        return new Lottery(copy(items, original), original);
    }

    /** The shuffle of Fisher and Yates. */
    private static int[] order(int count, Random random) {
        int[] order = new int[count];
        for (int row = 0; row < count; row++) {
            order[row] = row;
        }
        for (int left = count; left > 1; left--) {
            int chosen = random.nextInt(left);
            int last = order[left - 1];
            order[left - 1] = order[chosen];
            order[chosen] = last;
        }
        return order;
    }

    private static Items copy(Items items, int[] original) {
        Matrix benefit = null;
        Matrix cost = null;
        Matrix cap = null;
        Groups groups = null;
        try {
            benefit = copy(items.benefit(), original);
            cost = copy(items.cost(), original);
            cap = items.hasCaps() ? copy(items.cap(), original) : null;
            groups = copy(items.groups(), original);
            Items copied = Items.of(benefit, cost, groups);
            return cap == null ? copied : copied.withCaps(cap);
        } catch (RuntimeException | Error e) {
            close(benefit);
            close(cost);
            close(cap);
            if (groups != null) {
                groups.close();
            }
            throw e;
        }
    }

    private static void close(Matrix matrix) {
        if (matrix != null) {
            matrix.close();
        }
    }

    /** A matrix with one row has it for all individuals. */
    private static Matrix copy(Matrix matrix, int[] original) {
        Matrix copied = Matrix.allocate(matrix.rows(), matrix.columns());
        long rowBytes = matrix.columns() * (long) Double.BYTES;
        for (int row = 0; row < matrix.rows(); row++) {
            int from = matrix.rows() == 1 ? 0 : original[row];
            MemorySegment.copy(matrix.segment(), from * rowBytes, copied.segment(), row * rowBytes, rowBytes);
        }
        return copied;
    }

    private static Groups copy(Groups groups, int[] original) {
        int[] labels = new int[original.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = groups.label(original[row]);
        }
        return Groups.of(labels, groups.count(), groups.absent());
    }

    /** The problem in the order that was drawn. It belongs to this object. */
    public Items items() {
        return items;
    }

    /**
     * The row of the original items that is at a row of {@link #items}.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public long originalRow(long row) {
        return original[(int) Objects.checkIndex(row, (long) original.length)];
    }

    /**
     * The row of {@link #items} at which a row of the original items is.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public long drawnRow(long originalRow) {
        return drawn[(int) Objects.checkIndex(originalRow, (long) drawn.length)];
    }

    /** Releases the copies; idempotent. The original items stay open. */
    @Override
    public void close() {
        items.close();
    }
}
