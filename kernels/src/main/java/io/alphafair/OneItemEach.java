package io.alphafair;

import io.alphafair.capped.Hull;
import io.alphafair.capped.HullSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;

/**
 * A problem in which a person gets at most one of the items, as a problem with caps. Each row's items become the steps of
 * the upper hull of their points (cost at the cap, benefit at the cap): the first step leads from nothing to an item, and
 * each later one replaces the item by a dearer one. The steps of a row fall in ratio, so that they are bought in order.
 *
 * <p>At most one person per group holds a mixture of two items. The steps of a row are made when they are needed, so that
 * a question whose money reaches few people makes few of them.
 */
public final class OneItemEach implements AutoCloseable {
    private final Items items;
    private final Matrix cap;
    private final Items increments;
    private final Freshness freshness;
    /** Null until it is needed. */
    private volatile WrittenSteps written;
    private boolean closed;

    private OneItemEach(Items items) {
        this.items = items;
        this.freshness = new Freshness(items);
        this.cap = Matrix.copyOf(new double[]{1});
        this.increments = Items.ofSteps(this, cap);
    }

    /**
     * Checks that steps can be made.
     *
     * @param items with caps; they have to stay open, and unchanged as long as steps are asked for
     * @throws InvalidValueException for the entry with the lowest flat index that is not valid
     * @throws InvalidInputException if an entry has no cap, or what it costs at its cap is 0 or not finite, or what it is
     *             worth there is not finite
     */
    public static OneItemEach of(Items items) {
        new RowHulls(items).requireSteps();
        return new OneItemEach(items);
    }

    /** The items that the steps lead to. */
    public Items items() {
        return items;
    }

    /**
     * The steps as a problem of N rows x T places, with caps of 1. Places that are left over have benefit 0 and cost 1. It
     * belongs to this object, which closes it, and its values cannot be changed.
     *
     * <p>A selection makes the steps that it needs. What reads single entries, such as {@link CappedAllocation#funded}, first
     * writes all of them to O(N T) memory, once.
     *
     * @see Items#benefit()
     */
    public Items increments() {
        return increments;
    }

    /**
     * The hulls of the rows, for one thread. Only this module can call it.
     *
     * @throws IllegalStateException if the items have been written since this was made
     */
    @SuppressWarnings("exports")
    public HullSource hulls() {
        freshness.require();
        return new RowHulls(items);
    }

    /** The benefits of all steps. */
    Matrix benefit() {
        return written().benefit();
    }

    /** The costs of all steps. */
    Matrix cost() {
        return written().cost();
    }

    private WrittenSteps written() {
        freshness.require();
        WrittenSteps found = written;
        return found == null ? write() : found;
    }

    private synchronized WrittenSteps write() {
        if (closed) {
            throw new IllegalStateException("the steps are closed: expected open ones; make them again");
        }
        if (written == null) {
            written = WrittenSteps.of(items, hulls());
        }
        return written;
    }

    /** The item that a step of a row starts from; -1 for nothing, and for a place without a step. */
    public int fromItem(long row, int place) {
        Hull hull = hull(row);
        return place < hull.count() ? hull.from(place) : -1;
    }

    /** The item that a step of a row leads to; -1 for a place without a step. */
    public int toItem(long row, int place) {
        Hull hull = hull(row);
        return place < hull.count() ? hull.to(place) : -1;
    }

    Hull hull(long row) {
        return hulls().read(Objects.checkIndex(row, items.individualCount()), 0);
    }

    /**
     * Who gets which item: the funded steps of an allocation of the {@link #increments}, read back, in ascending order of
     * the row. A person who holds a mixture of two items has two entries, of which none is full.
     */
    public Iterable<FundedEntry> funded(CappedAllocation allocation) {
        return () -> {
            freshness.require();
            return new Holders(allocation.funded().iterator());
        };
    }

    /**
     * The allocation rounded to whole doses: nobody holds a mixture. A step that does not fit blocks the later ones of its
     * row.
     *
     * @param allocation one of the {@link #increments}
     * @throws IllegalStateException as {@link CappedAllocation#whole}
     */
    public WholeAllocation whole(CappedAllocation allocation) {
        return allocation.whole(true);
    }

    /** Who gets which item, as {@link #funded(CappedAllocation)} says; every entry is full. */
    public Iterable<FundedEntry> funded(WholeAllocation allocation) {
        return () -> {
            freshness.require();
            return new Holders(allocation.funded().iterator());
        };
    }

    /**
     * The derivatives of a loss L of the doses of the items.
     *
     * @param allocation one of the {@link #increments}
     * @param upstream dL/d dose for all N x T doses
     * @throws InvalidInputException if the upstream gradient is not N x T, or is not finite where it is needed
     */
    public OneItemLoss vjp(CappedAllocation allocation, Matrix upstream) {
        freshness.require();
        if (upstream.rows() != items.individualCount() || upstream.columns() != items.itemCount()) {
            throw new InvalidInputException("upstream is " + upstream.shape() + ": expected "
                    + items.individualCount() + " x " + items.itemCount());
        }
        double[] atCritical = new double[allocation.groupCount()];
        for (int k = 0; k < atCritical.length; k++) {
            long index = allocation.criticalIndex(k);
            if (index >= 0) {
                long row = index / items.itemCount();
                int place = (int) (index % items.itemCount());
                Hull hull = hull(row);
                atCritical[k] = gain(upstream, row, hull.to(place)) - gain(upstream, row, hull.from(place));
            }
        }
        return new OneItemLoss(this, items, allocation, allocation.vjp(atCritical), upstream);
    }

    /** dL/d share of an item; 0 for nothing. */
    private double gain(Matrix upstream, long row, int item) {
        return item < 0 ? 0 : items.cap(row, item) * upstream.get(row, item);
    }

    /** Reads funded steps row by row. */
    private final class Holders implements Iterator<FundedEntry> {
        private final Iterator<FundedEntry> steps;
        private final HullSource hulls = hulls();
        private final Queue<FundedEntry> ready = new ArrayDeque<>();
        private FundedEntry ahead;

        Holders(Iterator<FundedEntry> steps) {
            this.steps = steps;
            ahead = steps.hasNext() ? steps.next() : null;
        }

        @Override
        public boolean hasNext() {
            return !ready.isEmpty() || ahead != null;
        }

        @Override
        public FundedEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (ready.isEmpty()) {
                readRow();
            }
            return ready.remove();
        }

        private void readRow() {
            freshness.require();
            FundedEntry last = ahead;
            long row = last.row();
            while (ahead != null && ahead.row() == row) {
                last = ahead;
                ahead = steps.hasNext() ? steps.next() : null;
            }
            Hull hull = hulls.read(row, 0);
            int from = hull.from(last.item());
            if (!last.full() && from >= 0) {
                ready.add(entry(last, from, 1 - last.dose()));
            }
            ready.add(entry(last, hull.to(last.item()), last.dose()));
        }

        private FundedEntry entry(FundedEntry step, int item, double share) {
            return new FundedEntry(step.row() * items.itemCount() + item, step.row(), item, step.group(),
                    items.cap(step.row(), item) * share, step.full());
        }
    }

    /** Releases the steps; idempotent. The items stay open. */
    @Override
    public synchronized void close() {
        closed = true;
        cap.close();
        if (written != null) {
            written.close();
        }
    }
}
