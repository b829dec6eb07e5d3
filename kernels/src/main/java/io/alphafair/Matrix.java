package io.alphafair;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A dense, row-major matrix of doubles outside the Java heap, so that every loop sees one kind of memory.
 *
 * <p>Arrays are copied once, here; a native {@link MemorySegment} is viewed without a copy. Indices are long: more than
 * 2^31 elements work. A matrix may be read by any number of threads; while it is written nobody else may use it.
 */
public final class Matrix implements AutoCloseable {
    /** Unaligned, because a mapped file starts where its header ends. */
    static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final long ALIGNMENT = 64;

    private final long rows;
    private final int columns;
    private final MemorySegment segment;
    private final Arena owned;
    private long version;

    private Matrix(long rows, int columns, MemorySegment segment, Arena owned) {
        this.rows = rows;
        this.columns = columns;
        this.segment = segment;
        this.owned = owned;
    }

    /** A matrix of zeros in memory of its own, 64-byte aligned, released by {@link #close()}. */
    public static Matrix allocate(long rows, int columns) {
        requireShape("matrix", rows, columns);
        Arena arena = Arena.ofShared();
        try {
            MemorySegment segment = arena.allocate(byteSize(rows, columns), ALIGNMENT);
            return new Matrix(rows, columns, segment, arena);
        } catch (OutOfMemoryError | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** A copy of one column: N x 1. */
    public static Matrix copyOf(double[] column) {
        return copyOf(column, column.length, 1);
    }

    /**
     * A copy of {@code rows} x {@code columns} values in row-major order.
     *
     * @throws InvalidInputException if the array has another length
     */
    public static Matrix copyOf(double[] values, long rows, int columns) {
        requireShape("array", rows, columns);
        requireLength(values.length, rows, columns);
        Matrix matrix = allocate(rows, columns);
        matrix.copyFrom(values);
        return matrix;
    }

    /**
     * A copy of an array of rows.
     *
     * @throws InvalidInputException if the rows differ in length or there are none
     */
    public static Matrix copyOf(double[][] values) {
        requireShape("array", values.length, values.length == 0 ? 0 : values[0].length);
        int columns = values[0].length;
        for (int row = 0; row < values.length; row++) {
            if (values[row].length != columns) {
                throw new InvalidInputException("row " + row + " has " + values[row].length + " items, row 0 has "
                        + columns + ": expected a rectangular array; pad or drop the ragged row");
            }
        }
        Matrix matrix = allocate(values.length, columns);
        for (int row = 0; row < values.length; row++) {
            MemorySegment.copy(values[row], 0, matrix.segment, ELEMENT, (long) row * columns * Double.BYTES, columns);
        }
        return matrix;
    }

    /**
     * A view of native memory that stays its owner's: {@link #close()} does not release it.
     *
     * @throws InvalidInputException if the segment is on the heap or has another size than rows x columns doubles
     */
    public static Matrix view(MemorySegment segment, long rows, int columns) {
        return new Matrix(rows, columns, requireFit(segment, rows, columns), null);
    }

    /**
     * As {@link #view}, but the memory becomes the matrix's own: {@link #close()} closes {@code arena}, as for a mapped
     * file. If the segment is refused the arena stays its owner's.
     *
     * @param arena what the segment lives in, and nothing else; may be closed by any thread
     */
    public static Matrix adopt(MemorySegment segment, long rows, int columns, Arena arena) {
        return new Matrix(rows, columns, requireFit(segment, rows, columns), arena);
    }

    private static MemorySegment requireFit(MemorySegment segment, long rows, int columns) {
        requireShape("segment", rows, columns);
        if (!segment.isNative()) {
            throw new InvalidInputException(
                    "the segment is a heap segment: expected native memory; use Matrix.copyOf for an array");
        }
        if (segment.byteSize() != byteSize(rows, columns)) {
            throw new InvalidInputException("the segment has " + segment.byteSize() + " bytes: expected "
                    + byteSize(rows, columns) + " for " + rows + " x " + columns + " doubles; slice it to that size");
        }
        return segment;
    }

    public long rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Number of elements. */
    public long size() {
        return rows * columns;
    }

    public ElementType elementType() {
        return ElementType.FLOAT64;
    }

    /** The elements, row-major, in native byte order. */
    public MemorySegment segment() {
        return segment;
    }

    public double get(long row, long column) {
        return segment.get(ELEMENT, offset(row, column));
    }

    public void set(long row, long column, double value) {
        segment.set(ELEMENT, offset(row, column), value);
        version++;
    }

    /**
     * Replaces every element from a row-major array; allocates nothing.
     *
     * @throws InvalidInputException if the array has another length
     */
    public void copyFrom(double[] values) {
        requireLength(values.length, rows, columns);
        MemorySegment.copy(values, 0, segment, ELEMENT, 0, values.length);
        version++;
    }

    /**
     * Replaces every element from another matrix of the same shape.
     *
     * @throws InvalidInputException if the shapes differ
     */
    public void copyFrom(Matrix other) {
        if (other.rows != rows || other.columns != columns) {
            throw new InvalidInputException(
                    "the matrix is " + other.shape() + ": expected " + shape() + ", the shape it replaces");
        }
        MemorySegment.copy(other.segment, 0, segment, 0, segment.byteSize());
        version++;
    }

    /**
     * Counts the writes through this object: a copy is stale when this has changed. It does not count what is written
     * through {@link #segment()}: see {@link io.alphafair.backend.Prepared#refresh()}.
     */
    public long version() {
        return version;
    }

    /** Whether only one thread may access the elements, as in a view of memory from {@link Arena#ofConfined()}. */
    public boolean isConfined() {
        return Checks.isConfined(segment);
    }

    /** A copy on the heap, row-major. */
    public double[] toArray() {
        return segment.toArray(ELEMENT);
    }

    /** For messages, as in {@code 1000 x 8}. */
    public String shape() {
        return rows + " x " + columns;
    }

    /** Releases the memory if this matrix owns it; idempotent. */
    @Override
    public void close() {
        if (owned != null && owned.scope().isAlive()) {
            owned.close();
        }
    }

    @Override
    public String toString() {
        return "Matrix[" + shape() + " " + elementType() + "]";
    }

    /**
     * {@code out[k]} becomes the value at the flat index {@code index[k]} of N x T, broadcast, for k in
     * {@code from .. to-1}; 0 where that is negative. The loop has nothing else to do, so that its reads wait for memory
     * together.
     */
    void pick(long[] index, int from, int to, long individualCount, int itemCount, double[] out) {
        MemorySegment values = segment;
        // + 0.0 turns the -0.0 that a benefit may be into 0.0.
        if (rows == individualCount && columns == itemCount) {
            for (int k = from; k < to; k++) {
                long flat = index[k];
                out[k] = flat < 0 ? 0 : values.get(ELEMENT, flat * Double.BYTES) + 0.0;
            }
        } else {
            for (int k = from; k < to; k++) {
                long flat = index[k];
                out[k] = flat < 0
                        ? 0
                        : get(rows == 1 ? 0 : flat / itemCount, columns == 1 ? 0 : flat % itemCount) + 0.0;
            }
        }
    }

    private long offset(long row, long column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("[" + row + "," + column + "] of a " + shape() + " matrix");
        }
        return (row * columns + column) * Double.BYTES;
    }

    private static long byteSize(long rows, int columns) {
        return Math.multiplyExact(Math.multiplyExact(rows, (long) columns), (long) Double.BYTES);
    }

    private static void requireShape(String what, long rows, int columns) {
        if (rows <= 0 || columns <= 0) {
            throw new InvalidInputException("the " + what + " is " + rows + " x " + columns
                    + ": expected at least one row and one column; pass some data");
        }
    }

    void requireLength(int length) {
        requireLength(length, rows, columns);
    }

    private static void requireLength(int length, long rows, int columns) {
        if (length != rows * columns) {
            throw new InvalidInputException("the array has " + length + " values: expected " + rows + " x " + columns
                    + " = " + rows * columns + "; check the number of rows and columns");
        }
    }
}
