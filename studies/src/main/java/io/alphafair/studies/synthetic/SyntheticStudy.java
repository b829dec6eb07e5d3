package io.alphafair.studies.synthetic;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.overlap.UncertifiedException;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Overlapping groups: the generator, its frequencies, and models of groups judged on each other's people. */
public final class SyntheticStudy implements Study {
    private static final int LEAST_PEOPLE = 1_000;
    private static final int MOST_PEOPLE = 1_000_000;
    private static final String NO_FILE = "none";
    /** How many other draws of the weights are looked at, with fewer people. */
    private static final int OTHER_SEEDS = 20;
    private static final int OTHER_PEOPLE = 5_000;

    /** The study. */
    public SyntheticStudy() {
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public String summary() {
        return "People in overlapping groups (sex and race): the generator, linear models of all and of each group, and how "
                + "well each explains the other groups";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(new StudyOption("people", "N", "10000", "how many to analyse"),
                new StudyOption("features", "D", "20", "features a person"),
                new StudyOption("noise", "S", "0", "standard deviation of the labels' noise"),
                new StudyOption("sex", "P,P", "0.5,0.5",
                        "probabilities of " + String.join(", ", Attribute.SEX.values())),
                new StudyOption("race", "P,...", "0.61,0.12,0.1,0.08,0.06,0.03",
                        "probabilities of " + String.join(", ", Attribute.RACE.values())),
                new StudyOption("write", "FILE", NO_FILE, "also stream the data to a .npy or .csv file"),
                new StudyOption("rows", "N", "auto", "rows of the file, any number; auto is as many as are analysed"),
                new StudyOption("alpha", "A,...", "0,0.5,1,2,inf", "levels of fairness of the allocation"),
                new StudyOption("budget", "Q", "100", "what the allocation may spend"), StudyOption.seed(21));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        int people = arguments.integer("people", LEAST_PEOPLE, MOST_PEOPLE);
        int features = arguments.integer("features", 1, 1_000);
        double noise = arguments.number("noise", 0, 1e9);
        long seed = arguments.seed();
        List<Fairness> fairnesses = arguments.fairnesses("alpha");
        double budget = arguments.positive("budget");
        boolean writes = !arguments.text("write").equals(NO_FILE);
        long rows = arguments.text("rows").equals("auto") ? people : arguments.count("rows");
        if (writes) {
            GroupFile.requireName(Path.of(arguments.text("write")));
        } else if (arguments.isGiven("rows")) {
            throw new InvalidInputException(
                    "--rows without --write: expected a file that the rows go to; --people is how "
                            + "many are analysed");
        }
        Attribute sex = Attribute.SEX.with(arguments.numbers("sex", 0, 1));
        Attribute race = Attribute.RACE.with(arguments.numbers("race", 0, 1));
        progress.at(0, "generating");
        GroupData data = new GroupData(features, noise, seed, sex, race);
        double[][] table = table(data, people);
        requireBenefits(data, table, arguments.text("noise"));
        progress.at(0.2, "models");
        GroupModels models = GroupModels.fit(data, table, seed);
        progress.at(0.3, "other seeds");
        double[] globalBySeed = LongStream.rangeClosed(1, OTHER_SEEDS).mapToDouble(step -> {
            GroupData other = new GroupData(features, noise, seed + step, sex, race);
            return GroupModels.global(other, table(other, Math.min(people, OTHER_PEOPLE)), seed + step);
        }).toArray();
        progress.at(0.4, "allocation");
        List<OverlapComparison> overlap;
        try {
            overlap = OverlapComparison.of(data, table, fairnesses, budget, seed);
        } catch (UncertifiedException e) {
            throw new InvalidInputException("--alpha is '" + arguments.text("alpha") + "': " + e.getMessage(), e);
        }
        StudyReport report = new SyntheticReport(data, table, models).write(overlap, globalBySeed);
        if (writes) {
            Path file = Path.of(arguments.text("write"));
            GroupFile.write(file, new GroupData(features, noise, seed, sex, race), rows,
                    done -> progress.at(0.4 + 0.6 * done, "writing"));
            report.say(file + ": " + rows + " rows x " + data.columns().size() + " columns ("
                    + String.join(", ", data.columns()) + ").");
        }
        return report;
    }

    /** The least labels become benefits, which are not negative. */
    private static void requireBenefits(GroupData data, double[][] table, String noise) {
        double least = Arrays.stream(table).mapToDouble(row -> row[data.leastLabel()]).min().orElseThrow();
        if (least < 0) {
            throw new InvalidInputException("--noise is '" + noise + "', which makes a label " + least
                    + ": expected labels of at least 0; choose less noise");
        }
    }

    private static double[][] table(GroupData data, int people) {
        double[][] table = new double[people][data.columns().size()];
        for (double[] row : table) {
            data.next(row);
        }
        return table;
    }
}
