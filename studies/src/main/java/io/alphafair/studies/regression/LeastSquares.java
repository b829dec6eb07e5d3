package io.alphafair.studies.regression;

import io.alphafair.InvalidInputException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * Linear models of several targets on the same predictors, fitted by ordinary least squares (Householder QR).
 *
 * @param design the predictors
 * @param coefficients {@code [target][predictor]}
 * @param fitted the models' values, {@code [target][row]}
 * @param rSquared the explained share of each target's variance
 */
public record LeastSquares(DesignMatrix design, double[][] coefficients, double[][] fitted, double[] rSquared) {
    /** The part of a predictor's length that must be its own; less is rounding. */
    private static final double DEPENDENT = 1e-10;

    /**
     * Fits one model a target.
     *
     * @param targets {@code [target][row]}
     * @throws InvalidInputException if a target has another length than the predictors, or these are linearly dependent
     */
    public static LeastSquares fit(DesignMatrix design, double[][] targets) {
        for (double[] target : targets) {
            if (target.length != design.rowCount()) {
                throw new InvalidInputException("a target of " + target.length + " rows for predictors of "
                        + design.rowCount() + ": expected as many");
            }
        }
        R064Store predictors = store(design.columns());
        QR<Double> qr = QR.R064.make(predictors);
        qr.decompose(predictors);
        requireIndependent(design, qr.getR());
        MatrixStore<Double> solution = qr.getSolution(store(targets));
        double[][] fitted = columns(predictors.multiply(solution));
        double[] rSquared = new double[targets.length];
        Arrays.setAll(rSquared, target -> rSquared(targets[target], fitted[target]));
        return new LeastSquares(design, columns(solution), fitted, rSquared);
    }

    /** The diagonal of R holds each predictor's distance from the span of those before it. */
    private static void requireIndependent(DesignMatrix design, MatrixStore<Double> r) {
        for (int predictor = 0; predictor < design.predictorCount(); predictor++) {
            double length = Math.sqrt(Arrays.stream(design.columns()[predictor]).map(value -> value * value).sum());
            if (predictor >= design.rowCount()
                    || Math.abs(r.doubleValue(predictor, predictor)) <= DEPENDENT * length) {
                throw new InvalidInputException("predictor '" + design.names().get(predictor) + "' over "
                        + design.rowCount() + " rows is a combination of those before it: expected linearly "
                        + "independent predictors; drop it");
            }
        }
    }

    private static double rSquared(double[] target, double[] fitted) {
        double mean = Arrays.stream(target).average().orElseThrow();
        double residual = 0;
        double total = 0;
        for (int row = 0; row < target.length; row++) {
            residual += (target[row] - fitted[row]) * (target[row] - fitted[row]);
            total += (target[row] - mean) * (target[row] - mean);
        }
        return 1 - residual / total;
    }

    private static R064Store store(double[][] columns) {
        int rows = columns[0].length;
        double[] columnMajor = Stream.of(columns).flatMapToDouble(Arrays::stream).toArray();
        return R064Store.wrap(columnMajor, rows);
    }

    private static double[][] columns(MatrixStore<Double> matrix) {
        double[][] columns = new double[(int) matrix.countColumns()][(int) matrix.countRows()];
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < columns[column].length; row++) {
                columns[column][row] = matrix.doubleValue(row, column);
            }
        }
        return columns;
    }
}
