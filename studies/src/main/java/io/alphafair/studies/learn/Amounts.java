package io.alphafair.studies.learn;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.Table;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * Costs or caps: columns of a table, or constants, one per item or one for all.
 *
 * @param option what messages call the constants, as in {@code --cost-values}
 * @param columns empty for constants
 * @param constants allowed ones; empty for columns
 */
record Amounts(String option, List<String> columns, double[] constants) {
    static Amounts ofColumns(String option, List<String> columns) {
        return new Amounts(option, columns, new double[0]);
    }

    static Amounts ofConstants(String option, double... constants) {
        return new Amounts(option, List.of(), constants);
    }

    /**
     * N x T, row by row.
     *
     * @param allowed which amounts in columns make sense
     * @param expected how messages call them
     * @throws InvalidInputException if the amounts are neither one nor {@code items}, or one is not allowed
     */
    double[] of(Table table, int items, DoublePredicate allowed, String expected) {
        int given = columns.isEmpty() ? constants.length : columns.size();
        if (given != 1 && given != items) {
            throw new InvalidInputException(option + " has " + given + " for " + items
                    + " items: expected one per item, or one for all");
        }
        double[] amounts = new double[table.rowCount() * items];
        for (int item = 0; item < items; item++) {
            int place = given == 1 ? 0 : item;
            if (columns.isEmpty()) {
                for (int row = 0; row < table.rowCount(); row++) {
                    amounts[row * items + item] = constants[place];
                }
            } else {
                scatter(checked(table, columns.get(place), allowed, expected), amounts, item, items);
            }
        }
        return amounts;
    }

    /** The numbers of a column, all of which are allowed. */
    static double[] checked(Table table, String column, DoublePredicate allowed, String expected) {
        double[] values = table.doubles(column);
        for (int row = 0; row < values.length; row++) {
            if (!allowed.test(values[row])) {
                throw new InvalidInputException(table.name() + " " + table.rowPlace(row) + ", column '" + column
                        + "' is '" + table.strings(column)[row] + "': expected " + expected
                        + "; correct the cell or drop the " + table.rowWord());
            }
        }
        return values;
    }

    /** Writes a column into a matrix of that many columns, row by row. */
    static void scatter(double[] values, double[] into, int column, int columns) {
        for (int row = 0; row < values.length; row++) {
            into[row * columns + column] = values[row];
        }
    }
}
