package io.alphafair.studies.fdfl;

import java.util.function.ToDoubleFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * Hipparchus' CMA-ES. It compares points drawn around the present one and needs no gradient, so that a flat loss does not
 * stop it.
 */
final class Evolution {
    private static final int EVALUATIONS = 6_000;

    private Evolution() {
    }

    /**
     * Searches from {@code start}; the same seed gives the same bits.
     *
     * @param spread how far the first points are drawn from the start, by coefficient
     * @return the best point that was found, or the start if none is better
     */
    static double[] minimise(ToDoubleFunction<double[]> loss, double[] start, double[] spread, SimpleBounds bounds,
            int seed) {
        CMAESOptimizer optimizer = new CMAESOptimizer(EVALUATIONS, 0, true, 0, 0, new Well19937c(seed), false,
                (iteration, previous, current) -> false);
        double[] found = optimizer.optimize(new ObjectiveFunction(loss::applyAsDouble), GoalType.MINIMIZE,
                new InitialGuess(start), bounds, new CMAESOptimizer.Sigma(spread),
                new CMAESOptimizer.PopulationSize(16), new MaxEval(10 * EVALUATIONS)).getPoint();
        return loss.applyAsDouble(found) < loss.applyAsDouble(start) ? found : start;
    }
}
