package io.alphafair.cli;

import io.alphafair.Matrix;

/**
 * The benefits that are allocated for: those given, or a copy of them with 0 in place of what is negative.
 *
 * @param zeroed how many entries were negative and count as 0
 */
record Benefits(Matrix matrix, long zeroed) implements AutoCloseable {
    static Benefits asGiven(Matrix given) {
        return new Benefits(given, 0);
    }

    /** The given matrix stays its owner's. */
    static Benefits negativeAsZero(Matrix given) {
        Matrix copy = Matrix.allocate(given.rows(), given.columns());
        long zeroed = 0;
        for (long row = 0; row < given.rows(); row++) {
            for (int item = 0; item < given.columns(); item++) {
                double benefit = given.get(row, item);
                zeroed += benefit < 0 ? 1 : 0;
                copy.set(row, item, benefit < 0 ? 0 : benefit);
            }
        }
        return new Benefits(copy, zeroed);
    }

    /** Closes the matrix; idempotent. */
    @Override
    public void close() {
        matrix.close();
    }
}
