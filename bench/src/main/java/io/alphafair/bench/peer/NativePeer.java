package io.alphafair.bench.peer;

import io.alphafair.BestItems;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The group argmax in C, for one problem with N x T benefits and costs. Serves one call at a time. */
public final class NativePeer implements AutoCloseable {
    private final NativePool pool;
    private final Items items;
    private final Arena arena = Arena.ofShared();
    private final MethodHandle find;
    private final MethodHandle closer;
    private final MemorySegment firstRow;
    private final MemorySegment ratio;
    private final MemorySegment winner;
    private final MemorySegment benefit;
    private final MemorySegment cost;
    private MemorySegment state;

    /**
     * Takes what the problem needs; both must stay open.
     *
     * @throws InvalidInputException if an operand is broadcast
     */
    public NativePeer(NativePool pool, Items items) {
        if (items.benefit().size() != items.individualCount() * items.itemCount()
                || items.cost().size() != items.benefit().size()) {
            throw new InvalidInputException("benefit is " + items.benefit().shape() + ", cost is "
                    + items.cost().shape() + ": the native peer takes N x T only");
        }
        this.pool = pool;
        this.items = items;
        long groups = items.groupCount();
        firstRow = arena.allocate(ValueLayout.JAVA_LONG, groups);
        for (int group = 0; group < groups; group++) {
            firstRow.setAtIndex(ValueLayout.JAVA_LONG, group, items.groups().firstRow(group));
        }
        ratio = arena.allocate(ValueLayout.JAVA_DOUBLE, groups);
        winner = arena.allocate(ValueLayout.JAVA_LONG, groups);
        benefit = arena.allocate(ValueLayout.JAVA_DOUBLE, groups);
        cost = arena.allocate(ValueLayout.JAVA_DOUBLE, groups);
        MethodHandle open = pool.library().function("argmax_open", ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        closer = pool.library().procedure("argmax_close", ValueLayout.ADDRESS);
        find = pool.library().function("argmax_find", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS,
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        try {
            state = (MemorySegment) open.invokeExact(pool.address(), items.groupCount(), items.itemCount());
        } catch (Throwable e) {
            arena.close();
            throw NativeLibrary.broken(e);
        }
        if (state.address() == 0) {
            arena.close();
            throw new PeerUnavailableException("C cannot have memory for " + groups + " groups: free some");
        }
    }

    /** Finds every group's best ratio, winner, and the winner's benefit and cost. */
    public void run() {
        int refused;
        try {
            refused = (int) find.invokeExact(state, items.benefit().segment(), items.cost().segment(),
                    items.groups().segment(), items.individualCount(), firstRow, ratio, winner, benefit, cost);
        } catch (Throwable e) {
            throw NativeLibrary.broken(e);
        }
        if (refused != 0) {
            throw new InvalidInputException(
                    "C refuses a benefit, cost or ratio: expected benefits from 0, costs above 0, "
                            + "all finite");
        }
    }

    /**
     * The first group in which the last answer differs from {@code expected}, in words; empty if they are the same.
     */
    public String firstDifference(BestItems expected) {
        for (int group = 0; group < expected.groupCount(); group++) {
            double foundRatio = ratio.getAtIndex(ValueLayout.JAVA_DOUBLE, group);
            long foundWinner = winner.getAtIndex(ValueLayout.JAVA_LONG, group);
            if (!sameBits(foundRatio, expected.bestRatio(group)) || foundWinner != expected.winner(group)
                    || !sameBits(benefit.getAtIndex(ValueLayout.JAVA_DOUBLE, group), expected.winnerBenefit(group))
                    || !sameBits(cost.getAtIndex(ValueLayout.JAVA_DOUBLE, group), expected.winnerCost(group))) {
                return "group " + group + " has ratio " + foundRatio + " at " + foundWinner + ", scalar's is "
                        + expected.bestRatio(group) + " at " + expected.winner(group);
            }
        }
        return "";
    }

    private static boolean sameBits(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    /** What really runs, in one line. */
    public String description() {
        int lanes;
        try {
            lanes = (int) pool.library().function("vector_lanes", ValueLayout.JAVA_INT).invokeExact();
        } catch (Throwable e) {
            throw NativeLibrary.broken(e);
        }
        return "C, " + (pool.threads() == 1 ? "1 thread" : pool.threads() + " threads") + ", vectors of " + lanes
                + (lanes == 1 ? " double" : " doubles");
    }

    /** Releases C's memory; idempotent. */
    @Override
    public void close() {
        if (state != null) {
            try {
                closer.invokeExact(state);
            } catch (Throwable e) {
                throw NativeLibrary.broken(e);
            }
            state = null;
            arena.close();
        }
    }
}
