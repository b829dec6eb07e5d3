package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Functions on the people of an example, orthonormal over these people; a model's predictions are their linear
 * combinations.
 *
 * <p>Polynomials are made by Vandermonde with Arnoldi (Brubeck, Nakatsukasa and Trefethen, 2021). So any degree is well
 * conditioned; from as many coefficients as there are distinct features on every function is matched, and higher degrees
 * add nothing.
 */
final class Basis {
    private static final double NOTHING_NEW = 1e-10;

    private final int size;
    private final double[][] basis;
    private final List<Integer> leftOut = new ArrayList<>();
    private int count;

    private Basis(int size, int most) {
        this.size = size;
        this.basis = new double[Math.min(most, size)][];
    }

    /** Polynomials of one feature. */
    static Basis ofPolynomials(double[] feature, int degree) {
        if (degree < 1) {
            throw new InvalidInputException("degree " + degree + ": expected at least 1");
        }
        double scale = Arrays.stream(feature).map(Math::abs).max().orElseThrow();
        Basis made = new Basis(feature.length, degree + 1);
        boolean isNew = made.add(ones(feature.length));
        while (isNew && made.count < made.basis.length) {
            double[] next = made.basis[made.count - 1].clone();
            for (int i = 0; i < next.length; i++) {
                next[i] = next[i] * feature[i] / scale;
            }
            isNew = made.add(next);
        }
        return made;
    }

    /** A constant and linear functions of the features, {@code [feature][person]}, but of those {@link #leftOut}. */
    static Basis ofFeatures(double[][] features) {
        Basis made = new Basis(features[0].length, features.length + 1);
        made.add(ones(features[0].length));
        for (int feature = 0; feature < features.length; feature++) {
            if (made.count == made.basis.length || !made.add(scaled(features[feature]))) {
                made.leftOut.add(feature);
            }
        }
        return made;
    }

    /** With 1 as the largest size, so that no square leaves the range of doubles. */
    private static double[] scaled(double[] feature) {
        double largest = Arrays.stream(feature).map(Math::abs).max().orElseThrow();
        return Arrays.stream(feature).map(value -> largest == 0 ? value : value / largest).toArray();
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1 / Math.sqrt(size));
        return ones;
    }

    /** Adds what is new in a function, which is overwritten. */
    private boolean add(double[] next) {
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
            return false;
        }
        for (int i = 0; i < size; i++) {
            next[i] /= length;
        }
        basis[count++] = next;
        return true;
    }

    /** The number of coefficients. */
    int count() {
        return count;
    }

    /** The features that add nothing: they are constant, or follow from the constant and the features before them. */
    List<Integer> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The coefficient's function at a person. */
    double at(int coefficient, int person) {
        return basis[coefficient][person];
    }

    /** The linear combination's value at every person. */
    double[] values(double[] coefficients) {
        double[] values = new double[size];
        for (int j = 0; j < count; j++) {
            for (int i = 0; i < values.length; i++) {
                values[i] += coefficients[j] * basis[j][i];
            }
        }
        return values;
    }

    /** The coefficients of the closest combination: the least squares fit. */
    double[] project(double[] target) {
        double[] coefficients = new double[count];
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
