package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One group for each combination of values that some columns of a table take together, numbered in sorted order of these
 * values.
 *
 * @param columns the names of the columns
 * @param values the values of each group, one per column
 * @param labels the group of each row, in {@code 0..values.size()-1}
 */
public record GroupLabels(List<String> columns, List<List<String>> values, int[] labels) {

    /**
     * Groups the rows of a table; every group has a member.
     *
     * @throws InvalidInputException if there is no such column, or a value is missing
     */
    public static GroupLabels of(Table table, List<String> columns) {
        return of(table, columns, null);
    }

    /**
     * Groups the rows of a table; every group has a member.
     *
     * @param missing the value of those whose value is missing, or null to refuse them
     * @throws InvalidInputException if there is no such column, or a value is missing and {@code missing} null
     */
    public static GroupLabels of(Table table, List<String> columns, String missing) {
        List<String[]> cells = columns.stream().map(column -> known(table, column, missing)).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            int at = row;
            rows.add(cells.stream().map(column -> column[at]).toList());
        }
        TreeSet<List<String>> distinct = new TreeSet<>(GroupLabels::compare);
        distinct.addAll(rows);
        List<List<String>> values = List.copyOf(distinct);
        int[] labels = rows.stream().mapToInt(row -> Collections.binarySearch(values, row, GroupLabels::compare))
                .toArray();
        return new GroupLabels(List.copyOf(columns), values, labels);
    }

    private static String[] known(Table table, String column, String missing) {
        String[] values = table.strings(column);
        int first = -1;
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (Cell.isMissing(values[row])) {
                first = first < 0 ? row : first;
                count++;
                if (missing != null) {
                    values[row] = Cell.clean(missing);
                }
            }
        }
        if (count > 0 && missing == null) {
            throw new InvalidInputException(table.name() + " " + table.rowPlace(first) + ", column '" + column
                    + "' is '" + values[first] + "', a missing value"
                    + (count == 1 ? "" : ", and " + (count - 1) + " below it are missing too")
                    + ": expected a group for everybody; correct or drop such " + table.rowWord()
                    + "s, or name a group for them with "
                    + "--missing-group NAME");
        }
        return values;
    }

    private static int compare(List<String> left, List<String> right) {
        for (int column = 0; column < left.size(); column++) {
            int order = left.get(column).compareTo(right.get(column));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The groups as {@code sex=f old=no}, one per group, in the order of their labels. */
    public List<String> names() {
        return values.stream()
                .map(group -> IntStream.range(0, columns.size())
                        .mapToObj(place -> columns.get(place) + "=" + group.get(place))
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
