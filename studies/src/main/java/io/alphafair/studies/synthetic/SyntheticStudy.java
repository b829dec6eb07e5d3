package io.alphafair.studies.synthetic;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.overlap.UncertifiedException;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.synthetic.GroupSettings.Range;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Overlapping groups: the generator, its frequencies, and models of groups judged on each other's people. */
public final class SyntheticStudy implements Study {
    private static final int LEAST_PEOPLE = 1_000;
    private static final int MOST_PEOPLE = 1_000_000;
    private static final String NO_FILE = "none";
    private static final GroupSettings SOURCE = GroupSettings.source(20, 0);
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
        return "People in overlapping groups (sex and race, or your own): the generator, linear models of all and of each group, and how "
                + "well each explains the other groups";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(new StudyOption("people", "N", "10000", "how many to analyse"),
                new StudyOption("features", "D", "20", "features per person"),
                new StudyOption("noise", "S", "0", "standard deviation of the labels' noise"),
                new StudyOption("attributes", "NAME:VALUE=P,...", SOURCE.attributes().stream().map(Attribute::text)
                        .collect(Collectors.joining("+")),
                        "probabilities of each attribute's values; + separates "
                                + "attributes"),
                new StudyOption("feature-range", "FROM,TO", "0,100", "where the features lie"),
                new StudyOption("weight-range", "FROM,TO", "0,100", "where the groups' weights lie"),
                new StudyOption("write", "FILE", NO_FILE, "also stream the data to a .npy or .csv file"),
                new StudyOption("drop-sensitive", "yes|no", "no", "write the file without the people's groups"),
                new StudyOption("rows", "N", "auto", "rows of the file, any number; auto is as many as are analysed"),
                new StudyOption("alpha", "A,...", "0,0.5,1,2,inf", "levels of fairness of the allocation"),
                new StudyOption("budget", "Q", "100", "what the allocation may spend"), StudyOption.seed(21));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        int people = arguments.integer("people", LEAST_PEOPLE, MOST_PEOPLE);
        GroupSettings settings = settings(arguments);
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
        } else if (arguments.isGiven("drop-sensitive")) {
            throw new InvalidInputException("--drop-sensitive without --write: expected a file that is written");
        }
        boolean withMemberships = arguments.choice("drop-sensitive", List.of("yes", "no")).equals("no");
        progress.at(0, "generating");
        GroupData data = new GroupData(settings, seed);
        double[][] table = table(data, people);
        requireBenefits(data, table);
        progress.at(0.2, "models");
        GroupModels models = GroupModels.fit(data, table, seed);
        progress.at(0.3, "other seeds");
        double[] globalBySeed = LongStream.rangeClosed(1, OTHER_SEEDS).mapToDouble(step -> {
            GroupData other = new GroupData(settings, seed + step);
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
            GroupFile.write(file, new GroupData(settings, seed), rows, withMemberships,
                    done -> progress.at(0.4 + 0.6 * done, "writing"));
            List<String> columns = GroupFile.columns(data, withMemberships);
            report.say(file + ": " + rows + " rows x " + columns.size() + " columns (" + String.join(", ", columns)
                    + ").");
        }
        return report;
    }

    private static GroupSettings settings(StudyArguments arguments) {
        List<Attribute> attributes;
        try {
            attributes = Attribute.parse(arguments.text("attributes"));
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--attributes: " + e.getMessage(), e);
        }
        return new GroupSettings(attributes, arguments.integer("features", 1, 1_000),
                range(arguments, "feature-range"), range(arguments, "weight-range"),
                arguments.number("noise", 0, 1e9));
    }

    private static Range range(StudyArguments arguments, String option) {
        double[] ends = arguments.numbers(option, -1e9, 1e9);
        if (ends.length != 2 || ends[0] >= ends[1]) {
            throw new InvalidInputException(
                    "--" + option + " is '" + arguments.text(option)
                            + "': expected FROM,TO with FROM < TO, as in 0,100");
        }
        return new Range(ends[0], ends[1]);
    }

    /** The least labels become benefits, which are not negative. */
    private static void requireBenefits(GroupData data, double[][] table) {
        double least = Arrays.stream(table).mapToDouble(row -> row[data.leastLabel()]).min().orElseThrow();
        if (least < 0) {
            throw new InvalidInputException("a label is " + least + ", and labels are benefits here: expected at least "
                    + "0; choose less --noise, or a --feature-range and a --weight-range from 0");
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
