package io.alphafair.tables;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A Parquet file: what its footer says, and its columns, each of which is read on its own. Columns are counted from 0. */
final class ParquetFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int BATCH_ROWS = 1 << 16;

    private final Path path;
    private final FileSchema schema;
    private final List<String> columns;
    private final long rowCount;

    private ParquetFile(Path path, FileSchema schema, long rowCount) {
        this.path = path;
        this.schema = schema;
        this.columns = schema.getRootNode().children().stream().map(field -> Cell.clean(field.name())).toList();
        this.rowCount = rowCount;
    }

    /** Whether a path leads to a file that begins as Parquet files do. A pipe does not: its bytes can be read once only. */
    static boolean isAt(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(path)) {
            return Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /** @throws InvalidInputException if it is no whole Parquet file */
    static ParquetFile open(Path path) {
        try (ParquetFileReader reader = reader(path)) {
            long rows = reader.getFileMetaData().numRows();
            long inGroups = reader.getFileMetaData().rowGroups().stream().mapToLong(group -> group.numRows()).sum();
            if (rows < 0 || rows != inGroups) {
                throw new IOException("its footer says " + rows + " rows and has groups of " + inGroups);
            }
            return new ParquetFile(path, reader.getFileSchema(), rows);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw ParquetFault.of(path, path.toString(), e);
        }
    }

    private static ParquetFileReader reader(Path path) throws IOException {
        return ParquetFileReader.open(ParquetInput.of(path));
    }

    Path path() {
        return path;
    }

    /** The names of the columns, in order. A structure or a list is one column. */
    List<String> columns() {
        return columns;
    }

    long rowCount() {
        return rowCount;
    }

    /** The name of a column in messages. */
    String at(int place) {
        return path + ", column '" + columns.get(place) + "'";
    }

    ParquetType type(int place) {
        return new ParquetType(schema.getRootNode().children().get(place));
    }

    /**
     * A column for that many rows, all of which are yet to be read.
     *
     * @throws InvalidInputException if the column holds neither numbers nor words, or there is not enough memory
     */
    ParquetColumn column(int place, int rows) {
        ParquetType type = type(place);
        if (!type.isSupported()) {
            throw new InvalidInputException(at(place) + " is of type " + type.name()
                    + ": expected numbers or words; name another column, or write this one as numbers or text");
        }
        try {
            return type.column(rows);
        } catch (OutOfMemoryError e) {
            throw ParquetFault.of(path, at(place), e);
        }
    }

    /**
     * Reads a column.
     *
     * @param from the row of {@code into} where this file's first one goes
     * @throws InvalidInputException if it cannot be read
     */
    void read(int place, ParquetColumn into, int from) {
        ColumnSchema column = schema.getColumn(type(place).leaf());
        try (ParquetFileReader reader = reader(path); ColumnReaders readers = readers(reader, column)) {
            ColumnReader values = readers.getColumnReader(isNamedClearly(column) ? 0 : column.columnIndex());
            long count = 0;
            while (values.nextBatch()) {
                count += values.getRecordCount();
                if (count <= rowCount) {
                    into.add(values, Math.toIntExact(from + count - values.getRecordCount()));
                }
            }
            if (count != rowCount) {
                throw new IOException("it has " + count + " values for " + rowCount + " rows");
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw ParquetFault.of(path, at(place), e);
        }
    }

    private ColumnReaders readers(ParquetFileReader reader, ColumnSchema column) {
        ColumnProjection projection = isNamedClearly(column)
                ? ColumnProjection.columns(column.name())
                : ColumnProjection.all();
        int batch = Math.clamp(rowCount, 1, BATCH_ROWS);
        return reader.buildColumnReaders(projection).batchSize(batch).build();
    }

    /**
     * Whether Hardwood finds the column by its name. It looks among the fields of structures too, and reads a point as the step from
     * a structure to its field; where that could lead to another column, all are opened, and this one is taken by its place.
     */
    private boolean isNamedClearly(ColumnSchema column) {
        return column.name().indexOf('.') < 0
                && schema.getColumns().stream().filter(other -> other.name().equals(column.name())).count() == 1;
    }
}
