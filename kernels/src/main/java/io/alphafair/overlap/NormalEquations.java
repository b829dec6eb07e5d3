package io.alphafair.overlap;

import java.util.Arrays;

/**
 * The linear system of an interior-point step, reduced to the shares:
 *
 * <pre>
 * (Z/S + A^T D A) ds + dLambda 1 = A^T(y r3) + r4/s - r1,  sum ds = 0,  D = alpha y / u
 * </pre>
 *
 * by Cholesky's factorisation. A^T D A may lack rank, as for two attributes whose groups both add up to everybody; then
 * Z/S holds the matrix up, and a pivot that rounding ate stands for a direction in which nothing moves.
 */
final class NormalEquations {
    private static final double EATEN = 1e-15;
    private static final double NOTHING_MOVES = 1e200;

    private final CellProgramme programme;
    private final int m;
    private final double[][] factor;
    private final double[] ones;
    private double[] s;
    private double[] z;
    private double[] y;
    private double onesSum;

    NormalEquations(CellProgramme programme) {
        this.programme = programme;
        this.m = programme.variables();
        this.factor = new double[m][m];
        this.ones = new double[m];
    }

    /** Takes these shares, reduced costs, prices and utilities. */
    void factor(double[] shares, double[] reducedCosts, double[] prices, double[] utilities, double alpha) {
        s = shares;
        z = reducedCosts;
        y = prices;
        double[] dense = new double[programme.rowCount()];
        for (int j = 0; j < m; j++) {
            int[] rows = programme.rows[j];
            for (int i = 0; i < rows.length; i++) {
                dense[rows[i]] = programme.rate[j][i] * alpha * y[rows[i]] / utilities[rows[i]];
            }
            for (int k = 0; k <= j; k++) {
                factor[j][k] = programme.worth(k, dense);
            }
            factor[j][j] += z[j] / s[j];
            for (int row : rows) {
                dense[row] = 0;
            }
        }
        decompose();
        Arrays.fill(ones, 1);
        substitute(ones);
        onesSum = sum(ones);
    }

    private void decompose() {
        for (int j = 0; j < m; j++) {
            double[] row = factor[j];
            for (int k = 0; k < j; k++) {
                double[] other = factor[k];
                double value = row[k];
                for (int i = 0; i < k; i++) {
                    value -= row[i] * other[i];
                }
                row[k] = value / other[k];
            }
            double pivot = row[j];
            for (int i = 0; i < j; i++) {
                pivot -= row[i] * row[i];
            }
            row[j] = Math.sqrt(pivot > EATEN * row[j] ? pivot : NOTHING_MOVES);
        }
    }

    /** Writes ds and returns dLambda. */
    double solve(double[] r3, double[] r4, double lambda, double[] ds) {
        double[] drive = new double[y.length];
        for (int row = 0; row < drive.length; row++) {
            // A^T(y r3) - r1 with r1 = lambda - A^T y - z.
            drive[row] = y[row] * (r3[row] + 1);
        }
        for (int j = 0; j < m; j++) {
            ds[j] = programme.worth(j, drive) + r4[j] / s[j] + z[j] - lambda;
        }
        substitute(ds);
        double dLambda = sum(ds) / onesSum;
        for (int j = 0; j < m; j++) {
            ds[j] -= dLambda * ones[j];
        }
        return dLambda;
    }

    private void substitute(double[] vector) {
        for (int j = 0; j < m; j++) {
            double value = vector[j];
            for (int i = 0; i < j; i++) {
                value -= factor[j][i] * vector[i];
            }
            vector[j] = value / factor[j][j];
        }
        for (int j = m - 1; j >= 0; j--) {
            double value = vector[j] / factor[j][j];
            vector[j] = value;
            for (int i = 0; i < j; i++) {
                vector[i] -= factor[j][i] * value;
            }
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
