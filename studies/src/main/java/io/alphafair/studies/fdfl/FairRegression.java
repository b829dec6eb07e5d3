package io.alphafair.studies.fdfl;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.optim.univariate.UnivariatePointValuePair;

/**
 * Regression with the accuracy-disparity penalty: the global minimum of
 * {@code mean squared error + weight |length of the first group's errors - length of the second's|}.
 *
 * <p>The penalty has a kink where the lengths are equal, and gradient methods stop beside it. But wherever the minimum
 * lies, on the kink (by a Lagrange multiplier) or off it, the gradients of the groups' sums of squares are parallel there:
 * it is a least squares fit with one weight a group. So the search has one dimension, the weights' angle from -90 to 180
 * degrees. It is scanned, and every dip refined by Hipparchus' Brent method, which needs no derivative.
 */
final class FairRegression {
    private static final int STEPS = 4_000;
    private static final double FROM = -Math.PI / 2;
    private static final double TO = Math.PI;

    private final Basis basis;
    private final double[] truth;
    private final int firstGroupSize;
    private final double weight;
    private final double[] firstTarget;
    private final double[] secondTarget;
    private final EigenDecompositionSymmetric ofFirst;

    private FairRegression(Basis basis, double[] truth, int firstGroupSize, double weight) {
        this.basis = basis;
        this.truth = truth;
        this.firstGroupSize = firstGroupSize;
        this.weight = weight;
        double[] part = truth.clone();
        Arrays.fill(part, firstGroupSize, part.length, 0);
        this.firstTarget = basis.project(part);
        double[] rest = truth.clone();
        Arrays.fill(rest, 0, firstGroupSize, 0);
        this.secondTarget = basis.project(rest);
        RealMatrix gram = new Array2DRowRealMatrix(basis.count(), basis.count());
        for (int i = 0; i < basis.count(); i++) {
            for (int j = 0; j < basis.count(); j++) {
                double sum = 0;
                for (int person = 0; person < firstGroupSize; person++) {
                    sum += basis.at(i, person) * basis.at(j, person);
                }
                gram.setEntry(i, j, sum);
            }
        }
        this.ofFirst = new EigenDecompositionSymmetric(gram);
    }

    /** The best fit among all combinations of the basis. */
    static Fit fit(Basis basis, double[] truth, int firstGroupSize, double weight) {
        FairRegression regression = new FairRegression(basis, truth, firstGroupSize, weight);
        Fit ordinary = Fit.of(basis.values(basis.project(truth)), truth, firstGroupSize);
        double best = Math.PI / 4;
        double least = ordinary.penalised(weight);
        double step = (TO - FROM) / STEPS;
        double[] loss = new double[STEPS + 1];
        Arrays.setAll(loss, i -> regression.loss(FROM + i * step));
        for (int i = 1; i < STEPS; i++) {
            if (loss[i] <= loss[i - 1] && loss[i] <= loss[i + 1]) {
                UnivariatePointValuePair dip = new BrentOptimizer(1e-14, 1e-16).optimize(
                        new UnivariateObjectiveFunction(regression::loss), GoalType.MINIMIZE, new MaxEval(1_000),
                        new SearchInterval(FROM + (i - 1) * step, FROM + (i + 1) * step));
                if (dip.getValue() < least) {
                    least = dip.getValue();
                    best = dip.getPoint();
                }
            }
        }
        return regression.at(best);
    }

    private double loss(double angle) {
        double loss = at(angle).penalised(weight);
        return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }

    /** The least squares fit with the groups' weights at this angle; the groups' Gram matrices add up to the identity. */
    private Fit at(double angle) {
        double first = Math.cos(angle);
        double second = Math.sin(angle);
        double[] target = new double[firstTarget.length];
        Arrays.setAll(target, j -> first * firstTarget[j] + second * secondTarget[j]);
        double[] rotated = ofFirst.getVT().operate(target);
        for (int j = 0; j < rotated.length; j++) {
            double share = Math.clamp(ofFirst.getEigenvalue(j), 0, 1);
            rotated[j] /= first * share + second * (1 - share);
        }
        return Fit.of(basis.values(ofFirst.getV().operate(rotated)), truth, firstGroupSize);
    }
}
