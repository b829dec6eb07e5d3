package io.alphafair.capped;

import io.alphafair.closedform.RefusedException;

/**
 * Where the money runs out in each group, estimated from a sample: the sampled entries in order, and how many of them are
 * full when each stands for several.
 */
public final class SampledPlaces {
    private final CappedList list;
    /** Null if the sample has no answer. */
    private final int[] full;

    private SampledPlaces(CappedList list, int[] full) {
        this.list = list;
        this.full = full;
    }

    /**
     * Solves the problem of the sample.
     *
     * @param sample whose caps are those of all entries that one stands for together
     * @param problem the sizes of groups of which nothing is sampled are 0; its list is not read
     */
    public static SampledPlaces of(EntryList sample, CappedProblem problem) {
        CappedList list = CappedList.of(sample, problem.groupCount());
        try {
            return new SampledPlaces(list, CappedSolver.solve(problem.withList(list)).places.full);
        } catch (RefusedException e) {
            // That does not mean that the problem has no answer: its entries are not scaled, and it has more of them.
            return new SampledPlaces(list, null);
        }
    }

    /** Orders a sample without solving its problem. */
    static SampledPlaces ordered(EntryList sample, int groupCount) {
        return new SampledPlaces(CappedList.of(sample, groupCount), null);
    }

    /** Whether the sample has an answer. */
    public boolean isSolved() {
        return full != null;
    }

    /** The number of sampled entries of the group that are full. */
    public int full(int group) {
        return full[group];
    }

    /** The number of sampled entries of the group up to the first one without a cap. */
    public int count(int group) {
        return list.count(group);
    }

    /** The ratio of the group's sampled entry at a place. */
    public double ratio(int group, int place) {
        return list.ratio[list.start[group] + place];
    }

    /** The flat index of the group's sampled entry at a place. */
    public long index(int group, int place) {
        return list.index[list.start[group] + place];
    }
}
