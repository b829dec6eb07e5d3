package io.alphafair.capped;

import java.util.PriorityQueue;

/**
 * A walk along the breakpoints of a problem, as the budget grows: where an entry of a group begins to be bought, and where it
 * is full. It starts where nothing is spent. For one thread at a time.
 */
public final class PathWalk {
    private final CappedProblem problem;
    private final CappedList list;
    private final PathOrder order;
    private final PriorityQueue<Integer> groups;
    /** What all full entries cost. */
    private final ExactAccumulator full = new ExactAccumulator();
    private final ExactAccumulator sum = new ExactAccumulator();
    private int owner = -1;

    PathWalk(CappedProblem problem, PathOrder order) {
        this.problem = problem;
        this.list = problem.list();
        this.order = order;
        this.groups = new PriorityQueue<>(order::compare);
        for (int k = 0; k < problem.groupCount(); k++) {
            if (order.hasNext(k)) {
                groups.add(k);
            }
        }
    }

    /** Moves to the next breakpoint; false, and nothing changes, if there is none. */
    public boolean next() {
        Integer group = groups.peek();
        if (group == null || !order.isReachable(group)) {
            return false;
        }
        groups.remove();
        order.pass(group);
        owner = group;
        if (!isStart()) {
            full.add(list.spending[entry()]);
        }
        if (order.hasNext(group)) {
            groups.add(group);
        }
        return true;
    }

    /** The group whose breakpoint this is; -1 at the start. */
    public int group() {
        return owner;
    }

    /** Whether an entry begins to be bought here; else one is full. */
    public boolean isStart() {
        return owner >= 0 && isInside(owner);
    }

    /** The flat index of the entry that begins or is full here; -1 at the start. */
    public long index() {
        return owner < 0 ? -1 : list.index[entry()];
    }

    private int entry() {
        return list.start[owner] + (order.passed[owner] - 1) / 2;
    }

    /** What all groups spend, rounded once. */
    public double totalBudget() {
        sum.reset();
        sum.add(full);
        for (int k = 0; k < order.passed.length; k++) {
            if (isInside(k)) {
                sum.add(money(k));
            }
        }
        return sum.value();
    }

    /** What a group spends. */
    public double budget(int group) {
        sum.reset();
        list.addSpendingOfFirst(group, fullCount(group), sum);
        return sum.value() + money(group);
    }

    /** A group's utility. */
    public double utility(int group) {
        if (list.isEmpty(group)) {
            return 0;
        }
        double money = money(group);
        double value = list.valueOfFirst(group, fullCount(group));
        double critical = money > 0 ? list.ratio[list.start[group] + fullCount(group)] * money : 0;
        return (value + critical) / problem.size()[group];
    }

    /** The number of a group's full entries. */
    public int fullCount(int group) {
        return order.passed[group] / 2;
    }

    /** The flat index of the entry that has begun and is not full; -1 if there is none. */
    public long insideIndex(int group) {
        return isInside(group) ? list.index[list.start[group] + fullCount(group)] : -1;
    }

    private boolean isInside(int group) {
        return order.passed[group] % 2 == 1;
    }

    private double money(int group) {
        return isInside(group) && group != owner ? order.money(group) : 0;
    }
}
