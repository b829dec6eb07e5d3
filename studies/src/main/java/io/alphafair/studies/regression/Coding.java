package io.alphafair.studies.regression;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the columns of a table become predictors: numbers as they are, and categories as dummies. A coding that was made of
 * one table codes another one in the same way.
 *
 * @param numbers the columns of numbers
 * @param categories the columns of categories
 */
public record Coding(List<String> numbers, List<Category> categories) {
    /** More values than this are those of a column of ids or numbers. */
    private static final int MOST_VALUES = 100;

    /**
     * A column and its values in sorted order. The intercept stands for the first one.
     *
     * @param values at least one
     */
    public record Category(String column, List<String> values) {
        private static Category of(Table table, String column) {
            List<String> values = Arrays.stream(table.words(column)).distinct().sorted().toList();
            if (values.size() > MOST_VALUES) {
                throw new InvalidInputException(table.name() + ", column '" + column + "' has " + values.size()
                        + " different values: expected at most " + MOST_VALUES
                        + " of a category; give a column of numbers as a feature, and leave out a column of ids");
            }
            return new Category(column, values);
        }

        private String[] cells(Table table) {
            String[] cells = table.words(column);
            for (int row = 0; row < cells.length; row++) {
                if (!values.contains(cells[row])) {
                    throw new InvalidInputException(table.name() + " " + table.rowPlace(row) + ", column '" + column
                            + "' is '" + cells[row] + "': expected one of "
                            + values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "))
                            + ", which the model knows; correct the cell or drop the " + table.rowWord());
                }
            }
            return cells;
        }
    }

    /**
     * The coding with the categories' values in a table.
     *
     * @throws InvalidInputException if a column of categories is missing, has a missing value or too many values
     */
    public static Coding of(Table table, List<String> numbers, List<String> categories) {
        return new Coding(List.copyOf(numbers),
                categories.stream().map(column -> Category.of(table, column)).toList());
    }

    /**
     * The intercept, the numbers, then a dummy for each value of each category but its first.
     *
     * @throws InvalidInputException if a column is missing, a number is not finite, or a category has a value that the coding
     *             does not know
     */
    public DesignMatrix design(Table table) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        double[] ones = new double[table.rowCount()];
        Arrays.fill(ones, 1);
        names.add("1");
        columns.add(ones);
        for (String column : numbers) {
            names.add(column);
            columns.add(table.doubles(column));
        }
        for (Category category : categories) {
            String[] cells = category.cells(table);
            category.values().stream().skip(1).forEach(value -> {
                names.add(category.column() + "=" + value);
                columns.add(Arrays.stream(cells).mapToDouble(cell -> cell.equals(value) ? 1 : 0).toArray());
            });
        }
        return new DesignMatrix(List.copyOf(names), columns.toArray(double[][]::new));
    }
}
