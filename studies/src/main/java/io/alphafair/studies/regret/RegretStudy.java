package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.util.List;

/** {@code study regret}. */
public final class RegretStudy implements Study {
    /** The share of the progress bar before the many candidates. */
    private static final double BEFORE = 0.3;

    /** A study. */
    public RegretStudy() {
    }

    @Override
    public String name() {
        return "regret";
    }

    @Override
    public String summary() {
        return "Fairness without regret: the optima of all reasonable objectives, exactly, and the fairest of them.";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(
                new StudyOption("theta", "FROM,TO", "1/3,2/3",
                        "the reasonable weights of IQ, or with --table of the first attribute, as fractions or decimals; 0 and 1 "
                                + "themselves do not count"),
                new StudyOption("admit", "K", "2", "how many of the six students are admitted, 1 to 5"),
                new StudyOption("quota", "SHARE", "0.3",
                        "the quota selects a larger share of women, or with --table of the favoured (there at least one half if left out); "
                                + "a fraction or a decimal"),
                new StudyOption("n", "N", "100000", "random candidates"),
                new StudyOption("k", "K", "1000", "how many of them are admitted; with --table it has to be given"),
                new StudyOption("alpha", "FROM,TO", "0.5,4", "the reasonable alphas of the allocator; TO may be inf"),
                StudyOption.seed(0),
                new StudyOption("table", "FILE", "none",
                        "a CSV or Parquet table of candidates in place of the rest; k of them are selected"),
                new StudyOption("attributes", "COLUMN,...", "none",
                        "with --table: two attributes or more; of two theta weighs the first, and 1 - theta the second"),
                new StudyOption("scale", "S,...", "1",
                        "with --table: what each attribute is divided by; one number per attribute, or one for all"),
                new StudyOption("experts", "W:W,...", "none",
                        "with --table: by expert, the weights of the attributes, as in 2:1:1,1:2:1; the reasonable weights "
                                + "are their convex hull, in place of --theta"),
                new StudyOption("id", "COLUMN", "none",
                        "with --table: the column of the candidates' ids; left out, they are numbered by their lines, in "
                                + "Parquet by their rows"),
                new StudyOption("favoured", "COLUMN=VALUE", "none",
                        "with --table: the group that balance, share, at-least and --quota are about"),
                new StudyOption("group", "COLUMN,...", "none",
                        "with --table: the columns whose values together are the group, in place of --favoured"),
                new StudyOption("missing-group", "NAME", "none",
                        "with --table: the group of candidates whose group is missing; left out, they are refused"),
                new StudyOption("criterion", "WHAT", "balance",
                        "with --table, what is fair: balance (groups of equal numbers), share:SHARE, at-least:NUMBER or "
                                + "sum:COLUMN"),
                new StudyOption("half-width", "H,...", "none",
                        "with --table: how far each attribute may be off; shows who gains if such data are filled in for "
                                + "fairness"));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        String[] range = pair(arguments, "theta");
        Fraction from = fraction("theta", range[0]);
        Fraction to = fraction("theta", range[1]);
        if (from.compareTo(Fraction.ZERO) < 0 || from.compareTo(to) >= 0 || to.compareTo(Fraction.ONE) > 0) {
            throw new InvalidInputException("--theta is '" + arguments.text("theta")
                    + "': expected 0 <= FROM < TO <= 1, as in 1/3,2/3");
        }
        if (arguments.isGiven("table")) {
            return TableReport.of(arguments, from, to, progress);
        }
        for (String option : List.of("attributes", "scale", "experts", "id", "favoured", "group",
                "missing-group", "criterion", "half-width")) {
            if (arguments.isGiven(option)) {
                throw new InvalidInputException("--" + option + " without --table: expected a table of candidates");
            }
        }
        int admitted = arguments.integer("admit", 1, Students.ALL.size() - 1);
        Fraction quota = quota(arguments, admitted);
        int n = arguments.integer("n", 2, 10_000_000);
        int k = arguments.integer("k", 1, n - 1);
        pair(arguments, "alpha");
        double[] alphas = arguments.fairnesses("alpha").stream().mapToDouble(f -> f.alpha()).toArray();
        if (alphas[0] >= alphas[1]) {
            throw new InvalidInputException(
                    "--alpha is '" + arguments.text("alpha") + "': expected FROM < TO, as in 0.5,4");
        }
        long seed = arguments.seed();
        StudyReport report = new StudyReport();
        new StudentReport(report, admitted, from, to).add(quota);
        progress.at(0.2, "uncertain data, gradient ascent");
        OtherReports.addWarning(report, admitted);
        OtherReports.addAscent(report, from, to);
        OtherReports.addAllocator(report, alphas[0], alphas[1]);
        progress.at(BEFORE, "candidates");
        LargeReport.add(report, n, k, from, to, seed,
                done -> progress.at(BEFORE + (1 - BEFORE) * done, "breakpoints"));
        return report;
    }

    /** A share that as many women as there are can exceed. */
    private static Fraction quota(StudyArguments arguments, int admitted) {
        Fraction quota = fraction("quota", arguments.text("quota"));
        int women = (int) Students.ALL.stream().filter(Students.Student::isWoman).count();
        if (quota.compareTo(Fraction.ZERO) < 0 || quota.compareTo(Fraction.ONE) >= 0
                || Quota.least(quota, admitted) > Math.min(admitted, women)) {
            throw new InvalidInputException("--quota is '" + arguments.text("quota") + "' with " + admitted
                    + " admitted: expected at least 0 and less than "
                    + Fraction.of(Math.min(admitted, women), admitted) + ", because " + women
                    + " of the six students are women");
        }
        return quota;
    }

    static Fraction fraction(String option, String text) {
        try {
            return Fraction.parse(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--" + option + ": " + e.getMessage(), e);
        }
    }

    private static String[] pair(StudyArguments arguments, String option) {
        String[] parts = arguments.text(option).split(",", -1);
        if (parts.length != 2) {
            throw new InvalidInputException(
                    "--" + option + " is '" + arguments.text(option) + "': expected two numbers, FROM,TO");
        }
        return parts;
    }
}
