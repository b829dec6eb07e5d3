package io.alphafair.bench.compare;

import io.alphafair.bench.statistics.ForkSamples;
import io.alphafair.bench.statistics.Holm;
import io.alphafair.bench.statistics.PairedForks;
import io.alphafair.bench.statistics.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges many quantities of two runs at once. FASTER and SLOWER take all of: {@link #ENOUGH_FORKS} pairs of forks; a test
 * that says so after Holm's correction over everything that is judged together; a 95 % bootstrap interval without 1; a
 * change of the threshold or more; and no side whose forks fall into two groups. SAME takes an interval within the
 * threshold. The rest is AMBIGUOUS.
 */
public final class Judge {
    /** With fewer forks a side nothing but AMBIGUOUS is said. */
    public static final int ENOUGH_FORKS = 6;
    /** How often at most equal quantities, judged together, have any of them called changed: times and bytes make 5 %. */
    public static final double FALSE_ALARMS = 0.025;

    /** One quantity of both runs. */
    public record Pair(ForkSamples before, ForkSamples after) {}

    /**
     * The judgement of one.
     *
     * @param corrected the probability by Holm's correction
     * @param why what stands in the way of more than AMBIGUOUS; empty if nothing does
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
        double[] corrected = Holm.correct(paired.stream().mapToDouble(PairedForks::p).toArray());
        List<Judgement> judgements = new ArrayList<>();
        for (int index = 0; index < corrected.length; index++) {
            judgements.add(judge(pairs.get(index), paired.get(index), corrected[index]));
        }
        return judgements;
    }

    private Judgement judge(Pair pair, PairedForks paired, double corrected) {
        double ratio = paired.ratio().value();
        if (paired.pairs() < ENOUGH_FORKS) {
            return new Judgement(Change.AMBIGUOUS, paired, corrected, paired.pairs() + " forks, fewer than "
                    + ENOUGH_FORKS + ": nothing can be said");
        }
        if (Spread.of(pair.before()).bimodal() || Spread.of(pair.after()).bimodal()) {
            return new Judgement(Change.AMBIGUOUS, paired, corrected, "forks fall into two groups "
                    + (Spread.of(pair.before()).bimodal() ? "before" : "after"));
        }
        boolean beyond = ratio <= 1 / (1 + threshold) || ratio >= 1 + threshold;
        boolean sure = corrected < FALSE_ALARMS && !paired.ratio().holds(1);
        if (beyond && sure) {
            return new Judgement(ratio < 1 ? Change.LESS : Change.MORE, paired, corrected, "");
        }
        if (paired.ratio().low() > 1 / (1 + threshold) && paired.ratio().high() < 1 + threshold) {
            return new Judgement(Change.SAME, paired, corrected, "");
        }
        return new Judgement(Change.AMBIGUOUS, paired, corrected,
                beyond ? "too noisy for so many cells" : "too noisy to call it the same");
    }
}
