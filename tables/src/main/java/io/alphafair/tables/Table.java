package io.alphafair.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A CSV table with named columns, read whole: RFC 4180, commas, one header line, UTF-8. */
public final class Table {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final List<String> columns;
    private final Map<String, Integer> position;
    private final List<CsvRecord> rows;

    private Table(String name, List<String> columns, List<CsvRecord> rows) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
        this.position = new HashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            Integer earlier = position.put(columns.get(column), column);
            if (earlier != null) {
                throw new InvalidInputException(name + ": columns " + (earlier + 1) + " and " + (column + 1)
                        + " are both named '" + columns.get(column) + "': expected each name once; rename one");
            }
        }
        for (CsvRecord row : rows) {
            if (row.getFieldCount() != columns.size()) {
                throw new InvalidInputException(name + " line " + row.getStartingLineNumber() + " has "
                        + row.getFieldCount() + " cells: expected " + columns.size()
                        + ", one per column; correct or drop the line");
            }
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException(name + " has no row below its header: expected one at least");
        }
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it cannot be read or is not a table with a header and at least one row
     */
    public static Table read(Path path) {
        try (Reader reader = Files.newBufferedReader(path)) {
            return parse(reader, path.toString());
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /**
     * Reads all of {@code reader}, which stays open.
     *
     * @param name what messages call the table
     * @throws InvalidInputException if it cannot be read or is not a table with a header and at least one row
     */
    public static Table parse(Reader reader, String name) {
        try {
            Iterator<CsvRecord> records = CsvReader.builder().extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE).allowUnclosedQuote(false).ofCsvRecord(reader)
                    .iterator();
            if (!records.hasNext()) {
                throw new InvalidInputException(name + " is empty: expected a header line and rows below it");
            }
            List<String> header = new ArrayList<>(records.next().getFields());
            if (header.getFirst().indexOf(BYTE_ORDER_MARK) == 0) {
                header.set(0, header.getFirst().substring(1));
            }
            List<CsvRecord> rows = new ArrayList<>();
            records.forEachRemaining(rows::add);
            return new Table(name, List.copyOf(header), rows);
        } catch (CsvParseException e) {
            throw new InvalidInputException(name + " is not a CSV table: " + reasonOf(e)
                    + "; expected commas between cells and closed quotes", e);
        } catch (UncheckedIOException e) {
            throw unreadable(name, e.getCause());
        }
    }

    private static String reasonOf(CsvParseException e) {
        return e.getCause() == null ? e.getMessage() : e.getMessage() + " (" + e.getCause().getMessage() + ")";
    }

    private static InvalidInputException unreadable(String name, IOException e) {
        return switch (e) {
            case NoSuchFileException missing ->
                new InvalidInputException(name + " does not exist: check the path of the CSV file", missing);
            case CharacterCodingException coding -> new InvalidInputException(
                    name + " is not UTF-8 text (" + coding.getMessage() + "): save it as UTF-8", coding);
            default -> new InvalidInputException(name + " cannot be read: " + e + "; expected a readable CSV file", e);
        };
    }

    /** The names in the header, in order. */
    public List<String> columns() {
        return columns;
    }

    /** The number of rows below the header, at least 1. */
    public int rowCount() {
        return rows.size();
    }

    /**
     * The cells of a column, as written, one per row.
     *
     * @throws InvalidInputException if there is no such column
     */
    public String[] strings(String column) {
        int place = place(column);
        String[] cells = new String[rows.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = rows.get(row).getField(place);
        }
        return cells;
    }

    /**
     * The cells of a column as finite numbers, one per row; spaces around a number do not count.
     *
     * @throws InvalidInputException if there is no such column or a cell is not a finite decimal number; names the line
     */
    public double[] doubles(String column) {
        int place = place(column);
        double[] values = new double[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = number(rows.get(row), place, column);
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
        Matrix matrix = Matrix.allocate(rows.size(), values.length);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < values.length; column++) {
                matrix.set(row, column, values[column][row]);
            }
        }
        return matrix;
    }

    private double number(CsvRecord row, int place, String column) {
        String cell = row.getField(place);
        String text = cell.strip();
        try {
            double value = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notANumber(row, column, cell, e);
        }
        throw notANumber(row, column, cell, null);
    }

    /** Java's own parser also takes words, hexadecimals and type suffixes such as {@code 1d}, which no CSV means. */
    private static boolean isDecimal(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
    }

    private InvalidInputException notANumber(CsvRecord row, String column, String cell, Throwable cause) {
        return new InvalidInputException(name + " line " + row.getStartingLineNumber() + ", column '" + column
                + "' is '" + cell + "': expected a finite number; correct the cell or drop the line", cause);
    }

    private int place(String column) {
        Integer place = position.get(column);
        if (place == null) {
            throw new InvalidInputException(name + " has no column '" + column + "': expected one of "
                    + String.join(", ", columns));
        }
        return place;
    }

    @Override
    public String toString() {
        return "Table[" + name + ", " + rows.size() + " rows x " + columns.size() + " columns]";
    }
}
