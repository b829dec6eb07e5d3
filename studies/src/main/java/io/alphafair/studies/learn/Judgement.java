package io.alphafair.studies.learn;

import io.alphafair.Fairness;

/**
 * One decision, made with a budget of 1 by predicted benefits, judged by the true ones beside the best decision.
 *
 * @param fairness what both maximise
 * @param present the number of groups that are not absent
 * @param logEquivalent {@link EqualEquivalent#logarithm} of the decision's true utilities
 * @param bestLogEquivalent the same of the best decision
 * @param utility true utilities by group, 0 where it is absent
 * @param bestUtility those of the best decision
 * @param utilitarianTotal the sum of the true utilities if the same predictions are used at alpha = 0
 * @param bestUtilitarianTotal the largest sum of utilities
 */
record Judgement(Fairness fairness, int present, double logEquivalent, double bestLogEquivalent, double[] utility,
        double[] bestUtility, double utilitarianTotal, double bestUtilitarianTotal) {

    /** Judges a model's decision. */
    static Judgement of(LogLinearModel model, Instance instance, Fairness fairness) {
        double[] predicted = new double[instance.benefit().length];
        model.predict(instance.features(), predicted);
        double[] utility = instance.decide(predicted, fairness).utilities();
        double total = sum(instance.decide(predicted, Fairness.UTILITARIAN).utilities());
        double[] bestUtility = instance.decide(instance.benefit(), fairness).utilities();
        double bestTotal = sum(instance.decide(instance.benefit(), Fairness.UTILITARIAN).utilities());
        boolean[] absent = instance.absent();
        int present = 0;
        for (boolean isAbsent : absent) {
            present += isAbsent ? 0 : 1;
        }
        return new Judgement(fairness, present, EqualEquivalent.logarithm(utility, absent, fairness),
                EqualEquivalent.logarithm(bestUtility, absent, fairness), utility, bestUtility, total, bestTotal);
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The share of the best equal equivalent that is lost, from 0 to 1; the same for every budget. */
    double relativeRegret() {
        return -Math.expm1(logEquivalent - bestLogEquivalent);
    }

    /** The welfare reached with a budget. */
    double welfare(double budget) {
        return welfare(logEquivalent, budget);
    }

    /** The largest welfare that the budget allows. */
    double bestWelfare(double budget) {
        return welfare(bestLogEquivalent, budget);
    }

    private double welfare(double logOfOne, double budget) {
        double alpha = fairness.alpha();
        double logarithm = logOfOne + Math.log(budget);
        if (alpha == 1) {
            return present * logarithm;
        }
        return alpha == Double.POSITIVE_INFINITY
                ? Math.exp(logarithm)
                : present * Math.exp((1 - alpha) * logarithm) / (1 - alpha);
    }
}
