package io.alphafair.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.alphafair.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A CSV table, read whole.
 *
 * @param name what messages call it
 * @param rows below the header, each with one cell per column
 */
record CsvCells(String name, Dialect dialect, List<String> columns, List<CsvRecord> rows) implements Cells {
    /** Of the beginning of a file, which tells UTF-16 and binary files from UTF-8. */
    private static final int FIRST_BYTES = 512;

    CsvCells {
        for (CsvRecord row : rows) {
            if (row.getFieldCount() != columns.size()) {
                throw new InvalidInputException(name + " line " + line(dialect, row) + " has " + row.getFieldCount()
                        + " cells: expected " + columns.size() + ", one per column; correct or drop the line");
            }
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException(name + " has no row below its header: expected one at least");
        }
    }

    /** Reads a file, also one that gzip has compressed, or standard input for {@code -}. */
    static CsvCells read(Path path) throws IOException {
        String name = InputFile.name(path);
        try (InputStream bytes = InputFile.open(path)) {
            requireText(InputFile.first(bytes, FIRST_BYTES), name);
            return parse(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), name);
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

    /** Reads all of {@code reader}, which stays open. */
    static CsvCells parse(Reader reader, String name) throws IOException {
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
            return new CsvCells(name, dialect, header, rows);
        } catch (CsvParseException e) {
            throw new InvalidInputException(name + " is not a CSV table: " + reasonOf(e)
                    + "; expected commas between cells and closed quotes", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isEmpty(CsvRecord record) {
        return record.getFields().stream().allMatch(cell -> Cell.strip(cell).isEmpty());
    }

    private static String reasonOf(CsvParseException e) {
        return e.getCause() == null ? e.getMessage() : e.getMessage() + " (" + e.getCause().getMessage() + ")";
    }

    private static long line(Dialect dialect, CsvRecord row) {
        return row.getStartingLineNumber() + dialect.linesBefore();
    }

    @Override
    public int rowCount() {
        return rows.size();
    }

    @Override
    public String rowWord() {
        return "line";
    }

    /** The line in which the row begins: the header's is 1. */
    @Override
    public long rowNumber(int row) {
        return line(dialect, rows.get(row));
    }

    @Override
    public String rowPlace(int row) {
        return "line " + rowNumber(row);
    }

    @Override
    public Column column(int place) {
        return new CsvColumn(this, place);
    }
}
