package io.alphafair.fuzz;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.CsvFile;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reader of CSV tables: columns of equal length, which the writer writes back, or an {@link InvalidInputException}. */
public final class TableTarget {
    private static final Path FILE = Scratch.file("input.csv");
    private static final Path COPY = Scratch.file("copy.csv");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern PLAIN = Pattern.compile("\\w+");

    private TableTarget() {
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Optional<Table> read = read(data, FILE);
        if (read.isEmpty()) {
            return;
        }
        Table table = read.get();
        boolean allPlain = true;
        for (String column : table.columns()) {
            allPlain &= PLAIN.matcher(column).matches() && Collections.frequency(table.columns(), column) == 1;
            // Only a column that is used needs a name of its own, and groups a value in every row.
            checkColumn(column, table, FILE);
        }
        if (allPlain && table.columns().size() > 1) {
            requireSame(table, written(table));
        }
    }

    /** The table of these bytes; empty if they are refused, by the file's name. */
    static Optional<Table> read(byte[] data, Path file) throws IOException {
        Files.write(file, data);
        try {
            return Optional.of(Table.read(file));
        } catch (InvalidInputException e) {
            Scratch.requireNames(e, file);
            return Optional.empty();
        }
    }

    /** A column has a cell in each row, which is the group of that row, and finite numbers; or it is refused by the file's name. */
    static void checkColumn(String column, Table table, Path file) {
        try {
            String[] cells = table.strings(column);
            Scratch.require(cells.length == table.rowCount(), "column " + column + " of " + table);
            GroupLabels groups = GroupLabels.of(table, List.of(column));
            for (int row = 0; row < table.rowCount(); row++) {
                Scratch.require(groups.values().get(groups.labels()[row]).getFirst().equals(cells[row].strip()),
                        "row " + row + " is in the group of another value");
            }
        } catch (InvalidInputException e) {
            Scratch.requireNames(e, file);
        }
        try {
            Scratch.require(Arrays.stream(table.doubles(column)).allMatch(Double::isFinite), "column " + column);
        } catch (InvalidInputException e) {
            Scratch.requireNames(e, file);
        }
    }

    private static Table written(Table table) throws IOException {
        List<String[]> cells = table.columns().stream().map(table::strings).toList();
        CsvFile.write(COPY, table.columns(), next -> {
            for (int row = 0; row < table.rowCount(); row++) {
                int at = row;
                next.accept(cells.stream().map(column -> column[at]).toList());
            }
        });
        return Table.read(COPY);
    }

    private static void requireSame(Table table, Table copy) {
        Scratch.require(copy.columns().equals(table.columns()), copy + " is no copy of " + table);
        for (String column : table.columns()) {
            Scratch.require(Arrays.equals(copy.strings(column), table.strings(column)),
                    "column " + column + " of the copy differs");
        }
    }

    public static List<byte[]> seeds() {
        return Stream.of("a,b\n1,2\n", BYTE_ORDER_MARK + "a\r\n\"x, \"\"y\"\"\nz\"\r\n", "a,b\n1,\"2\n",
                "name,sex,visit,test\nAnn,f,3,1\nBea,f,-4.5e-3,2\nCid,m,2,5\n", "a,a\n1,2\n", "a,b\n1,2,3\n", "a\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
