package io.alphafair.studies.fdfl;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * Two polynomials, one per resource, of an example; their coefficients are one array, the first resource's first.
 *
 * @param best an assignment that is optimal for the true benefits
 */
record Models(Example example, Basis polynomials, Assignment best) {

    static Models of(Example example, int degree) {
        return new Models(example, Basis.ofPolynomials(example.feature(), degree),
                example.truth().optimal().getFirst());
    }

    /** The source document's start: every coefficient of the powers of the feature is 1, so both resources look alike. */
    double[] start(int degree) {
        return ofPowers(ones(degree));
    }

    static double[] ones(int degree) {
        double[] ones = new double[2 * (degree + 1)];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The coefficients of two polynomials given by those of the feature's powers, from the constant up, one after the other. */
    double[] ofPowers(double[] powers) {
        int count = powers.length / 2;
        return both(valuesOfPowers(powers, 0, count), valuesOfPowers(powers, count, powers.length));
    }

    private double[] valuesOfPowers(double[] powers, int from, int to) {
        return Arrays.stream(example.feature()).map(x -> {
            // Horner's rule: the same bits on every machine, which Math.pow does not promise.
            double sum = 0;
            for (int place = to - 1; place >= from; place--) {
                sum = sum * x + powers[place];
            }
            return sum;
        }).toArray();
    }

    /** The inverse of {@link #ofPowers}, up to the degree. */
    double[] powers(double[] coefficients, int degree) {
        RealMatrix vandermonde = new Array2DRowRealMatrix(example.feature().length, degree + 1);
        for (int person = 0; person < vandermonde.getRowDimension(); person++) {
            double power = 1;
            for (int column = 0; column <= degree; column++) {
                vandermonde.setEntry(person, column, power);
                power *= example.feature()[person];
            }
        }
        DecompositionSolver solver = new QRDecomposition(vandermonde).getSolver();
        double[] ofFirst = solver.solve(new ArrayRealVector(first(coefficients), false)).toArray();
        double[] ofSecond = solver.solve(new ArrayRealVector(second(coefficients), false)).toArray();
        return DoubleStream.concat(Arrays.stream(ofFirst), Arrays.stream(ofSecond)).toArray();
    }

    /** Derivatives to the coefficients of a polynomial's powers, from the constant up, of derivatives to its predictions. */
    double[] byPowers(double[] byPrediction, int degree) {
        double[] gradient = new double[degree + 1];
        for (int person = 0; person < byPrediction.length; person++) {
            double part = byPrediction[person];
            for (int power = 0; power <= degree; power++) {
                gradient[power] += part;
                part *= example.feature()[person];
            }
        }
        return gradient;
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
        TwoResources truth = example.truth();
        return new Decision(
                new TwoResources(first(coefficients), second(coefficients), truth.firstGroupSize()).optimal(), truth,
                best);
    }

    /** By how much the groups' errors differ, summed over the resources. */
    double disparity(double[] coefficients) {
        return firstFit(coefficients).disparity() + secondFit(coefficients).disparity();
    }
}
