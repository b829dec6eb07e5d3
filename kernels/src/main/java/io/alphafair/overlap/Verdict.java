package io.alphafair.overlap;

import io.alphafair.Fairness;
import java.util.Arrays;

/**
 * What shares of the budget are worth, and a bound on what is missing to the optimum.
 *
 * <p>By concavity {@code W(u*) <= W(u) + sum m_g (u*_g - u_g)}, m = dW/du, and no shares make {@code sum m_g u*_g} larger
 * than the largest worth of a cell at prices m. At infinity {@code min u* <= sum y_g u*_g / sum y_g} for any prices y.
 *
 * @param utility by group
 */
record Verdict(double[] utility, double objective, double shadowPrice, double relativeGap) {

    /** @param price by row, for alpha = infinity; ignored else */
    static Verdict of(CellProgramme programme, Fairness fairness, double budget, double[] share, double[] price) {
        double[] u = programme.utilities(share);
        double[] byGroup = programme.byGroup(u);
        if (fairness.equals(Fairness.MAX_MIN)) {
            double worst = Arrays.stream(u).min().getAsDouble();
            double most = programme.largestWorth(price) / Arrays.stream(price).sum();
            return new Verdict(byGroup, worst, worst / budget, most / worst - 1);
        }
        double worth = Arrays.stream(u).map(fairness::marginalTimesUtility).sum();
        double gap = relativeGap(programme, fairness, u);
        // Utilities that are not numbers have no welfare; the gap tells.
        double welfare = Double.isNaN(gap) ? gap : fairness.welfare(u);
        return new Verdict(byGroup, welfare, worth / budget, gap);
    }

    /** The gap over |W|, at alpha = 1 over the number of rows, in prices scaled so that none overflows. */
    static double relativeGap(CellProgramme programme, Fairness fairness, double[] u) {
        double alpha = fairness.alpha();
        double least = Arrays.stream(u).min().getAsDouble();
        double[] price = new double[u.length];
        double spent = 0;
        for (int row = 0; row < u.length; row++) {
            price[row] = fairness.marginal(u[row] / least);
            spent += price[row] * u[row];
        }
        double excess = programme.largestWorth(price) / spent - 1;
        return Math.max(0, excess) * (alpha == 1 ? 1 : Math.abs(1 - alpha));
    }
}
