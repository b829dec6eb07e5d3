package io.alphafair.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Writes CSV tables that {@link Table} reads: RFC 4180 but for line feeds, one header line, UTF-8. */
public final class CsvFile {
    /** The rows below the header. */
    @FunctionalInterface
    public interface Rows {
        /** @param next takes one row, with one cell per column */
        void forEach(Consumer<List<String>> next);
    }

    private CsvFile() {
    }

    /**
     * Writes a table, one row in memory at a time.
     *
     * @param file a draft of {@code WholeFile}, a pipe or a device
     * @throws IllegalArgumentException if a row has another number of cells than the header
     * @throws IOException if it cannot be written; part of the table may be there then
     */
    public static void write(Path file, List<String> columns, Rows rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
            csv.writeRecord(columns);
            rows.forEach(row -> {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "a row has " + row.size() + " cells: expected " + columns.size() + ", one per column");
                }
                csv.writeRecord(row);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A number as short as possible that reads back to the same double: {@code 2} and not {@code 2.0}. */
    public static String number(double value) {
        String text = Double.toString(value + 0.0);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
