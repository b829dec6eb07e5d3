package io.alphafair.npy;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads and writes NumPy's {@code .npy} files: versions 1 to 3, one or two dimensions, little endian floating-point numbers,
 * integers and bool. A one-dimensional array of length N is N x 1. Anything else is refused with a message that
 * names the file, the fault and the remedy.
 */
public final class Npy {
    private static final ByteOrder FILE = ByteOrder.LITTLE_ENDIAN;
    private static final ValueLayout.OfDouble FLOAT64 = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(FILE);
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(FILE);

    /** Makes a matrix row by row. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Makes the next row.
         *
         * @param row to be filled, one value per column
         */
        void next(double[] row);
    }

    private Npy() {
    }

    /**
     * Reads a matrix. float64 in C order is mapped, not copied: the matrix is read-only and the file must not be changed in
     * place while it is open; {@link Matrix#close()} ends the mapping. Other types, and files in Fortran order, are copied
     * into the matrix's own memory, integers beyond 2^53 as the nearest double.
     *
     * <p>Replacing the file by another one does no harm. If a mapped file gets shorter while it is open, a loop in Java that
     * reads behind its new end throws {@link InternalError}. A loop in C that does, as those of the backend {@code native} and
     * of {@code forkjoin} with it, ends the JVM with the signal SIGBUS.
     *
     * @throws NpyException if the file cannot be read, holds something else, or gets shorter while it is converted
     */
    public static Matrix readMatrix(Path path) {
        try (NpyFile file = NpyFile.open(path, NpyType.values())) {
            boolean asItIs = file.type() == NpyType.FLOAT64 && !file.isByColumn() && ByteOrder.nativeOrder() == FILE;
            return asItIs ? map(file) : convert(file);
        } catch (IOException e) {
            throw NpyFile.unreadable(path, e);
        } catch (InternalError e) {
            throw NpyFile.shortened(path, e);
        }
    }

    private static Matrix map(NpyFile file) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return Matrix.adopt(file.map(arena), file.rows(), file.columns(), arena);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            arena.close();
            throw e;
        }
    }

    private static Matrix convert(NpyFile file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = file.map(arena);
            Matrix matrix = Matrix.allocate(file.rows(), file.columns());
            try {
                convert(file, data, matrix);
                return matrix;
            } catch (InternalError e) {
                matrix.close();
                throw e;
            }
        }
    }

    private static void convert(NpyFile file, MemorySegment data, Matrix matrix) {
        MemorySegment values = matrix.segment();
        long element = 0;
        for (long row = 0; row < file.rows(); row++) {
            for (int column = 0; column < file.columns(); column++, element++) {
                long place = file.isByColumn() ? column * file.rows() + row : element;
                values.setAtIndex(ValueLayout.JAVA_DOUBLE, element, file.type().value(data, place));
            }
        }
    }

    /**
     * Reads the labels of N individuals, N or N x 1 of integers or bool, into memory of their own; K is the largest label
     * + 1.
     *
     * @throws NpyException if the file cannot be read or holds something else, a label is out of range or a group has no
     *             member
     */
    public static Groups readGroups(Path path) {
        try (NpyFile file = NpyFile.open(path, NpyType.WHOLE)) {
            if (file.columns() != 1) {
                throw new NpyException(path + " is " + file.rows() + " x " + file.columns()
                        + ": expected N or N x 1 labels, one per individual; save one column, as in a[:, 0]");
            }
            Arena arena = Arena.ofShared();
            try {
                return Groups.adopt(copyLabels(path, file, arena), arena);
            } catch (IOException | RuntimeException | OutOfMemoryError | InternalError e) {
                arena.close();
                throw e;
            }
        } catch (NpyException e) {
            throw e;
        } catch (InvalidInputException e) {
            throw new NpyException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw NpyFile.unreadable(path, e);
        } catch (InternalError e) {
            throw NpyFile.shortened(path, e);
        }
    }

    /** A copy even of int32: labels are checked once, so a mapping that someone changes later must not be trusted. */
    private static MemorySegment copyLabels(Path path, NpyFile file, Arena arena) throws IOException {
        MemorySegment labels = arena.allocate(ValueLayout.JAVA_INT, file.rows());
        try (Arena mapping = Arena.ofConfined()) {
            MemorySegment data = file.map(mapping);
            if (file.type() == NpyType.INT32) {
                MemorySegment.copy(data, INT32, 0, labels, ValueLayout.JAVA_INT, 0, file.rows());
                return labels;
            }
            for (long row = 0; row < file.rows(); row++) {
                long label = file.type().whole(data, row);
                boolean wraps = file.type() == NpyType.UINT64 && label < 0;
                if (wraps || label != (int) label) {
                    throw new NpyException(path + ": label of row " + row + " is " + file.type().text(label)
                            + ": expected 0.."
                            + (Integer.MAX_VALUE - 1) + "; number the groups from 0");
                }
                labels.setAtIndex(ValueLayout.JAVA_INT, row, (int) label);
            }
            return labels;
        }
    }

    /**
     * Writes a matrix as float64, version 1, data at a multiple of 64 bytes. The file appears whole or not at all; one
     * that was there is replaced, even if it is mapped by a matrix.
     *
     * @throws NpyException if the file cannot be written
     */
    public static void write(Path path, Matrix matrix) {
        NpyHeader header = new NpyHeader(NpyType.FLOAT64.descriptor(), false,
                new long[]{matrix.rows(), matrix.columns()});
        NpyWriter.write(path, header, matrix.segment(), ValueLayout.JAVA_DOUBLE_UNALIGNED, FLOAT64);
    }

    /**
     * Writes a matrix that need not fit into memory, as {@link #write(Path, Matrix)} does: one row in memory at a time.
     *
     * @param source asked for {@code rows} rows, in order
     * @throws InvalidInputException if a size is not positive
     * @throws NpyException if the file cannot be written
     */
    public static void write(Path path, long rows, int columns, Rows source) {
        if (rows <= 0 || columns <= 0) {
            throw new InvalidInputException(rows + " x " + columns + ": expected positive sizes");
        }
        NpyWriter.write(path, new NpyHeader(NpyType.FLOAT64.descriptor(), false, new long[]{rows, columns}), rows,
                columns, source);
    }

    /**
     * Writes N labels as int32, as {@link #write(Path, Matrix)} does.
     *
     * @throws NpyException if the file cannot be written
     */
    public static void write(Path path, Groups groups) {
        NpyHeader header = new NpyHeader(NpyType.INT32.descriptor(), false, new long[]{groups.size()});
        NpyWriter.write(path, header, groups.segment(), ValueLayout.JAVA_INT_UNALIGNED, INT32);
    }
}
