package io.alphafair.studies.learn;

/** A decision that was made by predicted benefits. It may be asked until its instance makes the next one. */
interface Decision {
    /** The mean true benefit of each group's members; 0 where the group is absent. */
    double[] utilities();

    /**
     * The derivatives of a loss of the utilities, through the allocator.
     *
     * @param byUtility dL/du, K numbers, which this may overwrite
     * @param byLogarithm filled with the derivative to the logarithm of each predicted benefit
     */
    void pullBack(double[] byUtility, double[] byLogarithm);
}
