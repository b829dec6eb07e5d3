package io.alphafair.backend;

/**
 * The merge of standings over different rows: the larger ratio wins, then the lower index. Its result does not depend on
 * the order or on the shape of the tree in which many are merged.
 */
final class Merge {
    private Merge() {
    }

    /** Takes groups {@code from .. to-1} of {@code other} into {@code into}. */
    static void groups(Standings into, Standings other, int from, int to) {
        for (int group = from; group < to; group++) {
            if (other.has(group)) {
                group(into, other, group);
            }
        }
    }

    private static void group(Standings into, Standings other, int group) {
        double mine = into.ratio(group);
        double theirs = other.ratio(group);
        // Without an entry of its own, its index is above every other.
        boolean take = theirs > mine || theirs == mine && other.index(group) < into.index(group);
        Standings better = take ? other : into;
        boolean tied = mine == theirs || better.isTied(group);
        double second = Math.max(Math.min(mine, theirs), Math.max(into.second(group), other.second(group)));
        into.settle(group, better, take ? theirs : mine, tied, second);
    }
}
