package io.alphafair.studies.regret;

import java.util.Arrays;

/**
 * A continuous example: how much effort s_i >= 0 goes to each of some groups. Theta mixes two ideas of what effort is
 * worth, with costs that grow: {@code U = sum (theta a_i + (1 - theta) b_i) log(1 + s_i) - s_i^2 / 2}. Fair is equal
 * effort: F is minus the variance. Strictly concave, so that the optimum moves smoothly with theta.
 */
final class EffortProblem implements SmoothProblem {
    private final double[] first;
    private final double[] second;
    private final double least;
    private final double most;

    EffortProblem(double[] first, double[] second, double least, double most) {
        this.first = first.clone();
        this.second = second.clone();
        this.least = least;
        this.most = most;
    }

    private double worth(int i, double[] theta) {
        return theta[0] * first[i] + (1 - theta[0]) * second[i];
    }

    /** Where U is largest: the positive root of {@code s (1 + s) = worth}. */
    double[] optimum(double theta) {
        double[] s = new double[first.length];
        Arrays.setAll(s, i -> (Math.sqrt(1 + 4 * worth(i, new double[]{theta})) - 1) / 2);
        return s;
    }

    @Override
    public double[] objectiveGradient(double[] s, double[] theta) {
        double[] gradient = new double[s.length];
        Arrays.setAll(gradient, i -> worth(i, theta) / (1 + s[i]) - s[i]);
        return gradient;
    }

    @Override
    public double[][] objectiveHessian(double[] s, double[] theta) {
        double[][] hessian = new double[s.length][s.length];
        for (int i = 0; i < s.length; i++) {
            hessian[i][i] = -worth(i, theta) / ((1 + s[i]) * (1 + s[i])) - 1;
        }
        return hessian;
    }

    @Override
    public double[][] mixedDerivative(double[] s, double[] theta) {
        double[][] mixed = new double[1][s.length];
        Arrays.setAll(mixed[0], i -> (first[i] - second[i]) / (1 + s[i]));
        return mixed;
    }

    @Override
    public double criterion(double[] s) {
        double mean = Arrays.stream(s).average().orElseThrow();
        return -Arrays.stream(s).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    }

    @Override
    public double[] criterionGradient(double[] s) {
        double mean = Arrays.stream(s).average().orElseThrow();
        return Arrays.stream(s).map(x -> -2 * (x - mean) / s.length).toArray();
    }

    @Override
    public double[] projectSolution(double[] s) {
        return Arrays.stream(s).map(x -> Math.max(0, x)).toArray();
    }

    @Override
    public double[] projectParameter(double[] theta) {
        return Arrays.stream(theta).map(x -> Math.clamp(x, least, most)).toArray();
    }
}
