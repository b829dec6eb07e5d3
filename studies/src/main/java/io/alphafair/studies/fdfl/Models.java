package io.alphafair.studies.fdfl;

import java.util.Arrays;

/** Two polynomials, one per resource, of an example; their coefficients are one array, the first resource's first. */
record Models(Example example, Polynomials polynomials) {

    static Models of(Example example, int degree) {
        return new Models(example, Polynomials.of(example.feature(), degree));
    }

    /** The source document's start: every coefficient of the powers of the feature is 1, so both resources look alike. */
    double[] start(int degree) {
        double[] values = Arrays.stream(example.feature()).map(x -> {
            double sum = 0;
            for (int power = 0; power <= degree; power++) {
                sum += Math.pow(x, power);
            }
            return sum;
        }).toArray();
        return both(values, values);
    }

    /** The coefficients of the least squares fits. */
    double[] leastSquares() {
        return both(example.truth().first(), example.truth().second());
    }

    double[] both(double[] first, double[] second) {
        double[] coefficients = Arrays.copyOf(polynomials.project(first), 2 * polynomials.count());
        System.arraycopy(polynomials.project(second), 0, coefficients, polynomials.count(), polynomials.count());
        return coefficients;
    }

    double[] first(double[] coefficients) {
        return polynomials.values(Arrays.copyOf(coefficients, polynomials.count()));
    }

    double[] second(double[] coefficients) {
        return polynomials.values(Arrays.copyOfRange(coefficients, polynomials.count(), coefficients.length));
    }

    Fit firstFit(double[] coefficients) {
        return Fit.of(first(coefficients), example.truth().first(), example.truth().firstGroupSize());
    }

    Fit secondFit(double[] coefficients) {
        return Fit.of(second(coefficients), example.truth().second(), example.truth().firstGroupSize());
    }

    Decision decision(double[] coefficients) {
        return Decision.of(first(coefficients), second(coefficients), example.truth());
    }

    /** By how much the groups' errors differ, summed over the resources. */
    double disparity(double[] coefficients) {
        return firstFit(coefficients).disparity() + secondFit(coefficients).disparity();
    }
}
