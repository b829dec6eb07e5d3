package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the rows of a table are called.
 *
 * @param heading {@code id}, or {@code line} or {@code row} where rows are called by their numbers in the file
 * @param names one per row, each once
 */
public record RowNames(String heading, String[] names) {

    /**
     * The names of all rows.
     *
     * @param column the column of the ids, or null to call rows by their numbers in the file
     * @throws InvalidInputException if there is no such column, or an id is empty or there twice
     */
    public static RowNames of(Table table, String column) {
        return column == null
                ? new RowNames(table.rowWord(), IntStream.range(0, table.rowCount())
                        .mapToObj(row -> Long.toString(table.rowNumber(row))).toArray(String[]::new))
                : new RowNames("id", ids(table, column));
    }

    private static String[] ids(Table table, String column) {
        String[] ids = table.strings(column);
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < ids.length; row++) {
            if (ids[row].isEmpty()) {
                throw new InvalidInputException(table.name() + " " + table.rowPlace(row) + ", column '" + column
                        + "' is empty: expected an id for everybody; correct it or leave out --id");
            }
            Integer earlier = rows.put(ids[row], row);
            if (earlier != null) {
                throw new InvalidInputException(table.name() + ", column '" + column + "' has '" + ids[row]
                        + "' in " + table.rowWord() + "s " + table.rowNumber(earlier) + " and " + table.rowNumber(row)
                        + ": expected each id once; correct one or leave out --id");
            }
        }
        return ids;
    }
}
