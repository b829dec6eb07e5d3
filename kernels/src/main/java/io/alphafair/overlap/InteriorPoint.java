package io.alphafair.overlap;

import io.alphafair.Fairness;
import java.util.Arrays;

/**
 * A finite alpha > 0: a primal-dual interior-point method for the optimality conditions
 *
 * <pre>
 * A^T y + z = lambda 1,  sum s = 1,  s z = 0,  alpha log(A s) + log y = constant
 * </pre>
 *
 * of shares s, their reduced costs z and prices y of the groups' utilities. The conditions are homogeneous in the
 * prices, which are rescaled at every step so that {@code y u = 1}. Predictor and corrector after Mehrotra; a step solves
 * one system of as many unknowns as there are cells. A large alpha is approached from 2 by doubling, because prices
 * {@code u^-alpha} far apart would stop the first steps at once.
 */
final class InteriorPoint {
    /** Where improvement ends for doubles. */
    private static final double GOAL = 1e-14;
    private static final double FIRST_ALPHA = 2;
    private static final double STAGE_GAP = 0.1;
    private static final double TO_THE_BOUNDARY = 0.995;
    private static final double SHORT = 0.1;
    /** Steps without improvement, once there is a good answer, after which the best so far is taken. */
    private static final int PATIENCE = 5;
    private static final double GOOD = 1e-9;

    private final CellProgramme programme;
    private final double target;
    private final int m;
    private final NormalEquations equations;
    private final double[] s;
    private final double[] z;
    private final double[] y;
    private final double[] ds;
    private final double[] dz;
    private final double[] dy;
    private final double[] r3;
    private double[] u;
    private double alpha;
    private double lambda;
    private double logConstant;
    private double dLambda;

    /** The shares, and the steps it took. */
    record Answer(double[] share, int steps) {}

    InteriorPoint(CellProgramme programme, double alpha) {
        this.programme = programme;
        this.target = alpha;
        this.m = programme.variables();
        this.equations = new NormalEquations(programme);
        s = new double[m];
        z = new double[m];
        ds = new double[m];
        dz = new double[m];
        y = new double[programme.rowCount()];
        dy = new double[y.length];
        r3 = new double[y.length];
        start();
    }

    /** The shares that would be best if no cells overlapped, and prices for them. */
    private void start() {
        alpha = Math.min(target, FIRST_ALPHA);
        double exponent = Math.clamp(1 / alpha - 1, -1, 0.5);
        double most = Arrays.stream(programme.slope).max().getAsDouble();
        for (int j = 0; j < m; j++) {
            s[j] = StrictMath.pow(programme.slope[j] / most, exponent);
        }
        normaliseShares();
        u = programme.utilities(s);
        double least = Arrays.stream(u).min().getAsDouble();
        for (int row = 0; row < y.length; row++) {
            y[row] = StrictMath.pow(u[row] / least, -Math.min(alpha, 1));
        }
        rescalePrices();
        logConstant = meanOfLogarithms();
        double largest = programme.largestWorth(y);
        lambda = largest + Math.max(0.1 * largest, 0.1);
        for (int j = 0; j < m; j++) {
            z[j] = lambda - programme.worth(j, y);
        }
    }

    /** The best shares found in so many steps. */
    Answer solve(int mostSteps) {
        double bestGap = Double.POSITIVE_INFINITY;
        double[] best = s.clone();
        int sinceBest = 0;
        int step = 0;
        while (true) {
            double gap = Verdict.relativeGap(programme, Fairness.of(alpha), u);
            while (alpha < target && gap < STAGE_GAP) {
                alpha = Math.min(2 * alpha, target);
                logConstant = meanOfLogarithms();
                gap = Verdict.relativeGap(programme, Fairness.of(alpha), u);
            }
            sinceBest++;
            if (alpha == target && gap < bestGap) {
                bestGap = gap;
                best = s.clone();
                sinceBest = 0;
            }
            if (bestGap <= GOAL || bestGap < GOOD && sinceBest > PATIENCE || step == mostSteps || !advance()) {
                return new Answer(best, step);
            }
            step++;
        }
    }

    /** One step; false if doubles hold no further one. */
    private boolean advance() {
        rescalePrices();
        double gap = complementarity(0);
        for (int row = 0; row < y.length; row++) {
            r3[row] = logConstant - alpha * StrictMath.log(u[row]) - StrictMath.log(y[row]);
        }
        equations.factor(s, z, y, u, alpha);
        double[] r4 = new double[m];
        for (int j = 0; j < m; j++) {
            r4[j] = -s[j] * z[j];
        }
        direction(r4);
        double length = stepLength();
        boolean isShort = length <= SHORT;
        double ratio = complementarity(length) / gap;
        double centring = isShort ? 0.5 : Math.max(ratio * ratio * ratio, 1e-5);
        for (int j = 0; j < m; j++) {
            r4[j] = centring * gap / m - s[j] * z[j] - (isShort ? 0 : ds[j] * dz[j]);
        }
        direction(r4);
        return move(Math.min(1, TO_THE_BOUNDARY * stepLength()));
    }

    /** {@code s z} after a step of that length along the direction. */
    private double complementarity(double length) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
            sum += (s[j] + length * ds[j]) * (z[j] + length * dz[j]);
        }
        return sum;
    }

    private void direction(double[] r4) {
        dLambda = equations.solve(r3, r4, lambda, ds);
        double[] du = programme.utilities(ds);
        for (int row = 0; row < y.length; row++) {
            dy[row] = y[row] * (r3[row] - alpha / u[row] * du[row]);
        }
        for (int j = 0; j < m; j++) {
            dz[j] = (r4[j] - z[j] * ds[j]) / s[j];
        }
    }

    private double stepLength() {
        return Math.min(1, Math.min(limit(s, ds), Math.min(limit(z, dz), limit(y, dy))));
    }

    private static double limit(double[] values, double[] direction) {
        double limit = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (direction[i] < 0) {
                limit = Math.min(limit, -values[i] / direction[i]);
            }
        }
        return limit;
    }

    private boolean move(double length) {
        if (!(length > 0)) {
            return false;
        }
        for (int j = 0; j < m; j++) {
            s[j] += length * ds[j];
            z[j] += length * dz[j];
        }
        for (int row = 0; row < y.length; row++) {
            y[row] += length * dy[row];
        }
        lambda += length * dLambda;
        normaliseShares();
        u = programme.utilities(s);
        return allPositive(s) && allPositive(z) && allPositive(y);
    }

    /** Neither NaN nor 0, which rounding can make of what should stay inside. */
    private static boolean allPositive(double[] values) {
        for (double value : values) {
            if (!(value > 0 && value <= Double.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    private void normaliseShares() {
        double sum = Arrays.stream(s).sum();
        for (int j = 0; j < m; j++) {
            s[j] /= sum;
        }
    }

    private void rescalePrices() {
        double worth = 0;
        for (int row = 0; row < y.length; row++) {
            worth += y[row] * u[row];
        }
        for (int row = 0; row < y.length; row++) {
            y[row] /= worth;
        }
        for (int j = 0; j < m; j++) {
            z[j] /= worth;
            dz[j] = 0;
            ds[j] = 0;
        }
        lambda /= worth;
        logConstant -= StrictMath.log(worth);
    }

    /** The constant of the conditions that the prices are nearest to, by worth. */
    private double meanOfLogarithms() {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < y.length; row++) {
            double weight = y[row] * u[row];
            sum += weight * (alpha * StrictMath.log(u[row]) + StrictMath.log(y[row]));
            weights += weight;
        }
        return sum / weights;
    }
}
