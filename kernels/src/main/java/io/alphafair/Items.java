package io.alphafair;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * One problem without its fairness and budget: benefits and costs of N individuals x T items, and the individuals'
 * groups.
 *
 * <p>Benefit and cost are each N x T, N x 1, 1 x T or 1 x 1 and are broadcast to each other; together they must have N
 * rows, as many as there are labels. Shapes are checked here, values in the hot pass.
 *
 * <p>The matrices may be refilled between calls ({@link #refill}), which allocates nothing.
 */
public final class Items implements AutoCloseable {
    private final Matrix benefit;
    private final Matrix cost;
    /** Null without caps. */
    private final Matrix cap;
    private final Groups groups;
    private final int itemCount;
    /** What makes benefits and costs when they are first needed; null where they are given. */
    private final OneItemEach steps;

    private Items(Matrix benefit, Matrix cost, Matrix cap, Groups groups) {
        this.benefit = benefit;
        this.cost = cost;
        this.cap = cap;
        this.groups = groups;
        this.steps = null;
        this.itemCount = Math.max(benefit.columns(), cost.columns());
        long rows = Math.max(benefit.rows(), cost.rows());
        requireBroadcast("benefit", benefit, rows);
        requireBroadcast("cost", cost, rows);
        if (groups.size() != rows) {
            throw new InvalidInputException(groups.size() + " labels for " + rows
                    + " individuals (benefit " + benefit.shape() + ", cost " + cost.shape()
                    + "): expected one label per individual");
        }
        if (cap != null && !broadcasts(cap, rows)) {
            throw new InvalidInputException("cap is " + cap.shape() + ": it does not broadcast; expected "
                    + shapesFor(rows));
        }
    }

    private Items(OneItemEach steps, Matrix cap) {
        this.benefit = null;
        this.cost = null;
        this.cap = cap;
        this.groups = steps.items().groups();
        this.itemCount = steps.items().itemCount();
        this.steps = steps;
    }

    /** The steps of other items. */
    static Items ofSteps(OneItemEach steps, Matrix cap) {
        return new Items(steps, cap);
    }

    /**
     * Takes over the three: closing the result closes them.
     *
     * @throws InvalidInputException if the shapes do not broadcast to each other or the labels do not match
     */
    public static Items of(Matrix benefit, Matrix cost, Groups groups) {
        return new Items(benefit, cost, null, groups);
    }

    /** One item (T = 1): copies of one benefit, one cost and one label per individual. */
    public static Items of(double[] benefit, double[] cost, int[] labels) {
        return copyOf(() -> Matrix.copyOf(benefit), () -> Matrix.copyOf(cost), () -> Groups.of(labels));
    }

    /** Copies of arrays of rows: {@code benefit[individual][item]}. */
    public static Items of(double[][] benefit, double[][] cost, int[] labels) {
        return copyOf(() -> Matrix.copyOf(benefit), () -> Matrix.copyOf(cost), () -> Groups.of(labels));
    }

    /** Releases what was made already if a later part is refused. */
    private static Items copyOf(Supplier<Matrix> makeBenefit,
            Supplier<Matrix> makeCost, Supplier<Groups> makeGroups) {
        Matrix benefit = null;
        Matrix cost = null;
        Groups groups = null;
        try {
            benefit = makeBenefit.get();
            cost = makeCost.get();
            groups = makeGroups.get();
            return new Items(benefit, cost, null, groups);
        } catch (RuntimeException | Error e) {
            closeAll(benefit, cost, null, groups);
            throw e;
        }
    }

    private void requireBroadcast(String name, Matrix matrix, long rows) {
        if (!broadcasts(matrix, rows)) {
            throw new InvalidInputException("benefit is " + benefit.shape() + ", cost is " + cost.shape() + ": "
                    + name + " does not broadcast; expected " + shapesFor(rows));
        }
    }

    private boolean broadcasts(Matrix matrix, long rows) {
        return (matrix.rows() == rows || matrix.rows() == 1)
                && (matrix.columns() == itemCount || matrix.columns() == 1);
    }

    private String shapesFor(long rows) {
        return rows + " x " + itemCount + ", " + rows + " x 1, 1 x " + itemCount + " or 1 x 1";
    }

    /**
     * The same problem with caps: no dose may exceed its cap. Takes over this one and the caps: closing the result closes
     * all, but not caps that this one had before. They are used by {@link io.alphafair.backend.Prepared#select()}; the group argmax does not read them.
     *
     * @param caps N x T, N x 1, 1 x T or 1 x 1; positive, infinite for no cap
     * @throws InvalidInputException if the shape does not broadcast
     */
    public Items withCaps(Matrix caps) {
        return new Items(benefit(), cost(), Objects.requireNonNull(caps), groups);
    }

    /** Whether {@code benefit} is finite and not negative; -0.0 counts as 0. */
    public static boolean isBenefit(double benefit) {
        return benefit >= 0 && benefit <= Double.MAX_VALUE;
    }

    /** Whether {@code cost} is finite and positive. */
    public static boolean isCost(double cost) {
        return cost > 0 && cost <= Double.MAX_VALUE;
    }

    /** Whether {@code cap} is positive; infinity is no cap. */
    public static boolean isCap(double cap) {
        return cap > 0;
    }

    /** N, the number of individuals. */
    public long individualCount() {
        return groups.size();
    }

    /** T, the number of items. */
    public int itemCount() {
        return itemCount;
    }

    /** K, the number of groups. */
    public int groupCount() {
        return groups.count();
    }

    /** The benefits; those of {@link OneItemEach#increments} are written at the first call. */
    public Matrix benefit() {
        return steps == null ? benefit : steps.benefit();
    }

    /** The costs; those of {@link OneItemEach#increments} are written at the first call. */
    public Matrix cost() {
        return steps == null ? cost : steps.cost();
    }

    /** Whose {@link OneItemEach#increments} these are; null for items whose benefits and costs are given. */
    public OneItemEach steps() {
        return steps;
    }

    /** Whether doses have caps. */
    public boolean hasCaps() {
        return cap != null;
    }

    /**
     * The caps.
     *
     * @throws IllegalStateException if there are none
     */
    public Matrix cap() {
        if (cap == null) {
            throw new IllegalStateException("the items have no caps: expected Items.withCaps before");
        }
        return cap;
    }

    public Groups groups() {
        return groups;
    }

    /**
     * The benefit of an individual from an item, broadcast.
     *
     * @throws IndexOutOfBoundsException if there is no such row or item
     */
    public double benefit(long row, int item) {
        return checked(benefit(), row, item);
    }

    /**
     * The cost of an item for an individual, broadcast.
     *
     * @throws IndexOutOfBoundsException as {@link #benefit(long, int)}
     */
    public double cost(long row, int item) {
        return checked(cost(), row, item);
    }

    /**
     * The cap of a dose, broadcast; infinite without caps.
     *
     * @throws IndexOutOfBoundsException as {@link #benefit(long, int)}, if there are caps
     */
    public double cap(long row, int item) {
        return cap == null ? Double.POSITIVE_INFINITY : checked(cap, row, item);
    }

    /** A matrix with one row or column would be read for any. */
    private double checked(Matrix matrix, long row, int item) {
        return broadcast(matrix, Objects.checkIndex(row, groups.size()), Objects.checkIndex(item, itemCount));
    }

    static double broadcast(Matrix matrix, long row, int item) {
        return matrix.get(matrix.rows() == 1 ? 0 : row, matrix.columns() == 1 ? 0 : item);
    }

    /**
     * Replaces all benefits, costs and labels; the shapes and the caps stay. Allocates nothing.
     *
     * @throws InvalidInputException if a length differs, and nothing has changed; or if a label is refused: then the
     *             groups throw this exception until a later refill succeeds
     * @throws UnsupportedOperationException for {@link OneItemEach#increments}
     */
    public void refill(double[] newBenefit, double[] newCost, int[] newLabels) {
        if (steps != null) {
            throw new UnsupportedOperationException("these are the steps of one item each, which cannot be changed: "
                    + "refill the items that they are made from, and make the steps again");
        }
        // All lengths first, so that a refusal for one leaves the others as they were.
        benefit.requireLength(newBenefit.length);
        cost.requireLength(newCost.length);
        groups.requireLength(newLabels.length);
        benefit.copyFrom(newBenefit);
        cost.copyFrom(newCost);
        groups.refill(newLabels);
    }

    /** Whether benefit or cost has fewer elements than N x T. */
    public boolean isBroadcast() {
        long elements = individualCount() * itemCount;
        return steps == null && (benefit.size() < elements || cost.size() < elements);
    }

    /**
     * Refuses the first entry, by its flat index, that no backend would take.
     *
     * @throws InvalidValueException if its benefit, cost, ratio or cap is not valid
     */
    public void requireValid() {
        new ValidityScan(this).requireValid();
    }

    void requireValid(long row, int item) {
        double benefit = benefit(row, item);
        double cost = cost(row, item);
        double cap = cap(row, item);
        if (!isBenefit(benefit) || !isCost(cost) || !(benefit / cost <= Double.MAX_VALUE) || !isCap(cap)) {
            throw InvalidValueException.of(row, item, benefit, cost, cap);
        }
    }

    /** Whether only one thread may access some of the memory: then no backend with several threads can read it. */
    public boolean isConfined() {
        if (steps != null) {
            return steps.items().isConfined();
        }
        return benefit.isConfined() || cost.isConfined() || groups.isConfined() || cap != null && cap.isConfined();
    }

    /**
     * Closes the matrices and the groups; idempotent. Of {@link OneItemEach#increments} as {@link OneItemEach#close}.
     *
     * @throws IllegalStateException if C reads the memory at this moment, for a call of another thread; close again later
     */
    @Override
    public void close() {
        if (steps == null) {
            closeAll(benefit, cost, cap, groups);
        } else {
            // The groups are those of the items that the steps are made from.
            steps.close();
        }
    }

    private static void closeAll(Matrix benefit, Matrix cost, Matrix cap, Groups groups) {
        if (benefit != null) {
            benefit.close();
        }
        if (cost != null) {
            cost.close();
        }
        if (cap != null) {
            cap.close();
        }
        if (groups != null) {
            groups.close();
        }
    }

    @Override
    public String toString() {
        return "Items[" + individualCount() + " individuals x " + itemCount + " items, " + groupCount() + " groups]";
    }
}
