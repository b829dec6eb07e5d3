package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.util.Arrays;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * The paper's gradient ascent for continuous problems: a step of s towards more of U at theta, then a step of theta
 * towards more of F at the optimum, in turns. The second follows {@code G = -(d2U/dtheta ds) (d2U/ds2)^-1 dF/ds}, which
 * differentiates the optimum implicitly; the linear system goes to ojAlgo's LU.
 */
public final class AlternatingAscent {
    /** Where it ended. */
    public record Result(double[] s, double[] theta, double criterion, int steps, boolean converged) {}

    private final double solutionRate;
    private final double parameterRate;

    /**
     * An ascent.
     *
     * @param solutionRate the paper's alpha
     * @param parameterRate the paper's beta, smaller, so that s keeps up with theta
     * @throws InvalidInputException if a rate is not positive
     */
    public AlternatingAscent(double solutionRate, double parameterRate) {
        if (!(solutionRate > 0 && parameterRate > 0)) {
            throw new InvalidInputException(
                    "learning rates " + solutionRate + " and " + parameterRate + ": expected positive numbers");
        }
        this.solutionRate = solutionRate;
        this.parameterRate = parameterRate;
    }

    /** G at s, as if s were optimal for theta. */
    public static double[] gradient(SmoothProblem problem, double[] s, double[] theta) {
        double[][] mixed = problem.mixedDerivative(s, theta);
        double[] byS = problem.criterionGradient(s);
        LU<Double> factors = LU.R064.make();
        // Symmetric, so its rows are its columns.
        R064Store hessian = R064Store.wrap(
                Arrays.stream(problem.objectiveHessian(s, theta)).flatMapToDouble(Arrays::stream).toArray(), s.length);
        if (!factors.decompose(hessian) || !factors.isSolvable()) {
            throw new InvalidInputException("the objective's second derivative cannot be inverted, as for one that is "
                    + "linear: choose a strictly concave objective");
        }
        MatrixStore<Double> solved = factors.getSolution(R064Store.wrap(byS, s.length));
        double[] gradient = new double[theta.length];
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < s.length; j++) {
                gradient[i] -= mixed[i][j] * solved.doubleValue(j, 0);
            }
        }
        return gradient;
    }

    /** Ascends until neither moves by more than the tolerance, or for so many steps. */
    public Result run(SmoothProblem problem, double[] fromS, double[] fromTheta, double tolerance, int mostSteps) {
        double[] s = problem.projectSolution(fromS.clone());
        double[] theta = problem.projectParameter(fromTheta.clone());
        for (int step = 1; step <= mostSteps; step++) {
            double[] nextS = problem.projectSolution(add(s, solutionRate, problem.objectiveGradient(s, theta)));
            double[] nextTheta = problem.projectParameter(add(theta, parameterRate, gradient(problem, nextS, theta)));
            double moved = Math.max(distance(s, nextS), distance(theta, nextTheta));
            s = nextS;
            theta = nextTheta;
            if (moved <= tolerance) {
                return new Result(s, theta, problem.criterion(s), step, true);
            }
        }
        return new Result(s, theta, problem.criterion(s), mostSteps, false);
    }

    private static double[] add(double[] to, double rate, double[] direction) {
        double[] sum = to.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += rate * direction[i];
        }
        return sum;
    }

    /** The largest difference. */
    static double distance(double[] one, double[] other) {
        double most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
        }
        return most;
    }
}
