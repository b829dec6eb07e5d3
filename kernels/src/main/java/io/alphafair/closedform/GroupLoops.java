package io.alphafair.closedform;

import io.alphafair.tier.Tier;

/**
 * The loops over all groups that cost most of an allocation. Every implementation returns the same bits.
 */
interface GroupLoops {
    /** How many sums are kept apart, whatever the lanes of the machine. */
    int SUMS = 8;
    /** Number of groups from which the vector loops are faster. */
    int WORTHWHILE = 16;

    /** For so many groups: the loops of the Vector API where they have proved faster on this JVM, else the plain ones. */
    static GroupLoops forGroups(int count) {
        return count < WORTHWHILE ? ScalarGroupLoops.INSTANCE : Choice.loops(count);
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

    /** Chooses by time. */
    final class Choice {
        /** What a power costs, in elements of the group argmax. */
        private static final long COST = 8;
        private static final boolean VECTORS = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        private static final Tier TIER = new Tier();

        private Choice() {
        }

        private static GroupLoops loops(int count) {
            if (VECTORS && TIER.isFast()) {
                return Vectors.LOOPS;
            }
            if (VECTORS && TIER.isDue(COST * count)) {
                TIER.prove(GroupLoopsProof::new);
            }
            return ScalarGroupLoops.INSTANCE;
        }
    }

    /** Loads the Vector API when it is first asked for. */
    final class Vectors {
        private static final GroupLoops LOOPS = new VectorGroupLoops();

        private Vectors() {
        }
    }
}
