package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import java.util.Arrays;

/**
 * Polynomials of a feature on the people of an example, in a basis that is orthonormal over these people (Vandermonde with
 * Arnoldi: Brubeck, Nakatsukasa and Trefethen, 2021). Any degree is well conditioned; from as many coefficients as there
 * are distinct features on every function is matched, and higher degrees add nothing.
 */
final class Polynomials {
    private static final double NOTHING_NEW = 1e-10;

    private final double[] feature;
    private final double[][] basis;

    private Polynomials(double[] feature, double[][] basis) {
        this.feature = feature;
        this.basis = basis;
    }

    static Polynomials of(double[] feature, int degree) {
        if (degree < 1) {
            throw new InvalidInputException("degree " + degree + ": expected at least 1");
        }
        int size = feature.length;
        double scale = Arrays.stream(feature).map(Math::abs).max().orElseThrow();
        double[][] basis = new double[Math.min(degree + 1, size)][];
        int count = 0;
        double[] next = new double[size];
        Arrays.fill(next, 1 / Math.sqrt(size));
        while (count < basis.length) {
            double before = Math.sqrt(dot(next, next));
            // Twice, for orthogonality to the last bits.
            for (int pass = 0; pass < 2; pass++) {
                for (int known = 0; known < count; known++) {
                    double part = dot(next, basis[known]);
                    for (int i = 0; i < size; i++) {
                        next[i] -= part * basis[known][i];
                    }
                }
            }
            double length = Math.sqrt(dot(next, next));
            if (length <= NOTHING_NEW * before) {
                break;
            }
            double[] column = next.clone();
            for (int i = 0; i < size; i++) {
                column[i] /= length;
                next[i] = column[i] * feature[i] / scale;
            }
            basis[count++] = column;
        }
        return new Polynomials(feature, Arrays.copyOf(basis, count));
    }

    /** The number of coefficients. */
    int count() {
        return basis.length;
    }

    /** The coefficient's polynomial at a person. */
    double basis(int coefficient, int person) {
        return basis[coefficient][person];
    }

    /** The polynomial's value at every person. */
    double[] values(double[] coefficients) {
        double[] values = new double[feature.length];
        for (int j = 0; j < basis.length; j++) {
            for (int i = 0; i < values.length; i++) {
                values[i] += coefficients[j] * basis[j][i];
            }
        }
        return values;
    }

    /** The coefficients of the closest polynomial: the least squares fit. */
    double[] project(double[] target) {
        double[] coefficients = new double[basis.length];
        Arrays.setAll(coefficients, j -> dot(basis[j], target));
        return coefficients;
    }

    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
