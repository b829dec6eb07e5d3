package io.alphafair.studies.fdfl;

/**
 * What a training makes small: how bad the decision is, for the worst of tied assignments, plus the weighted accuracy
 * disparity. Without the disparity it is piecewise constant.
 *
 * @param measure of the decision
 * @param penalty weight of the accuracy disparity, 0 for none
 */
record Loss(Models models, Measure measure, double penalty) {
    /** How a decision is judged. */
    enum Measure {
        /** By how far it is from the best one: the source document's. */
        ERROR,
        /** By how much more the groups' utilities differ. */
        REGRET
    }

    double of(double[] coefficients) {
        Decision decision = models.decision(coefficients);
        double worst = measure == Measure.ERROR ? decision.worstError() : decision.worstRegret();
        return penalty > 0 ? worst + penalty * models.disparity(coefficients) : worst;
    }
}
