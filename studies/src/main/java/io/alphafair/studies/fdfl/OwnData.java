package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * People of a caller's table, the first group's first.
 *
 * @param rowWord what a row of the file is called: line or row
 * @param row its number, by person
 * @param groups the two groups' names, in sorted order
 * @param featureNames the names of the features
 * @param features {@code [feature][person]}
 * @param resources the names of the resources
 * @param benefit {@code [resource][person]}
 * @param available how many of each resource there are
 */
record OwnData(String rowWord, long[] row, List<String> groups, int firstGroupSize, List<String> featureNames,
        double[][] features,
        List<String> resources, double[][] benefit, int[] available) {
    /** What a table needs. */
    static final List<String> REQUIRED = List.of("feature", "benefit", "group", "counts");
    /** What only a table may have. */
    static final String MISSING_GROUP = "missing-group";

    private static final int MOST_PEOPLE = 1_000;
    private static final int MOST_RESOURCES = 10;
    /** Squares of larger benefits, or of smaller ones, leave the range of doubles. */
    private static final double LARGEST_BENEFIT = 1e100;

    /** @throws InvalidInputException if an option is missing or refused, or the table is */
    static OwnData read(StudyArguments arguments) {
        for (String option : REQUIRED) {
            if (!arguments.isGiven(option)) {
                throw new InvalidInputException("--table without --" + option + ": expected --feature COLUMN,... "
                        + "--benefit COLUMN,... --group COLUMN and --counts N,... with it");
            }
        }
        arguments.requireApart("feature", "benefit");
        List<String> features = arguments.columns("feature");
        List<String> resources = arguments.columns("benefit");
        if (resources.size() < 2 || resources.size() > MOST_RESOURCES) {
            throw new InvalidInputException("--benefit is '" + arguments.text("benefit")
                    + "': expected 2 to " + MOST_RESOURCES + " columns, one per resource");
        }
        Table table = Table.read(Path.of(arguments.text("table")));
        if (table.rowCount() > MOST_PEOPLE) {
            throw new InvalidInputException(table.name() + " has " + table.rowCount() + " rows: expected at most "
                    + MOST_PEOPLE + " people; take a sample");
        }
        GroupLabels labels = GroupLabels.of(table, List.of(arguments.text("group")),
                arguments.isGiven(MISSING_GROUP) ? arguments.text(MISSING_GROUP) : null);
        List<String> groups = labels.values().stream().map(List::getFirst).toList();
        requireTwo(groups, table, arguments.text("group"));
        int[] label = labels.labels();
        int[] order = IntStream.range(0, label.length).boxed()
                .sorted(Comparator.comparingInt(person -> label[person])).mapToInt(Integer::intValue).toArray();
        double[][] benefit = columns(table, resources, order);
        requireRange(benefit, table, resources);
        return new OwnData(table.rowWord(), Arrays.stream(order).mapToLong(table::rowNumber).toArray(), groups,
                (int) Arrays.stream(label).filter(group -> group == 0).count(), features,
                columns(table, features, order), resources, benefit,
                counts(arguments, resources.size(), label.length));
    }

    private static void requireTwo(List<String> groups, Table table, String column) {
        if (groups.size() != 2) {
            throw new InvalidInputException(table.name() + ", column '" + column + "' has the " + groups.size()
                    + " values '" + String.join("', '", groups.subList(0, Math.min(5, groups.size())))
                    + (groups.size() > 5 ? "', ..." : "'")
                    + ": expected two groups; name another column or drop the " + table.rowWord()
                    + "s of other groups");
        }
    }

    private static void requireRange(double[][] benefit, Table table, List<String> resources) {
        double largest = Arrays.stream(benefit).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
        if (largest > LARGEST_BENEFIT || largest > 0 && largest < 1 / LARGEST_BENEFIT) {
            throw new InvalidInputException(table.name() + ": the largest size of a benefit in the columns "
                    + String.join(", ", resources) + " is " + largest + ": expected 0, or a number from "
                    + 1 / LARGEST_BENEFIT + " to " + LARGEST_BENEFIT + "; take another unit");
        }
    }

    private static double[][] columns(Table table, List<String> names, int[] order) {
        return names.stream().map(table::doubles)
                .map(values -> Arrays.stream(order).mapToDouble(person -> values[person]).toArray())
                .toArray(double[][]::new);
    }

    private static int[] counts(StudyArguments arguments, int resources, int people) {
        int[] counts = arguments.integers("counts", 0, 1_000_000_000);
        if (counts.length != resources || Arrays.stream(counts).asLongStream().sum() < people) {
            throw new InvalidInputException("--counts is '" + arguments.text("counts") + "' for " + people
                    + " people and " + resources + " resources: expected a number per resource, and in all at least as "
                    + "many as people, because everybody gets one; for 'nothing' add a column of zeros");
        }
        return counts;
    }

    /** The names of the resources that an assignment gives. */
    List<String> names(int[] resourceOf) {
        return Arrays.stream(resourceOf).mapToObj(resources::get).toList();
    }

    int size() {
        return row.length;
    }

    /** The number of people of a group, 0 or 1. */
    int groupSize(int group) {
        return group == 0 ? firstGroupSize : size() - firstGroupSize;
    }

    /** The mean benefit of a resource in a group, 0 or 1. */
    double mean(int resource, int group) {
        return Arrays.stream(benefit[resource], group == 0 ? 0 : firstGroupSize, group == 0 ? firstGroupSize : size())
                .average().orElseThrow();
    }
}
