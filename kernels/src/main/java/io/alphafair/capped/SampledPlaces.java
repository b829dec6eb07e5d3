package io.alphafair.capped;

import io.alphafair.closedform.Alpha;
import io.alphafair.closedform.RefusedException;
import java.util.Optional;

/**
 * Where the money runs out in each group, estimated from a sample: the sampled entries in order, and how many of them are
 * full when each stands for several.
 */
public final class SampledPlaces {
    private final CappedList list;
    private final int[] full;

    private SampledPlaces(CappedList list, int[] full) {
        this.list = list;
        this.full = full;
    }

    /**
     * Solves the problem of the sample.
     *
     * @param sample whose caps are those of all entries that one stands for together
     * @param size members per group, 0 for a group of which nothing is sampled
     * @return empty if the sample has no answer, which does not mean that the problem has none
     */
    public static Optional<SampledPlaces> of(EntryList sample, long[] size, double[] weight, double alpha,
            double budget) {
        CappedList list = CappedList.of(sample, size.length);
        try {
            CappedSolution solution = CappedSolver
                    .solve(new CappedProblem(list, size, weight, new Alpha(alpha), budget, 1));
            return Optional.of(new SampledPlaces(list, solution.places.full));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** The number of sampled entries of the group that are full. */
    public int full(int group) {
        return full[group];
    }

    /** The number of sampled entries of the group up to the first one without a cap. */
    public int count(int group) {
        return list.count(group);
    }

    /** Whether the order goes on behind the sampled entries. */
    public boolean hasEnd(int group) {
        return list.hasEnd(group);
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
