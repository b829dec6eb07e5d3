package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * People of a caller's table, the first group's first.
 *
 * @param row of the table, from 1, by person
 * @param groups the two groups' names, in sorted order
 * @param features {@code [feature][person]}
 * @param resources the names of the resources
 * @param benefit {@code [resource][person]}
 * @param available how many of each resource there are
 */
record OwnData(int[] row, List<String> groups, int firstGroupSize, double[][] features, List<String> resources,
        double[][] benefit, int[] available) {
    static final List<String> OPTIONS = List.of("feature", "benefit", "group", "counts");

    private static final int MOST_PEOPLE = 1_000;
    private static final int MOST_RESOURCES = 10;

    /** @throws InvalidInputException if an option is missing or refused, or the table is */
    static OwnData read(StudyArguments arguments) {
        for (String option : OPTIONS) {
            if (!arguments.isGiven(option)) {
                throw new InvalidInputException("--table without --" + option + ": expected --feature COLUMN,... "
                        + "--benefit COLUMN,... --group COLUMN and --counts N,... with it");
            }
        }
        List<String> resources = arguments.words("benefit");
        if (resources.size() < 2 || resources.size() > MOST_RESOURCES) {
            throw new InvalidInputException("--benefit is '" + arguments.text("benefit")
                    + "': expected 2 to " + MOST_RESOURCES + " columns, one per resource");
        }
        Table table = Table.read(Path.of(arguments.text("table")));
        if (table.rowCount() > MOST_PEOPLE) {
            throw new InvalidInputException(table.name() + " has " + table.rowCount() + " rows: expected at most "
                    + MOST_PEOPLE + " people; take a sample");
        }
        String[] group = table.strings(arguments.text("group"));
        List<String> groups = Arrays.stream(group).distinct().sorted().toList();
        if (groups.size() != 2 || groups.getFirst().isEmpty()) {
            throw new InvalidInputException(table.name() + ", column '" + arguments.text("group") + "' has the "
                    + groups.size() + " values '" + String.join("', '", groups.subList(0, Math.min(5, groups.size())))
                    + (groups.size() > 5 ? "', ..." : "'") + ": expected two groups, and a group for everybody");
        }
        int[] order = IntStream.range(0, group.length).boxed()
                .sorted(Comparator.comparing((Integer person) -> group[person])).mapToInt(Integer::intValue).toArray();
        int first = (int) Arrays.stream(group).filter(groups.getFirst()::equals).count();
        return new OwnData(Arrays.stream(order).map(person -> person + 1).toArray(), groups, first,
                columns(table, arguments.words("feature"), order), resources, columns(table, resources, order),
                counts(arguments, resources.size(), group.length));
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

    int size() {
        return row.length;
    }

    /** The mean benefit of a resource in a group, 0 or 1. */
    double mean(int resource, int group) {
        return Arrays.stream(benefit[resource], group == 0 ? 0 : firstGroupSize, group == 0 ? firstGroupSize : size())
                .average().orElseThrow();
    }
}
