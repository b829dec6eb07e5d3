package io.alphafair.studies.regret;

/** A continuous problem: the objective U of a solution s, parametrised by theta, and the secondary criterion F of s. */
public interface SmoothProblem {
    /** dU/ds. */
    double[] objectiveGradient(double[] s, double[] theta);

    /** d2U/ds2, negative definite: {@code [i][j]}. */
    double[][] objectiveHessian(double[] s, double[] theta);

    /** d2U/(dtheta ds): {@code [i of theta][j of s]}. */
    double[][] mixedDerivative(double[] s, double[] theta);

    /** F(s). */
    double criterion(double[] s);

    /** dF/ds. */
    double[] criterionGradient(double[] s);

    /** The nearest solution in S; may be s itself. */
    double[] projectSolution(double[] s);

    /** The nearest parameter in Theta; may be theta itself. */
    double[] projectParameter(double[] theta);
}
