package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rows of one Parquet file, or of all in a folder. Each column is read when it is asked for. */
final class ParquetCells implements Cells {
    private static final String ENDING = ".parquet";
    /** Java has no larger arrays on every JVM. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final List<ParquetFile> files;
    /** The first row of each file, and behind them the number of all rows. */
    private final int[] firstRows;

    private ParquetCells(String name, List<ParquetFile> files) {
        this.files = files;
        this.firstRows = new int[files.size() + 1];
        long rows = 0;
        for (int file = 0; file < files.size(); file++) {
            rows += files.get(file).rowCount();
            if (rows > MOST_ROWS) {
                throw new InvalidInputException(
                        name + " has " + rows + " rows or more: expected at most " + MOST_ROWS
                                + "; take a part of them");
            }
            firstRows[file + 1] = (int) rows;
        }
        if (rows == 0) {
            throw new InvalidInputException(name + " has no row: expected one at least");
        }
    }

    /** Whether a path leads to a Parquet file or to a folder. */
    static boolean areAt(Path path) throws IOException {
        return Files.isDirectory(path) || ParquetFile.isAt(path);
    }

    /** @throws InvalidInputException if a file is no whole Parquet file, files differ in their columns, or there is no row */
    static ParquetCells read(Path path) throws IOException {
        List<ParquetFile> files = files(path).stream().map(ParquetFile::open).toList();
        ParquetFile first = files.getFirst();
        for (ParquetFile file : files) {
            if (!file.columns().equals(first.columns())) {
                throw new InvalidInputException(file.path() + " has the columns " + String.join(", ", file.columns())
                        + ": expected " + String.join(", ", first.columns()) + ", as " + first.path()
                        + " has; write all files of a folder with the same columns");
            }
        }
        return new ParquetCells(path.toString(), files);
    }

    /** The path itself, or the files of a folder in the order of their rows. */
    static List<Path> files(Path path) throws IOException {
        return Files.isDirectory(path) ? parts(path) : List.of(path);
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> parts = all.filter(file -> !isAside(file.getFileName().toString())).sorted().toList();
            for (Path part : parts) {
                if (!part.getFileName().toString().endsWith(ENDING) || !Files.isRegularFile(part)) {
                    throw new InvalidInputException(part + " is no file whose name ends in " + ENDING
                            + ": expected only such files in a folder that is read as one table; move it elsewhere");
                }
            }
            if (parts.isEmpty()) {
                throw new InvalidInputException(folder + " is a folder without a file whose name ends in " + ENDING
                        + ": expected a file, or a folder of Parquet files; name a file");
            }
            return parts;
        }
    }

    /** What Spark and others write beside the data, such as {@code _SUCCESS}. */
    private static boolean isAside(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    @Override
    public List<String> columns() {
        return files.getFirst().columns();
    }

    @Override
    public int rowCount() {
        return firstRows[files.size()];
    }

    @Override
    public String rowWord() {
        return "row";
    }

    @Override
    public long rowNumber(int row) {
        return row + 1L;
    }

    @Override
    public String rowPlace(int row) {
        if (files.size() == 1) {
            return "row " + rowNumber(row);
        }
        int file = 0;
        while (firstRows[file + 1] <= row) {
            file++;
        }
        return "row " + rowNumber(row) + " (row " + (row - firstRows[file] + 1) + " of "
                + files.get(file).path().getFileName() + ")";
    }

    @Override
    public Column column(int place) {
        ParquetFile first = files.getFirst();
        String type = first.type(place).name();
        for (ParquetFile file : files) {
            if (!file.type(place).name().equals(type)) {
                throw new InvalidInputException(file.at(place) + " is of type " + file.type(place).name()
                        + ": expected type " + type + ", as " + first.path()
                        + " has; write all files of a folder with the same types");
            }
        }
        ParquetColumn column = first.column(place, rowCount());
        for (int file = 0; file < files.size(); file++) {
            files.get(file).read(place, column, firstRows[file]);
        }
        return column;
    }
}
