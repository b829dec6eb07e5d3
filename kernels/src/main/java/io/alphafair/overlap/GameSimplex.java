package io.alphafair.overlap;

import java.util.Arrays;

/**
 * alpha = infinity: the shares that make the worst utility largest, a matrix game, by the simplex method. With all
 * rates scaled to at most 1: {@code max sum y}, {@code A^T y <= 1}, whose slack prices are the shares. The start y = 0
 * is feasible.
 */
final class GameSimplex {
    private static final double ZERO = 1e-13;
    /** Dantzig's rule for so many pivots per row, then Bland's, which cannot cycle. */
    private static final int PATIENCE = 10;

    /** Shares by variable and prices by row, each summing to 1; and the pivots taken. */
    record Answer(double[] share, double[] price, int pivots) {}

    private final CellProgramme programme;
    /** One row per variable of the programme, and the objective last; columns: the programme's rows, and the right side last. */
    private final double[][] tableau;
    /** What stands in each basic row: below rowCount a price, from there on a slack. */
    private final int[] basic;
    /** What stands in each column outside the basis. */
    private final int[] outside;

    GameSimplex(CellProgramme programme) {
        this.programme = programme;
        int variables = programme.variables();
        int rows = programme.rowCount();
        double scale = Arrays.stream(programme.rate).flatMapToDouble(Arrays::stream).max().getAsDouble();
        tableau = new double[variables + 1][rows + 1];
        for (int j = 0; j < variables; j++) {
            for (int i = 0; i < programme.rows[j].length; i++) {
                tableau[j][programme.rows[j][i]] = programme.rate[j][i] / scale;
            }
            tableau[j][rows] = 1;
        }
        Arrays.fill(tableau[variables], 0, rows, -1);
        basic = new int[variables];
        Arrays.setAll(basic, j -> rows + j);
        outside = new int[rows];
        Arrays.setAll(outside, i -> i);
    }

    Answer solve(int mostPivots) {
        int pivots = 0;
        for (int column = entering(pivots); column >= 0 && pivots < mostPivots; column = entering(pivots)) {
            int row = leaving(column);
            if (row < 0) {
                // Rates so far apart that all of a column count as 0: the gap tells that this is no answer.
                break;
            }
            pivot(row, column);
            pivots++;
        }
        double[] price = new double[programme.rowCount()];
        double[] share = new double[programme.variables()];
        for (int j = 0; j < basic.length; j++) {
            if (basic[j] < price.length) {
                price[basic[j]] = Math.max(0, tableau[j][price.length]);
            }
        }
        for (int column = 0; column < outside.length; column++) {
            if (outside[column] >= price.length) {
                share[outside[column] - price.length] = Math.max(0, tableau[basic.length][column]);
            }
        }
        normalise(price);
        normalise(share);
        return new Answer(share, price, pivots);
    }

    private int entering(int pivots) {
        double[] reduced = tableau[basic.length];
        int chosen = -1;
        for (int column = 0; column < outside.length; column++) {
            if (reduced[column] < -ZERO && (chosen < 0 || (pivots < PATIENCE * (outside.length + basic.length)
                    ? reduced[column] < reduced[chosen]
                    : outside[column] < outside[chosen]))) {
                chosen = column;
            }
        }
        return chosen;
    }

    /** The row of the pivot, or -1 if the column has no number above 0 up to rounding. */
    private int leaving(int column) {
        int right = outside.length;
        int chosen = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < basic.length; j++) {
            if (tableau[j][column] > ZERO) {
                double limit = tableau[j][right] / tableau[j][column];
                if (limit < least || limit == least && basic[j] < basic[chosen]) {
                    least = limit;
                    chosen = j;
                }
            }
        }
        return chosen;
    }

    private void pivot(int row, int column) {
        double[] pivotRow = tableau[row];
        double inverse = 1 / pivotRow[column];
        for (int other = 0; other < tableau.length; other++) {
            if (other != row) {
                double[] target = tableau[other];
                double factor = target[column] * inverse;
                if (factor != 0) {
                    for (int i = 0; i < target.length; i++) {
                        target[i] -= factor * pivotRow[i];
                    }
                }
                target[column] = -factor;
            }
        }
        for (int i = 0; i < pivotRow.length; i++) {
            pivotRow[i] *= inverse;
        }
        pivotRow[column] = inverse;
        int left = basic[row];
        basic[row] = outside[column];
        outside[column] = left;
    }

    private static void normalise(double[] values) {
        double sum = Arrays.stream(values).sum();
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }
}
