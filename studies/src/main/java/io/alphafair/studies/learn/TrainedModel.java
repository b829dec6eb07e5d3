package io.alphafair.studies.learn;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regression.Coding;
import io.alphafair.studies.study.OutputFile;
import io.alphafair.tables.CsvFile;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that can be used on other tables: a CSV table with one row per predictor, and one column of weights per item. The
 * logarithm of a predicted benefit is the sum of {@code weight * (x - mean) / deviation}; x is 1 for the intercept, the
 * number in a column of numbers, and for a value of a category 1 where the cell has this value and else 0. The first value of
 * a category has weights of 0.
 *
 * @param predictors how a table becomes the numbers that the weights are for
 * @param itemNames T names
 */
record TrainedModel(Predictors predictors, List<String> itemNames, LogLinearModel model) {
    private static final String INTERCEPT = "intercept";
    private static final String NUMBER = "number";
    private static final String CATEGORY = "category";
    private static final List<String> PREDICTOR_COLUMNS = List.of("kind", "column", "value", "mean", "deviation");
    private static final String WEIGHT = "weight_";

    /** N x T, row by row. */
    double[] predict(Table table) {
        double[] predicted = new double[table.rowCount() * itemNames.size()];
        model.predict(predictors.values(table), predicted);
        return predicted;
    }

    /** @throws InvalidInputException if the file cannot be written */
    void write(Path file) {
        List<String> columns = new ArrayList<>(PREDICTOR_COLUMNS);
        itemNames.forEach(item -> columns.add(WEIGHT + item));
        OutputFile.write(file, columns, next -> rows().forEach(next));
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(INTERCEPT, "", "", 0));
        for (String column : predictors.coding().numbers()) {
            rows.add(row(NUMBER, column, "", rows.size()));
        }
        int predictor = rows.size();
        for (Coding.Category category : predictors.coding().categories()) {
            rows.add(row(CATEGORY, category.column(), category.values().getFirst(), -1));
            for (String value : category.values().subList(1, category.values().size())) {
                rows.add(row(CATEGORY, category.column(), value, predictor++));
            }
        }
        return rows;
    }

    /** @param predictor its place, or -1 for what the intercept stands for */
    private List<String> row(String kind, String column, String value, int predictor) {
        List<String> cells = new ArrayList<>(List.of(kind, column, value,
                CsvFile.number(predictor < 0 ? 0 : predictors.mean()[predictor]),
                CsvFile.number(predictor < 0 ? 1 : predictors.deviation()[predictor])));
        for (int item = 0; item < itemNames.size(); item++) {
            cells.add(CsvFile.number(predictor < 0 ? 0 : model.weights()[predictor * itemNames.size() + item]));
        }
        return cells;
    }

    /** @throws InvalidInputException if the file is no such model */
    static TrainedModel read(Path file) {
        Table table = Table.read(file);
        List<String> items = table.columns().stream().filter(column -> column.startsWith(WEIGHT))
                .map(column -> column.substring(WEIGHT.length())).toList();
        if (items.isEmpty()) {
            throw new InvalidInputException(table.name() + " has no column " + WEIGHT
                    + "ITEM: expected a model, as study train --save writes it");
        }
        Reading reading = new Reading(table);
        for (int row = 0; row < table.rowCount(); row++) {
            reading.add(row);
        }
        Coding coding = new Coding(reading.numbers,
                reading.categories.stream().map(c -> new Coding.Category(c.getFirst(), c.subList(1, c.size())))
                        .toList());
        int count = reading.places.size();
        double[] weights = new double[count * items.size()];
        for (int item = 0; item < items.size(); item++) {
            double[] column = table.doubles(WEIGHT + items.get(item));
            for (int predictor = 0; predictor < count; predictor++) {
                weights[predictor * items.size() + item] = column[reading.places.get(predictor)];
            }
        }
        return new TrainedModel(new Predictors(coding, reading.chosen(table.doubles("mean")),
                reading.chosen(Amounts.checked(table, "deviation", value -> value > 0, "a number > 0"))), items,
                LogLinearModel.of(count, items.size(), weights));
    }

    /** The rows so far. */
    private static final class Reading {
        private final Table table;
        private final String[] kind;
        private final String[] column;
        private final String[] value;
        private final List<String> numbers = new ArrayList<>();
        /** Each with its column first. */
        private final List<List<String>> categories = new ArrayList<>();
        /** The row of each predictor. */
        private final List<Integer> places = new ArrayList<>();

        Reading(Table table) {
            this.table = table;
            this.kind = table.strings("kind");
            this.column = table.strings("column");
            this.value = table.strings("value");
        }

        void add(int row) {
            boolean isFirst = row == 0;
            if (isFirst != kind[row].equals(INTERCEPT) || !isFirst && !kind[row].equals(CATEGORY)
                    && !(kind[row].equals(NUMBER) && categories.isEmpty())) {
                throw new InvalidInputException(table.name() + " " + table.rowPlace(row) + ", column 'kind' is '"
                        + kind[row] + "': expected " + INTERCEPT + " in the first row, then rows of " + NUMBER
                        + ", then rows of " + CATEGORY + "; save the model again");
            }
            if (kind[row].equals(CATEGORY)
                    && (categories.isEmpty() || !categories.getLast().getFirst().equals(column[row]))) {
                categories.add(new ArrayList<>(List.of(column[row], value[row])));
                return;
            }
            if (kind[row].equals(NUMBER)) {
                numbers.add(column[row]);
            } else if (kind[row].equals(CATEGORY)) {
                categories.getLast().add(value[row]);
            }
            places.add(row);
        }

        double[] chosen(double[] values) {
            return places.stream().mapToDouble(place -> values[place]).toArray();
        }
    }
}
