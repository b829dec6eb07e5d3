package io.alphafair.capped;

/** The breakpoints for alpha > 0, in the order of their keys. */
final class KeyOrder extends PathOrder {
    private final Breakpoints points;
    private double key;

    KeyOrder(CappedProblem problem, Breakpoints points) {
        super(problem);
        this.points = points;
    }

    @Override
    boolean isReachable(int group) {
        return true;
    }

    @Override
    int compare(int first, int second) {
        double one = points.key(first, passed[first]);
        double other = points.key(second, passed[second]);
        return one < other ? -1 : one > other ? 1 : Integer.compare(first, second);
    }

    @Override
    void pass(int group) {
        key = points.key(group, passed[group]++);
    }

    @Override
    double money(int group) {
        return points.money(group, passed[group] / 2, key);
    }
}
