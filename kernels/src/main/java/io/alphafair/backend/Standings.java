package io.alphafair.backend;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Each group's best entry so far, and the thresholds that loops read. The only file that knows how they are stored.
 *
 * <p>A group's {@link #place} holds the index of its best entry and, in the lowest bit, whether another entry has the same
 * ratio; {@link #NONE} if it has no positive ratio yet. Its {@link #threshold} is what a ratio has to exceed to matter:
 * the best ratio on a tie, else the next double below it, so that an equal ratio still passes, once. The best ratio
 * follows from the two, which keeps one array less in the caches. With the runner-up, which is the threshold then, the
 * best ratios have an array of their own.
 */
final class Standings {
    private static final long NONE = -1;
    private static final long TIE = 1;
    /** The bits of the largest ratio that is not refused. */
    private static final long MOST = Double.doubleToRawLongBits(Double.MAX_VALUE);

    private final long[] place;
    private final double[] threshold;
    /** Null without the runner-up. */
    private final double[] best;
    /** Benefit and cost of each group's best entry; null where the problem is asked for them at the end. */
    private final double[] entries;
    private boolean empty;
    private long changes;
    private long epoch;

    Standings(int groupCount, boolean runnerUp, boolean keepsEntries) {
        this.place = new long[groupCount];
        this.threshold = new double[groupCount];
        this.best = runnerUp ? new double[groupCount] : null;
        this.entries = keepsEntries ? new double[2 * groupCount] : null;
        reset();
    }

    void reset() {
        Arrays.fill(threshold, 0);
        Arrays.fill(place, NONE);
        if (best != null) {
            Arrays.fill(best, 0);
        }
        empty = true;
        epoch++;
        changes++;
    }

    int groupCount() {
        return threshold.length;
    }

    boolean tracksRunnerUp() {
        return best != null;
    }

    boolean keepsEntries() {
        return entries != null;
    }

    /** Live. */
    double[] thresholds() {
        return threshold;
    }

    long changes() {
        return changes;
    }

    long epoch() {
        return epoch;
    }

    boolean isEmpty() {
        return empty;
    }

    /** As {@link PartialBest#memory} says. */
    StandingsMemory memory() {
        return new StandingsMemory(MemorySegment.ofArray(threshold), MemorySegment.ofArray(place),
                best == null ? MemorySegment.NULL : MemorySegment.ofArray(best),
                entries == null ? MemorySegment.NULL : MemorySegment.ofArray(entries));
    }

    /** As {@link PartialBest#written} says. */
    void written() {
        empty = false;
        changes++;
    }

    /** As {@link PartialBest#expect} says. */
    void expect(long[] largestBits) {
        for (int group = 0; group < threshold.length; group++) {
            long bits = largestBits[group];
            if (bits > Double.doubleToRawLongBits(ratio(group)) && bits <= MOST) {
                threshold[group] = Double.longBitsToDouble(bits - 1);
                place[group] = NONE;
                changes++;
            }
        }
    }

    /** As {@link PartialBest#offerRatio} says. */
    boolean offer(int group, double entryRatio, double entryBenefit, double entryCost, long flatIndex) {
        double largest = threshold[group];
        // Less than the best ratio, or equal to one that is tied.
        if (!(entryRatio > largest)) {
            return true;
        }
        if (entryRatio == Double.POSITIVE_INFINITY) {
            return false;
        }
        empty = false;
        changes++;
        if (best != null) {
            offerRunnerUp(group, entryRatio, entryBenefit, entryCost, flatIndex);
        } else if (Double.doubleToRawLongBits(entryRatio) - Double.doubleToRawLongBits(largest) == 1
                && (place[group] & TIE) == 0) {
            // Only here the place is read: it is far away where there are many groups.
            tie(group, entryRatio);
        } else {
            threshold[group] = below(entryRatio);
            put(group, entryBenefit, entryCost, flatIndex);
        }
        return true;
    }

    private void offerRunnerUp(int group, double entryRatio, double entryBenefit, double entryCost, long flatIndex) {
        double largest = best[group];
        if (entryRatio > largest) {
            best[group] = entryRatio;
            threshold[group] = largest;
            put(group, entryBenefit, entryCost, flatIndex);
        } else if (entryRatio == largest) {
            tie(group, entryRatio);
        } else {
            threshold[group] = entryRatio;
        }
    }

    private void put(int group, double entryBenefit, double entryCost, long flatIndex) {
        place[group] = flatIndex << 1;
        if (entries != null) {
            entries[2 * group] = entryBenefit;
            entries[2 * group + 1] = entryCost;
        }
    }

    /** From here on only a larger ratio matters. */
    private void tie(int group, double entryRatio) {
        place[group] |= TIE;
        threshold[group] = entryRatio;
    }

    /** The next double below a positive one. */
    private static double below(double ratio) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(ratio) - 1);
    }

    /** Whether the group has an entry with a positive ratio. */
    boolean has(int group) {
        return place[group] != NONE;
    }

    /** The best ratio, 0 if there is none: the threshold on a tie, else the next double above it. */
    double ratio(int group) {
        if (best != null) {
            return best[group];
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(threshold[group]) + (~place[group] & TIE));
    }

    /** The index of the best entry; above every index if there is none. */
    long index(int group) {
        return place[group] >>> 1;
    }

    boolean isTied(int group) {
        return has(group) && (place[group] & TIE) != 0;
    }

    /** The second-best ratio, which may be equal to the best one; 0 if there is none. */
    double second(int group) {
        return threshold[group];
    }

    /** The best entry's benefit, where entries are kept. */
    double benefit(int group) {
        return entries[2 * group];
    }

    /** The best entry's cost, where entries are kept. */
    double cost(int group) {
        return entries[2 * group + 1];
    }

    /**
     * Makes the group's best entry that of {@code from}, which may be this.
     *
     * @param tied whether several entries have its ratio
     * @param second the second-best ratio, for the runner-up, if they have not
     */
    void settle(int group, Standings from, double ratio, boolean tied, double second) {
        if (best != null) {
            threshold[group] = tied ? ratio : second;
            best[group] = ratio;
        } else {
            threshold[group] = tied ? ratio : below(ratio);
        }
        place[group] = from.place[group] | (tied ? TIE : 0);
        if (from != this && entries != null) {
            System.arraycopy(from.entries, 2 * group, entries, 2 * group, 2);
        }
    }

    boolean holdSameAs(Standings other) {
        return Arrays.equals(place, other.place) && Arrays.equals(threshold, other.threshold)
                && Arrays.equals(best, other.best);
    }

    /** Notes that another's entries were taken in. */
    void noteMerge(Standings other) {
        empty &= other.empty;
        changes++;
    }
}
