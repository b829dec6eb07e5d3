package io.alphafair.studies.nmes.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
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
        model.predict(instance.predictors(), predicted);
        BestItems best = instance.bestItems(predicted);
        double[] utility = utilities(instance, instance.allocate(best, fairness));
        double total = sum(utilities(instance, instance.allocate(best, Fairness.UTILITARIAN)));
        BestItems trueBest = instance.trueBestItems();
        double[] bestUtility = utilities(instance, instance.allocate(trueBest, fairness));
        double bestTotal = sum(utilities(instance, instance.allocate(trueBest, Fairness.UTILITARIAN)));
        boolean[] absent = new boolean[utility.length];
        int present = 0;
        for (int group = 0; group < absent.length; group++) {
            absent[group] = instance.isAbsent(group);
            present += absent[group] ? 0 : 1;
        }
        return new Judgement(fairness, present, EqualEquivalent.logarithm(utility, absent, fairness),
                EqualEquivalent.logarithm(bestUtility, absent, fairness), utility, bestUtility, total, bestTotal);
    }

    private static double[] utilities(Instance instance, Allocation allocation) {
        double[] utility = new double[instance.groupCount()];
        for (int group = 0; group < utility.length; group++) {
            utility[group] = instance.trueUtility(allocation, group);
        }
        return utility;
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
