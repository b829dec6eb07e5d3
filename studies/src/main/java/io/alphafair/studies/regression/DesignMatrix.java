package io.alphafair.studies.regression;

import io.alphafair.tables.Table;
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
     * @throws io.alphafair.InvalidInputException as {@link Coding#of} and {@link Coding#design}
     */
    public static DesignMatrix of(Table table, List<String> numeric, List<String> categorical) {
        return Coding.of(table, numeric, categorical).design(table);
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
