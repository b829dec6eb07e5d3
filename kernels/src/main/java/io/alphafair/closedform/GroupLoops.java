package io.alphafair.closedform;

/**
 * The loops over all groups that cost most of an allocation. Every implementation returns the same bits.
 */
interface GroupLoops {
    /** How many sums are kept apart, whatever the lanes of the machine. */
    int SUMS = 8;
    /** Number of groups from which the vector loops are faster. */
    int WORTHWHILE = 16;

    /** The fastest here: the Vector API's where its module is there and a vector holds 4 doubles at least. */
    static GroupLoops fastest() {
        return Fastest.LOOPS;
    }

    /** The fastest for so many groups. */
    static GroupLoops forGroups(int count) {
        return count < WORTHWHILE ? ScalarGroupLoops.INSTANCE : Fastest.LOOPS;
    }

    /**
     * {@code slope[k] = ratio[k] / size[k]}, 0 for an absent group.
     *
     * @param extremes takes the smallest and the largest
     */
    void slopes(double[] ratio, long[] size, double[] slope, double[] extremes);

    /** The first place of a value that occurs in {@code values}. */
    int indexOf(double[] values, double value);

    /**
     * {@code out[from + i]} is power i of the block, for {@code i < count}; what a base gives that is not positive and
     * normal is without meaning.
     */
    void powers(PowerBlock block, int count, double[] out, int from);

    /**
     * Adds {@code terms[k]}, {@code from <= k < to}, to the sum {@code k % SUMS}.
     *
     * @param from a multiple of {@link #SUMS}
     * @param sums the sums, then their compensations
     */
    void add(double[] terms, int from, int to, double[] sums);

    /** Chosen on first use. */
    final class Fastest {
        private static final GroupLoops LOOPS = choose();

        private Fastest() {
        }

        private static GroupLoops choose() {
            boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
            return vectors && VectorGroupLoops.lanes() >= 4 ? new VectorGroupLoops() : ScalarGroupLoops.INSTANCE;
        }
    }
}
