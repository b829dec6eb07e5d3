package io.alphafair.bench.compare;

import io.alphafair.bench.statistics.Estimate;
import io.alphafair.bench.statistics.PairedForks;
import io.alphafair.bench.statistics.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Judges many quantities of two runs at once. FASTER and SLOWER need all of: {@link #ENOUGH_FORKS} pairs of forks; a paired
 * t-test that is significant after Holm's correction over everything that is judged together; a 95 % bootstrap interval
 * without 1; a change of the threshold or more; and no side whose forks fall into two groups. SAME needs an interval within
 * the threshold. The rest is AMBIGUOUS.
 */
public final class Judge {
    /** With fewer forks per side the verdict is always AMBIGUOUS. */
    public static final int ENOUGH_FORKS = Spread.ENOUGH_FORKS;
    /** The family-wise error rate of times, and that of allocations: together 5 %. */
    public static final double FALSE_ALARMS = 0.025;

    /** What became of a cell's time or allocation from one run to the other. */
    public enum Change {
        /** The 95 % interval of the change lies within the threshold. */
        SAME("SAME", "SAME"),
        /** Significantly less, by the threshold or more. */
        LESS("FASTER", "LESS"),
        /** Significantly more, by the threshold or more. */
        MORE("SLOWER", "MORE"),
        /** None of the other three can be said. */
        AMBIGUOUS("AMBIGUOUS", "AMBIGUOUS");

        private final String ofTime;
        private final String ofBytes;

        Change(String ofTime, String ofBytes) {
            this.ofTime = ofTime;
            this.ofBytes = ofBytes;
        }

        /** The word for a time. */
        public String ofTime() {
            return ofTime;
        }

        /** The word for an allocation. */
        public String ofBytes() {
            return ofBytes;
        }
    }

    /** One quantity of both runs; the forks of both sides are pairs in their order. */
    public record Pair(double[][] before, double[][] after) {}

    /**
     * The judgement of one pair.
     *
     * @param corrected the probability by Holm's correction
     * @param why the reason for AMBIGUOUS; empty for any other verdict
     */
    public record Judgement(Change change, PairedForks paired, double corrected, String why) {}

    private final double threshold;

    /** @param threshold the least change that counts, above 0, as in 0.05 for 5 % */
    public Judge(double threshold) {
        this.threshold = threshold;
    }

    /** Judges quantities that belong together, in their order. */
    public List<Judgement> judge(List<Pair> pairs) {
        List<PairedForks> paired = pairs.stream().map(pair -> PairedForks.of(pair.before(), pair.after())).toList();
        double[] corrected = corrected(paired.stream().mapToDouble(PairedForks::p).toArray());
        List<Judgement> judgements = new ArrayList<>();
        for (int index = 0; index < corrected.length; index++) {
            judgements.add(judge(pairs.get(index), paired.get(index), corrected[index]));
        }
        return judgements;
    }

    /** Holm's correction: with many tests the chance of even one false alarm stays what that of a single test was. */
    private static double[] corrected(double[] probabilities) {
        int[] order = IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(index -> probabilities[index])).mapToInt(index -> index).toArray();
        double[] corrected = new double[order.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, (order.length - rank) * probabilities[order[rank]]));
            corrected[order[rank]] = largest;
        }
        return corrected;
    }

    private Judgement judge(Pair pair, PairedForks paired, double corrected) {
        Estimate ratio = paired.ratio();
        if (paired.pairs() < ENOUGH_FORKS) {
            return new Judgement(Change.AMBIGUOUS, paired, corrected,
                    "pairs of forks: " + paired.pairs() + ", a verdict needs " + ENOUGH_FORKS);
        }
        boolean twoGroupsBefore = Spread.of(pair.before()).bimodal();
        if (twoGroupsBefore || Spread.of(pair.after()).bimodal()) {
            return new Judgement(Change.AMBIGUOUS, paired, corrected,
                    "the forks of the " + (twoGroupsBefore ? "earlier" : "later") + " run fall into two groups");
        }
        boolean beyond = ratio.value() <= 1 / (1 + threshold) || ratio.value() >= 1 + threshold;
        if (beyond && corrected < FALSE_ALARMS && !ratio.holds(1)) {
            return new Judgement(ratio.value() < 1 ? Change.LESS : Change.MORE, paired, corrected, "");
        }
        if (ratio.low() > 1 / (1 + threshold) && ratio.high() < 1 + threshold) {
            return new Judgement(Change.SAME, paired, corrected, "");
        }
        return new Judgement(Change.AMBIGUOUS, paired, corrected, beyond
                ? "the change is not significant among so many cells"
                : "the interval reaches beyond the threshold");
    }
}
