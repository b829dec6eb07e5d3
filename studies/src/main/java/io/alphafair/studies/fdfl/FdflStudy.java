package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.util.List;

/** The fair decision feedback loop: predictions of benefits, judged by the assignment that follows from them. */
public final class FdflStudy implements Study {
    private static final int MOST_DEGREE = 100;
    private static final double MOST_PENALTY = 1e6;

    /** The study. */
    public FdflStudy() {
    }

    @Override
    public String name() {
        return "fdfl";
    }

    @Override
    public String summary() {
        return "Fair decision feedback loop: least squares, fair and end-to-end regression, judged by the assignment of "
                + "resources to two groups that follows; the source document's examples or your own people";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(
                new StudyOption("data", "linear|nonlinear", "linear", "the source document's first or second example"),
                new StudyOption("degree", "D", "auto", "of the polynomials, 1 to " + MOST_DEGREE
                        + "; auto is 1 for linear data, 2 for nonlinear"),
                new StudyOption("penalty", "W", "1", "weight of the accuracy disparity"),
                new StudyOption("table", "FILE", "none",
                        "a CSV or Parquet table of people in place of the examples; everybody gets one resource"),
                new StudyOption("feature", "COLUMN,...", "none", "with --table: what benefits are predicted from"),
                new StudyOption("benefit", "COLUMN,...", "none", "with --table: the true benefits, one per resource"),
                new StudyOption("group", "COLUMN", "none", "with --table: the column of the two groups"),
                new StudyOption(OwnData.MISSING_GROUP, "NAME", "none",
                        "with --table: the group of people whose value is missing; else they are refused"),
                new StudyOption("counts", "N,...", "none", "with --table: how many of each resource there are"),
                new StudyOption("points", "N", "1000", "random points at which the loss's slope is looked for"),
                StudyOption.seed(1));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        double penalty = arguments.number("penalty", 0, MOST_PENALTY);
        if (arguments.isGiven("table")) {
            requireNone(arguments, List.of("data", "degree", "points", "seed"), "with --table: expected --feature, "
                    + "--benefit, --group, --missing-group, --counts and --penalty only; leave it out");
            return OwnReport.of(OwnData.read(arguments), penalty, IntegerSolver::ojAlgo, progress);
        }
        for (List<String> options : List.of(OwnData.REQUIRED, List.of(OwnData.MISSING_GROUP))) {
            requireNone(arguments, options, "without --table: expected a table of people");
        }
        boolean linear = arguments.choice("data", List.of("linear", "nonlinear")).equals("linear");
        int degree = arguments.text("degree").equals("auto")
                ? linear ? 1 : 2
                : arguments.integer("degree", 1, MOST_DEGREE);
        Models models = Models.of(linear ? Example.linear() : Example.nonlinear(), degree);
        return new FdflReport(models, degree, penalty).write(arguments.integer("points", 1, 100_000), arguments.seed(),
                progress);
    }

    private static void requireNone(StudyArguments arguments, List<String> options, String expected) {
        for (String option : options) {
            if (arguments.isGiven(option)) {
                throw new InvalidInputException("--" + option + " " + expected);
            }
        }
    }
}
