package io.alphafair.studies.learn;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regression.Coding;
import io.alphafair.studies.regression.DesignMatrix;
import io.alphafair.tables.Table;
import java.util.Arrays;
import java.util.List;

/**
 * How a table becomes the numbers that a model is trained on: an intercept, and predictors of mean 0 and standard deviation
 * 1. Another table is shifted and scaled as the first one was.
 *
 * @param mean subtracted from each predictor; 0 for the intercept
 * @param deviation what each predictor is divided by; 1 for the intercept
 */
record Predictors(Coding coding, double[] mean, double[] deviation) {

    /** @throws InvalidInputException if a column is missing, not of its kind, or the same in all rows */
    static Predictors of(Table table, List<String> numbers, List<String> categories) {
        Coding coding = Coding.of(table, numbers, categories);
        requireVaried(table, coding);
        DesignMatrix design = coding.design(table);
        double[] mean = new double[design.predictorCount()];
        double[] deviation = new double[mean.length];
        deviation[0] = 1;
        for (int column = 1; column < mean.length; column++) {
            double[] values = design.columns()[column];
            double middle = Arrays.stream(values).average().orElseThrow();
            mean[column] = middle;
            deviation[column] = Math.sqrt(
                    Arrays.stream(values).map(value -> (value - middle) * (value - middle)).average().orElseThrow());
            if (!(deviation[column] > 0 && deviation[column] <= Double.MAX_VALUE)) {
                throw new InvalidInputException(table.name() + ", column '" + design.names().get(column)
                        + "' differs too little or too much to be scaled: expected another unit; divide or multiply it");
            }
        }
        return new Predictors(coding, mean, deviation);
    }

    private static void requireVaried(Table table, Coding coding) {
        for (String column : coding.numbers()) {
            double[] values = table.doubles(column);
            if (Arrays.stream(values).allMatch(value -> value == values[0])) {
                throw constant(table, column);
            }
        }
        for (Coding.Category category : coding.categories()) {
            if (category.values().size() == 1) {
                throw constant(table, category.column());
            }
        }
    }

    private static InvalidInputException constant(Table table, String column) {
        return new InvalidInputException(table.name() + ", column '" + column
                + "' is the same in all rows: expected a column from which a model can learn; leave it out");
    }

    /** P, the intercept included. */
    int count() {
        return mean.length;
    }

    /**
     * The predictors of a table, N x P, row by row.
     *
     * @throws InvalidInputException as {@link Coding#design}
     */
    double[] values(Table table) {
        DesignMatrix design = coding.design(table);
        double[] values = new double[table.rowCount() * count()];
        for (int column = 0; column < count(); column++) {
            for (int row = 0; row < table.rowCount(); row++) {
                values[row * count() + column] = (design.columns()[column][row] - mean[column]) / deviation[column];
            }
        }
        return values;
    }
}
