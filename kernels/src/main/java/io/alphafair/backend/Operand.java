package io.alphafair.backend;

import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A matrix that may be broadcast: it does not move along the axis that it lacks. */
record Operand(MemorySegment segment, long rowBytes, long itemBytes) {
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    static Operand of(Matrix matrix) {
        return new Operand(matrix.segment(), matrix.rows() == 1 ? 0 : matrix.columns() * (long) Double.BYTES,
                matrix.columns() == 1 ? 0 : Double.BYTES);
    }

    double get(long row, int item) {
        return segment.get(ELEMENT, place(row, item));
    }

    /** Where an element is, in bytes. */
    long place(long row, int item) {
        return row * rowBytes + item * itemBytes;
    }
}
