package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.util.List;
import java.util.Map;

/** Decision-focused learning on the survey NMES 1988: two stages, end to end, and SPO+. */
public final class NmesStudy implements Study {
    private static final Map<String, Grouping> GROUPINGS = Map.of("4", Grouping.SEX_AND_RACE, "8",
            Grouping.SEX_RACE_AND_MEDICAID);
    private static final int MOST_SPLITS = 1_000;
    private static final int LEAST_BATCH = 10;
    private static final int MOST_BATCH = 800;
    /** The share of the progress bar that the comparison takes. */
    private static final double COMPARISON = 0.9;
    private static final double FRONTIER = 0.93;

    /** The study. */
    public NmesStudy() {
    }

    @Override
    public String name() {
        return "nmes";
    }

    @Override
    public String summary() {
        return "Decision-focused learning on 4,406 people: predict visits, allocate a budget, compare two-stage training, "
                + "end-to-end training through the allocator's gradient, and SPO+ by the welfare they lose";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(new StudyOption("groups", "4|8", "4", "sex x race, or sex x race x medicaid"),
                new StudyOption("alpha", "A,...", "0.5,1,2,inf", "levels of fairness, above 0"),
                new StudyOption("budget", "Q,...", "10,100,1000",
                        "budgets a decision, in visits to a physician's office"),
                new StudyOption("splits", "N", "20", "random splits into training and test"),
                new StudyOption("batch", "M", "100", "people in a mini-batch and in a test decision"),
                new StudyOption("epochs", "N", "60", "passes over the training set"),
                new StudyOption("rate", "R", "0.02", "Adam's step size"),
                new StudyOption("temperature", "T", "0.3", "of the smoothed winner"),
                new StudyOption("floor", "V", "0.1", "visits added to everybody's, so that no welfare is infinite"),
                StudyOption.seed(1));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        Grouping grouping = GROUPINGS
                .get(arguments.choice("groups", GROUPINGS.keySet().stream().sorted().toList()));
        List<Fairness> fairnesses = arguments.fairnesses("alpha");
        if (fairnesses.contains(Fairness.UTILITARIAN)) {
            throw new InvalidInputException("--alpha has 0: expected numbers above 0; alpha 0 is what the price of "
                    + "fairness is measured against");
        }
        double[] budgets = arguments.numbers("budget", 1e-6, 1e12);
        Settings settings = new Settings(List.of(Method.values()), fairnesses, 1,
                arguments.integer("splits", 1, MOST_SPLITS), arguments.seed(),
                arguments.integer("batch", LEAST_BATCH, MOST_BATCH), arguments.integer("epochs", 1, 100_000), 0,
                arguments.number("rate", 1e-6, 1), arguments.number("temperature", 1e-3, 100));
        People people = People.survey(grouping, arguments.number("floor", 1e-6, 1e3));
        progress.at(0, "training");
        Comparison comparison = Comparison.run(people, settings,
                (done, what) -> progress.at(COMPARISON * done, what));
        progress.at(COMPARISON, "epochs by backend");
        List<EpochTimes.Row> times = EpochTimes.measure(people, settings);
        progress.at(FRONTIER, "frontier");
        double budget = budgets[budgets.length / 2];
        Frontier frontier = Frontier.of(people, settings, budget);
        return new NmesReport(people, settings, comparison).write(budgets, times, frontier);
    }
}
