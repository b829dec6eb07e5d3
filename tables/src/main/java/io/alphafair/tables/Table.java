package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table with named columns, in CSV or in Parquet.
 *
 * <p>CSV is read whole: RFC 4180, one header line, UTF-8. Cells are separated by commas, or, as the header shows, by semicolons or
 * tabs; then numbers may have decimal commas. Blanks around a cell do not count, and a line of empty cells is no row.
 *
 * <p>A Parquet file begins with the bytes {@code PAR1}, whatever its name is. A folder is a table too if it holds nothing but files whose
 * names end in {@code .parquet}, besides those that begin with {@code _} or {@code .}; the rows are those of all files in the order of
 * the names. A column is read when it is asked for. Numbers, truth values, dates and texts are read; the text of a number is the shortest
 * one that means this number. Null is a missing value.
 */
public final class Table {
    private final String name;
    private final Cells cells;
    private final Map<String, List<Integer>> positions = new HashMap<>();

    private Table(String name, Cells cells) {
        this.name = name;
        this.cells = cells;
        List<String> columns = cells.columns();
        for (int column = 0; column < columns.size(); column++) {
            positions.computeIfAbsent(columns.get(column), unused -> new ArrayList<>()).add(column);
        }
    }

    /**
     * Reads a CSV file, also one that gzip has compressed, or standard input for {@code -}; or a Parquet file or a folder of such
     * files.
     *
     * @throws InvalidInputException if it cannot be read or is not a table with named columns and at least one row
     */
    public static Table read(Path path) {
        String name = InputFile.name(path);
        try {
            return new Table(name, ParquetCells.areAt(path) ? ParquetCells.read(path) : CsvCells.read(path));
        } catch (IOException e) {
            throw InputFile.unreadable(name, e);
        }
    }

    /**
     * The files that {@link #read} takes a table from: the path itself, or the Parquet files of a folder in their order.
     *
     * @throws InvalidInputException if it is a folder that cannot be read as a table
     */
    public static List<Path> files(Path path) {
        try {
            return ParquetCells.files(path);
        } catch (IOException e) {
            throw InputFile.unreadable(path.toString(), e);
        }
    }

    /**
     * Reads all of {@code reader} as CSV; it stays open.
     *
     * @param name what messages call the table
     * @throws InvalidInputException if it cannot be read or is not a table with a header and at least one row
     */
    public static Table parse(Reader reader, String name) {
        try {
            return new Table(name, CsvCells.parse(reader, name));
        } catch (IOException e) {
            throw InputFile.unreadable(name, e);
        }
    }

    /** What messages call the table. */
    public String name() {
        return name;
    }

    /** The word for a row in messages: {@code line} of a CSV file, {@code row} of a Parquet file. */
    public String rowWord() {
        return cells.rowWord();
    }

    /**
     * The number of a row in the file, counted from 1: the line in which it begins, where the header has line 1, or the row of
     * Parquet files.
     */
    public long rowNumber(int row) {
        return cells.rowNumber(row);
    }

    /** Where a row stands, as in {@code line 5} or {@code row 4}; in a folder with the file. */
    public String rowPlace(int row) {
        return cells.rowPlace(row);
    }

    /** The names of the columns, in order; several may be equal or empty. */
    public List<String> columns() {
        return cells.columns();
    }

    /** The number of rows, at least 1. */
    public int rowCount() {
        return cells.rowCount();
    }

    /**
     * The cells of a column without blanks around them, one per row; empty where Parquet has null.
     *
     * @throws InvalidInputException if there is no such column, or more than one, or it cannot be read
     */
    public String[] strings(String column) {
        Column read = column(column);
        String[] strings = new String[rowCount()];
        for (int row = 0; row < strings.length; row++) {
            strings[row] = read.text(row);
        }
        return strings;
    }

    /**
     * The cells of a column as finite numbers, one per row; blanks around a number do not count. Numbers of Parquet files are not
     * rounded if they are floating-point numbers or integers up to 2<sup>53</sup>.
     *
     * @throws InvalidInputException as {@link #strings}, or if a cell is not a finite decimal number or has another decimal sign than
     *             a cell above it; names the row
     */
    public double[] doubles(String column) {
        Column read = column(column);
        double[] values = new double[rowCount()];
        for (int row = 0; row < values.length; row++) {
            try {
                values[row] = read.number(row);
            } catch (NumberFormatException e) {
                throw notANumber(read, row, column, e);
            }
        }
        return values;
    }

    /**
     * As {@link #strings}, of a column of words.
     *
     * @throws InvalidInputException as {@link #strings}, or if a value is missing; names the row
     */
    public String[] words(String column) {
        String[] words = strings(column);
        for (int row = 0; row < words.length; row++) {
            if (Cell.isMissing(words[row])) {
                throw new InvalidInputException(name + " " + rowPlace(row) + ", column '" + column + "' is '"
                        + words[row] + "', a missing value: expected a word; correct the cell or drop the "
                        + rowWord());
            }
        }
        return words;
    }

    /**
     * The cells of a column as finite numbers without rounding, one per row; else as {@link #doubles}. A floating-point number of a
     * Parquet file is the shortest decimal number that is read back to it, as in a CSV file.
     *
     * @throws InvalidInputException as {@link #doubles}, or if a number has more than 1,000 digits before or behind the point
     */
    public BigDecimal[] decimals(String column) {
        Column read = column(column);
        BigDecimal[] values = new BigDecimal[rowCount()];
        for (int row = 0; row < values.length; row++) {
            try {
                values[row] = read.decimal(row);
            } catch (NumberFormatException e) {
                throw notANumber(read, row, column, e);
            }
        }
        return values;
    }

    /**
     * Some columns as a matrix: N x T from T columns, row by row.
     *
     * @throws InvalidInputException as {@link #doubles}
     */
    public Matrix matrix(List<String> names) {
        double[][] values = names.stream().map(this::doubles).toArray(double[][]::new);
        Matrix matrix = Matrix.allocate(rowCount(), values.length);
        for (int row = 0; row < rowCount(); row++) {
            for (int column = 0; column < values.length; column++) {
                matrix.set(row, column, values[column][row]);
            }
        }
        return matrix;
    }

    private InvalidInputException notANumber(Column read, int row, String column, NumberFormatException e) {
        String cell = read.text(row);
        return new InvalidInputException(name + " " + rowPlace(row) + ", column '" + column + "' is '" + cell
                + "': expected a finite number" + (cell.indexOf(',') >= 0
                        ? " with a decimal point and nothing between thousands"
                        : "")
                + "; correct the cell or drop the " + rowWord(), e);
    }

    private Column column(String column) {
        List<Integer> places = positions.getOrDefault(Cell.clean(column), List.of());
        if (places.isEmpty()) {
            throw new InvalidInputException(name + " has no column '" + column + "': expected one of "
                    + columns().stream().filter(known -> !known.isEmpty()).collect(Collectors.joining(", ")));
        }
        if (places.size() > 1) {
            throw new InvalidInputException(name + ": columns " + (places.get(0) + 1) + " and " + (places.get(1) + 1)
                    + " are both named '" + column + "': expected each name that is used once; rename one");
        }
        return cells.column(places.getFirst());
    }

    @Override
    public String toString() {
        return "Table[" + name + ", " + rowCount() + " rows x " + columns().size() + " columns]";
    }
}
