package io.alphafair.studies.fdfl;

import java.time.Duration;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/** Minimises an integer programme; tests replace it by one whose time runs out. */
@FunctionalInterface
interface IntegerSolver {
    /** @throws UnsolvedException if no optimum is found within the limit */
    Optimisation.Result minimise(ExpressionsBasedModel model, Duration limit);

    /** By ojAlgo. */
    static Optimisation.Result ojAlgo(ExpressionsBasedModel model, Duration limit) {
        model.options.time_abort = limit.toMillis();
        // One thread, so that the assignment that is found rarely changes from run to run. Where people are alike and there
        // are three resources, it still does.
        model.options.integer(IntegerStrategy.DEFAULT.withParallelism(() -> 1));
        Optimisation.Result result = model.minimise();
        if (!result.getState().isOptimal()) {
            throw new UnsolvedException(limit, result.getState());
        }
        return result;
    }
}
