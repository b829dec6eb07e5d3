package io.alphafair.studies.fdfl;

import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.util.List;

/** The fair decision feedback loop: eight people, two resources, and predictions judged by their decisions. */
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
        return "Fair decision feedback loop: least squares, fair and end-to-end regression, judged by the assignment of two "
                + "resources to two groups that follows";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(
                new StudyOption("data", "linear|nonlinear", "linear", "the source document's first or second example"),
                new StudyOption("degree", "D", "auto", "of the polynomials, 1 to " + MOST_DEGREE
                        + "; auto is 1 for linear data, 2 for nonlinear"),
                new StudyOption("penalty", "W", "1", "weight of the accuracy disparity"),
                new StudyOption("points", "N", "1000", "random points at which the loss's slope is looked for"),
                StudyOption.seed(1));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        boolean linear = arguments.choice("data", List.of("linear", "nonlinear")).equals("linear");
        int degree = arguments.text("degree").equals("auto")
                ? linear ? 1 : 2
                : arguments.integer("degree", 1, MOST_DEGREE);
        double penalty = arguments.number("penalty", 0, MOST_PENALTY);
        Models models = Models.of(linear ? Example.linear() : Example.nonlinear(), degree);
        return new FdflReport(models, degree, penalty).write(arguments.integer("points", 1, 100_000), arguments.seed(),
                progress);
    }
}
