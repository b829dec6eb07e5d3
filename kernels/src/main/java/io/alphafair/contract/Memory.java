package io.alphafair.contract;

import io.alphafair.Groups;
import io.alphafair.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Where the matrices and labels of a generated problem lie. */
interface Memory {
    /** That of {@link Matrix#allocate}. */
    long ALIGNMENT = 64;

    /** A copy of the values, row-major. */
    Matrix matrix(double[] values, long rows, int columns);

    /** A copy of the labels; groups may be absent. */
    Groups groups(int[] labels, int count);

    /** Each in a shared arena of its own, which closing the object closes. */
    static Memory ofTheirOwn() {
        return new Memory() {
            @Override
            public Matrix matrix(double[] values, long rows, int columns) {
                return Matrix.copyOf(values, rows, columns);
            }

            @Override
            public Groups groups(int[] labels, int count) {
                return Groups.of(labels, count, Groups.Absent.ALLOWED);
            }
        };
    }

    /**
     * All in one new automatic arena, which ends with the last object in it. To close a shared arena the JVM stops every thread
     * for a moment, which takes longer than to check a small problem.
     */
    static Memory automatic() {
        Arena arena = Arena.ofAuto();
        return new Memory() {
            @Override
            public Matrix matrix(double[] values, long rows, int columns) {
                MemorySegment segment = arena.allocate(values.length * (long) Double.BYTES, ALIGNMENT);
                MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_DOUBLE, 0, values.length);
                return Matrix.view(segment, rows, columns);
            }

            @Override
            public Groups groups(int[] labels, int count) {
                MemorySegment segment = arena.allocate(labels.length * (long) Integer.BYTES, ALIGNMENT);
                MemorySegment.copy(labels, 0, segment, ValueLayout.JAVA_INT, 0, labels.length);
                return Groups.view(segment, count, Groups.Absent.ALLOWED);
            }
        };
    }
}
