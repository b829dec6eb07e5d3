package io.alphafair.studies.learn;

import io.alphafair.InvalidInputException;
import io.alphafair.file.Visible;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.OutputFile;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.tables.CsvFile;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table with the benefits that a model predicts: the columns of the given table, and one more per item. */
final class PredictionFile {
    private static final String PREDICTED = "predicted_";

    private PredictionFile() {
    }

    /** @throws InvalidInputException if a file is refused, or the table has a column of predictions already */
    static StudyReport write(Path modelFile, Path tableFile, Path to) {
        OutputFile.require(to, modelFile, tableFile);
        TrainedModel model = TrainedModel.read(modelFile);
        Table table = Table.read(tableFile);
        List<String> predictedColumns = model.itemNames().stream().map(item -> PREDICTED + item).toList();
        for (String column : predictedColumns) {
            if (table.columns().contains(column)) {
                throw new InvalidInputException(table.name() + " has a column '" + column
                        + "', which predictions would go to: expected none of this name; rename or drop it");
            }
        }
        double[] predicted = model.predict(table);
        List<String[]> given = table.columns().stream().map(column -> copied(table, column)).toList();
        List<String> columns = new ArrayList<>(table.columns());
        columns.addAll(predictedColumns);
        int items = predictedColumns.size();
        OutputFile.write(to, columns, next -> {
            for (int row = 0; row < table.rowCount(); row++) {
                int at = row;
                List<String> cells = new ArrayList<>(given.stream().map(column -> column[at]).toList());
                for (int item = 0; item < items; item++) {
                    cells.add(CsvFile.number(predicted[row * items + item]));
                }
                next.accept(cells);
            }
        });
        return report(to, predictedColumns, predicted);
    }

    private static StudyReport report(Path to, List<String> columns, double[] predicted) {
        int items = columns.size();
        StudyReport report = new StudyReport();
        report.say(to + ": " + predicted.length / items + " people, with the predicted benefits in "
                + Visible.text(String.join(", ", columns))
                + ". They contain the floor that the model was trained with.");
        List<Object> means = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            means.add(Formats.entry("column", columns.get(item), "mean", mean(predicted, item, items)));
        }
        return report.number("people", predicted.length / items).number("predicted", means);
    }

    private static double mean(double[] matrix, int column, int columns) {
        return IntStream.range(0, matrix.length / columns).mapToDouble(row -> matrix[row * columns + column]).average()
                .orElseThrow();
    }

    /** The cells of a column; numbers with decimal commas get points, because the table that is written has commas between cells. */
    private static String[] copied(Table table, String column) {
        String[] cells = table.strings(column);
        if (Arrays.stream(cells).noneMatch(cell -> cell.indexOf(',') >= 0)) {
            return cells;
        }
        try {
            table.doubles(column);
        } catch (InvalidInputException e) {
            // A column of words.
            return cells;
        }
        return Arrays.stream(cells).map(cell -> cell.replace(',', '.')).toArray(String[]::new);
    }
}
