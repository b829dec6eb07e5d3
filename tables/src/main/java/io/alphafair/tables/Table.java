package io.alphafair.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A CSV table with named columns, read whole: RFC 4180, one header line, UTF-8. Cells are separated by commas, or, as the
 * header shows, by semicolons or tabs; then numbers may have decimal commas. Blanks around a cell do not count, and a line
 * of empty cells is no row.
 */
public final class Table {
    /** Of the beginning of a file, which tells UTF-16 and binary files from UTF-8. */
    private static final int FIRST_BYTES = 512;

    private final String name;
    private final Dialect dialect;
    private final List<String> columns;
    private final Map<String, List<Integer>> positions = new HashMap<>();
    private final List<CsvRecord> rows;

    private Table(String name, Dialect dialect, List<String> columns, List<CsvRecord> rows) {
        this.name = name;
        this.dialect = dialect;
        this.columns = columns;
        this.rows = rows;
        for (int column = 0; column < columns.size(); column++) {
            positions.computeIfAbsent(columns.get(column), unused -> new ArrayList<>()).add(column);
        }
        for (int row = 0; row < rows.size(); row++) {
            int cells = rows.get(row).getFieldCount();
            if (cells != columns.size()) {
                throw new InvalidInputException(name + " line " + line(row) + " has " + cells + " cells: expected "
                        + columns.size() + ", one per column; correct or drop the line");
            }
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException(name + " has no row below its header: expected one at least");
        }
    }

    /**
     * Reads a file, also one that gzip has compressed, or standard input for {@code -}.
     *
     * @throws InvalidInputException if it cannot be read or is not a table with a header and at least one row
     */
    public static Table read(Path path) {
        String name = InputFile.name(path);
        try (InputStream bytes = InputFile.open(path)) {
            requireText(InputFile.first(bytes, FIRST_BYTES), name);
            return parse(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static void requireText(String first, String name) {
        String expected = ": expected UTF-8 text; save it as UTF-8, which spreadsheets call 'CSV UTF-8'";
        if (first.startsWith("\u00ff\u00fe") || first.startsWith("\u00fe\u00ff")) {
            throw new InvalidInputException(name + " is UTF-16 text" + expected);
        }
        if (first.indexOf(0) >= 0) {
            throw new InvalidInputException(
                    name + " has bytes that are zero, as UTF-16 text and binary files have" + expected);
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
            BufferedReader buffered = new BufferedReader(reader);
            Dialect dialect = Dialect.of(buffered);
            Iterator<CsvRecord> records = CsvReader.builder().fieldSeparator(dialect.separator())
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE).allowUnclosedQuote(false)
                    .ofCsvRecord(buffered).iterator();
            if (!records.hasNext()) {
                throw new InvalidInputException(name + " is empty: expected a header line and rows below it");
            }
            List<String> header = records.next().getFields().stream().map(Cell::clean).toList();
            List<CsvRecord> rows = new ArrayList<>();
            records.forEachRemaining(record -> {
                if (!isEmpty(record)) {
                    rows.add(record);
                }
            });
            return new Table(name, dialect, header, rows);
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (CsvParseException e) {
            throw new InvalidInputException(name + " is not a CSV table: " + reasonOf(e)
                    + "; expected commas between cells and closed quotes", e);
        } catch (UncheckedIOException e) {
            throw unreadable(name, e.getCause());
        }
    }

    private static boolean isEmpty(CsvRecord record) {
        return record.getFields().stream().allMatch(cell -> Cell.strip(cell).isEmpty());
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

    /** What messages call the table. */
    public String name() {
        return name;
    }

    /** The line of the file in which a row begins, counted from 1: the header's is 1. */
    public long line(int row) {
        return rows.get(row).getStartingLineNumber() + dialect.linesBefore();
    }

    /** The names in the header, in order; several may be equal or empty. */
    public List<String> columns() {
        return columns;
    }

    /** The number of rows below the header, at least 1. */
    public int rowCount() {
        return rows.size();
    }

    /**
     * The cells of a column without blanks around them, one per row.
     *
     * @throws InvalidInputException if there is no such column, or more than one
     */
    public String[] strings(String column) {
        int place = place(column);
        String[] cells = new String[rows.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = Cell.clean(rows.get(row).getField(place));
        }
        return cells;
    }

    /**
     * The cells of a column as finite numbers, one per row; blanks around a number do not count.
     *
     * @throws InvalidInputException if there is no such column, or a cell is not a finite decimal number or has another decimal
     *             sign than a cell above it; names the line
     */
    public double[] doubles(String column) {
        String[] numerals = numerals(column);
        double[] values = new double[numerals.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = number(numerals[row], Numerals::number, row, column);
        }
        return values;
    }

    /**
     * As {@link #strings}, of a column of words.
     *
     * @throws InvalidInputException if there is no such column or a value is missing; names the line
     */
    public String[] words(String column) {
        String[] words = strings(column);
        for (int row = 0; row < words.length; row++) {
            if (Cell.isMissing(words[row])) {
                throw new InvalidInputException(name + " line " + line(row) + ", column '" + column + "' is '"
                        + words[row] + "', a missing value: expected a word; correct the cell or drop the line");
            }
        }
        return words;
    }

    /**
     * The cells of a column as finite numbers without rounding, one per row; else as {@link #doubles}.
     *
     * @throws InvalidInputException as {@link #doubles}, or if a number has more than 1,000 digits before or behind the point
     */
    public BigDecimal[] decimals(String column) {
        String[] numerals = numerals(column);
        BigDecimal[] values = new BigDecimal[numerals.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = number(numerals[row], Numerals::decimal, row, column);
        }
        return values;
    }

    /** The cells of a column without blanks around them, with decimal points where the table has decimal commas. */
    private String[] numerals(String column) {
        int place = place(column);
        String[] numerals = new String[rows.size()];
        String[] decimals = new String[2];
        for (int row = 0; row < numerals.length; row++) {
            String cell = Cell.strip(rows.get(row).getField(place));
            int comma = cell.indexOf(',');
            if (dialect.hasDecimalCommas() && (comma >= 0 || cell.indexOf('.') >= 0)) {
                decimals[comma >= 0 ? 1 : 0] = cell;
                requireOneSign(decimals, row, column);
            }
            numerals[row] = dialect.hasDecimalCommas() && comma >= 0 && cell.indexOf('.') < 0
                    ? cell.substring(0, comma) + '.' + cell.substring(comma + 1)
                    : cell;
        }
        return numerals;
    }

    /** A point beside a comma may separate thousands, so that a number could be a thousand times as large as it is read. */
    private void requireOneSign(String[] decimals, int row, String column) {
        if (decimals[0] != null && decimals[1] != null) {
            throw new InvalidInputException(name + ", column '" + column + "' has '" + decimals[0] + "' and '"
                    + decimals[1] + "', the later one in line " + line(row)
                    + ": expected one decimal sign, and none between thousands; correct the column");
        }
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

    /** @param numeral the cell with a decimal point */
    private <T> T number(String numeral, Function<String, T> parser, int row, String column) {
        try {
            return parser.apply(numeral);
        } catch (NumberFormatException e) {
            String cell = Cell.strip(rows.get(row).getField(place(column)));
            throw new InvalidInputException(name + " line " + line(row) + ", column '" + column + "' is '" + cell
                    + "': expected a finite number" + (cell.indexOf(',') >= 0
                            ? " with a decimal point and nothing between thousands"
                            : "")
                    + "; correct the cell or drop the line", e);
        }
    }

    private int place(String column) {
        List<Integer> places = positions.getOrDefault(Cell.clean(column), List.of());
        if (places.isEmpty()) {
            throw new InvalidInputException(name + " has no column '" + column + "': expected one of "
                    + columns.stream().filter(known -> !known.isEmpty()).collect(Collectors.joining(", ")));
        }
        if (places.size() > 1) {
            throw new InvalidInputException(name + ": columns " + (places.get(0) + 1) + " and " + (places.get(1) + 1)
                    + " are both named '" + column + "': expected each name that is used once; rename one");
        }
        return places.getFirst();
    }

    @Override
    public String toString() {
        return "Table[" + name + ", " + rows.size() + " rows x " + columns.size() + " columns]";
    }
}
