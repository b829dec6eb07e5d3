package io.alphafair.cli;

import io.alphafair.Matrix;
import io.alphafair.studies.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of people as a problem: one row per person, items and groups in its columns. */
final class People {
    private final Table table;

    People(Table table) {
        this.table = table;
    }

    /** N x T from T columns. */
    Matrix matrix(List<String> columns) {
        double[][] values = new double[columns.size()][];
        for (int item = 0; item < values.length; item++) {
            values[item] = table.doubles(columns.get(item));
        }
        Matrix matrix = Matrix.allocate(table.rowCount(), columns.size());
        for (int row = 0; row < table.rowCount(); row++) {
            for (int item = 0; item < values.length; item++) {
                matrix.set(row, item, values[item][row]);
            }
        }
        return matrix;
    }

    /**
     * Groups by the distinct values of these columns together, numbered in sorted order.
     *
     * @param labels one per row
     * @param names as in {@code gender=female afam=no}, one per group
     */
    record Grouping(int[] labels, List<String> names) {}

    Grouping groups(List<String> columns) {
        List<String[]> cells = columns.stream().map(table::strings).toList();
        List<String[]> rows = new ArrayList<>();
        TreeMap<String[], Integer> number = new TreeMap<>(Arrays::compare);
        for (int row = 0; row < table.rowCount(); row++) {
            int place = row;
            rows.add(cells.stream().map(column -> column[place]).toArray(String[]::new));
            number.put(rows.getLast(), 0);
        }
        List<String> names = new ArrayList<>();
        for (var entry : number.entrySet()) {
            entry.setValue(names.size());
            names.add(IntStream.range(0, columns.size())
                    .mapToObj(place -> columns.get(place) + "=" + entry.getKey()[place])
                    .collect(Collectors.joining(" ")));
        }
        return new Grouping(rows.stream().mapToInt(number::get).toArray(), names);
    }
}
