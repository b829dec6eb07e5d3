package io.alphafair.accuracy;

import java.util.Arrays;

/** Linear equations in 60 digits, by elimination with pivots from the whole matrix. */
final class WideEquations {
    /** The power of 2 above which a pivot is no rounding error, relative to its column. */
    private static final int NOTHING = -180;

    private final Wide[][] row;
    /** The power of 2 that each column was divided by, so that columns far apart have pivots of one size. */
    private final long[] exponent;
    private final int variables;
    /** The column of the pivot of each row. */
    private final int[] pivot;
    private int rank;

    /** @param row coefficients, and the right side last; changed */
    WideEquations(Wide[][] row) {
        this.row = row;
        this.variables = row[0].length - 1;
        this.pivot = new int[row.length];
        this.exponent = new long[variables];
        for (int j = 0; j < variables; j++) {
            scale(j);
        }
        boolean[] used = new boolean[variables];
        while (rank < row.length && eliminate(used)) {
            rank++;
        }
    }

    private void scale(int column) {
        long largest = Long.MIN_VALUE;
        for (Wide[] values : row) {
            largest = values[column].isZero() ? largest : Math.max(largest, values[column].magnitude());
        }
        if (largest > Long.MIN_VALUE) {
            exponent[column] = largest;
            for (Wide[] values : row) {
                values[column] = values[column].scaled(-largest);
            }
        }
    }

    private boolean eliminate(boolean[] used) {
        int bestRow = -1;
        int bestColumn = -1;
        long best = NOTHING;
        for (int i = rank; i < row.length; i++) {
            for (int j = 0; j < variables; j++) {
                if (!used[j] && !row[i][j].isZero() && row[i][j].magnitude() > best) {
                    best = row[i][j].magnitude();
                    bestRow = i;
                    bestColumn = j;
                }
            }
        }
        if (bestRow < 0) {
            return false;
        }
        Wide[] chosen = row[bestRow];
        row[bestRow] = row[rank];
        row[rank] = chosen;
        used[bestColumn] = true;
        pivot[rank] = bestColumn;
        for (int i = rank + 1; i < row.length; i++) {
            Wide[] other = row[i];
            if (!other[bestColumn].isZero()) {
                Wide factor = other[bestColumn].over(chosen[bestColumn]);
                for (int j = 0; j <= variables; j++) {
                    other[j] = j == bestColumn
                            ? Wide.ZERO
                            : chosen[j].isZero() ? other[j] : other[j].minus(factor.times(chosen[j]));
                }
            }
        }
        return true;
    }

    /** Fills in the variables with pivots, so that the rows add up to their right sides times a factor. */
    private Wide[] substitute(Wide[] x, Wide rightSides) {
        for (int i = rank - 1; i >= 0; i--) {
            Wide sum = row[i][variables].times(rightSides);
            for (int j = 0; j < variables; j++) {
                sum = j == pivot[i] || x[j].isZero() ? sum : sum.minus(row[i][j].times(x[j]));
            }
            x[pivot[i]] = sum.over(row[i][pivot[i]]);
        }
        for (int j = 0; j < variables; j++) {
            x[j] = x[j].scaled(-exponent[j]);
        }
        return x;
    }

    /** Whether every variable has a pivot. */
    boolean isUnique() {
        return rank == variables;
    }

    /** The solution, if it is unique. */
    Wide[] solution() {
        Wide[] x = new Wide[variables];
        Arrays.fill(x, Wide.ZERO);
        return substitute(x, Wide.ONE);
    }

    /** A solution of the equations with right sides 0 other than 0, if there is one. */
    Wide[] nullVector() {
        boolean[] pivoted = new boolean[variables];
        for (int i = 0; i < rank; i++) {
            pivoted[pivot[i]] = true;
        }
        int free = 0;
        while (pivoted[free]) {
            free++;
        }
        Wide[] x = new Wide[variables];
        Arrays.fill(x, Wide.ZERO);
        x[free] = Wide.ONE;
        return substitute(x, Wide.ZERO);
    }
}
