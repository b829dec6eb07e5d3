package io.alphafair.studies.regression;

import io.alphafair.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The predictors of a linear model: an intercept, numbers as they are, and categories as dummies.
 *
 * @param names a name a predictor: {@code 1}, {@code age}, {@code health=poor}
 * @param columns the predictors' values, {@code columns[predictor][row]}
 */
public record DesignMatrix(List<String> names, double[][] columns) {

    /**
     * The intercept, the numeric columns, then a dummy for each value of each categorical column but its first in sorted
     * order, which the intercept stands for.
     *
     * @throws io.alphafair.InvalidInputException if a column is missing or a numeric cell is not a finite number
     */
    public static DesignMatrix of(Table table, List<String> numeric, List<String> categorical) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        double[] ones = new double[table.rowCount()];
        Arrays.fill(ones, 1);
        names.add("1");
        columns.add(ones);
        for (String column : numeric) {
            names.add(column);
            columns.add(table.doubles(column));
        }
        for (String column : categorical) {
            String[] cells = table.strings(column);
            Arrays.stream(cells).distinct().sorted().skip(1).forEach(value -> {
                names.add(column + "=" + value);
                columns.add(Arrays.stream(cells).mapToDouble(cell -> cell.equals(value) ? 1 : 0).toArray());
            });
        }
        return new DesignMatrix(List.copyOf(names), columns.toArray(double[][]::new));
    }

    /** The number of rows. */
    public int rowCount() {
        return columns[0].length;
    }

    /** The number of predictors, the intercept included. */
    public int predictorCount() {
        return columns.length;
    }
}
