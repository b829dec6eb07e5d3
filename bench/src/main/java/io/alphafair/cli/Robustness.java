package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.robust.FundedShares;
import io.alphafair.robust.Noise;
import io.alphafair.select.Backends;
import io.alphafair.studies.study.TextTable;

/** How far an outcome depends on noise in the benefits: who would be funded with other draws of them. */
final class Robustness {
    /** Whoever is funded in fewer draws may as well not be. */
    private static final double HALF = 0.5;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final People people;
    private final Plan plan;
    private final FundedShares shares;
    private final String seed;

    private Robustness(People people, Plan plan, FundedShares shares, long seed) {
        this.people = people;
        this.plan = plan;
        this.shares = shares;
        this.seed = "seed " + seed;
    }

    /**
     * Allocates for each draw.
     *
     * @param noise in the given order of the rows, as the options have it
     * @param deviations the standard deviations of a noise that is no share of the benefits; else null
     * @throws InvalidInputException if the noise or the number of draws is refused
     */
    static Robustness of(People people, Plan plan, Outcome outcome, NoiseOptions noise, Matrix deviations,
            double[] weights) {
        FundedShares.Question question = new FundedShares.Question(outcome.allocation().fairness(),
                outcome.allocation().totalBudget(), weights, plan.doses().oneItemEach());
        try (Backend backend = Backends.open(outcome.answer().backend());
                Matrix ordered = deviations == null ? null : ordered(plan, deviations)) {
            Noise drawn = ordered == null ? Noise.ofShare(noise.share()) : Noise.ofDeviation(ordered);
            return new Robustness(people, plan,
                    FundedShares.of(backend, plan.people(), drawn, question, noise.draws(), noise.seed()),
                    noise.seed());
        }
    }

    /** A copy in the order of the solved rows. */
    private static Matrix ordered(Plan plan, Matrix deviations) {
        Matrix ordered = Matrix.allocate(deviations.rows(), deviations.columns());
        boolean isShared = deviations.rows() != plan.people().individualCount();
        for (long row = 0; row < deviations.rows(); row++) {
            long from = isShared ? row : plan.givenRow(row);
            for (int column = 0; column < deviations.columns(); column++) {
                ordered.set(row, column, deviations.get(from, column));
            }
        }
        return ordered;
    }

    /** The share of the draws in which a person is funded. */
    double share(long row) {
        return shares.share(plan.solvedRow(row));
    }

    /** What the noise changes, for the groups and in one sentence. */
    String text(Outcome outcome) {
        TextTable table = new TextTable(
                "Mean benefit by group with noise in the benefits, " + shares.draws() + " draws, "
                        + seed,
                "group", "without noise", "5 % of the draws below", "5 % above");
        for (int group = 0; group < outcome.groupCount(); group++) {
            table.row(people.groupName(group), Numbers.text(outcome.meanBenefit(group)),
                    Numbers.text(shares.utilityQuantile(group, LOW)),
                    Numbers.text(shares.utilityQuantile(group, HIGH)));
        }
        long funded = outcome.funded().stream().mapToLong(entry -> entry.row()).distinct().count();
        long doubtful = outcome.funded().stream().mapToLong(entry -> entry.row()).distinct()
                .filter(row -> share(row) < HALF).count();
        return "\n" + table.toText()
                + """
                        These means count the benefits as drawn. They tend to be higher, because those come first whose draw was high.
                        """
                + "Of the " + funded + " people who are reached, " + doubtful
                + " would be reached in fewer than half of the draws.\n";
    }
}
