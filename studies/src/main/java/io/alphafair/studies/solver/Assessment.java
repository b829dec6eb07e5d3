package io.alphafair.studies.solver;

import io.alphafair.Items;
import java.util.Arrays;

/** Judges doses by the problem as it was given, whatever method found them and in whatever units it worked. */
final class Assessment {
    private final Items items;
    private final double budget;
    /** The labels of the groups that have any benefit: the only ones that count. */
    private final int[] labels;

    Assessment(Items items, double budget, int[] labels) {
        this.items = items;
        this.budget = budget;
        this.labels = labels;
    }

    /**
     * The welfare of the doses and a bound on what is missing to the optimum.
     *
     * <p>Prices of the groups' utilities give that bound. By concavity {@code W(u*) <= W(u) + sum m_k (u*_k - u_k)} with
     * {@code m = dW/du}, and no spending of the budget makes {@code sum m_k u*_k} larger than {@code budget * max m_g
     * benefit / (size_g cost)} over all N x T entries. At alpha = infinity {@code min u* <= sum m_k u*_k / sum m_k}
     * takes the place of concavity, for any prices m: those of the linear programme.
     *
     * @param price for each of the labels; used at alpha = infinity only
     */
    Solution of(double[] doses, double[] price, Welfare welfare, int iterations) {
        double[] utilities = utilities(doses);
        double[] useful = Arrays.stream(labels).mapToDouble(label -> utilities[label]).toArray();
        double objective = welfare.of(useful);
        double gap;
        if (welfare.isMaxMin()) {
            gap = worth(price) / Arrays.stream(price).sum() - objective;
        } else {
            double[] marginal = Arrays.stream(useful).map(welfare::marginal).toArray();
            gap = worth(marginal);
            for (int k = 0; k < useful.length; k++) {
                gap -= marginal[k] * useful[k];
            }
        }
        return new Solution(doses, utilities, objective, gap, gap / welfare.scale(useful), iterations);
    }

    private double[] utilities(double[] doses) {
        double[] utilities = new double[items.groupCount()];
        for (int flat = 0; flat < doses.length; flat++) {
            int row = flat / items.itemCount();
            utilities[items.groups().label(row)] += items.benefit(row, flat % items.itemCount()) * doses[flat];
        }
        for (int label : labels) {
            utilities[label] /= items.groups().groupSize(label);
        }
        return utilities;
    }

    /** The most that the budget can fetch at these prices. */
    private double worth(double[] price) {
        double[] byLabel = new double[items.groupCount()];
        for (int k = 0; k < labels.length; k++) {
            byLabel[labels[k]] = price[k] / items.groups().groupSize(labels[k]);
        }
        double worth = 0;
        for (int row = 0; row < items.individualCount(); row++) {
            double worthOfUnit = byLabel[items.groups().label(row)];
            for (int item = 0; item < items.itemCount(); item++) {
                worth = Math.max(worth, worthOfUnit * (items.benefit(row, item) / items.cost(row, item)));
            }
        }
        return budget * worth;
    }
}
