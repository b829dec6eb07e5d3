package io.alphafair.closedform;

import java.util.Arrays;

/**
 * A compensated sum (Neumaier's, without its branch): its error does not grow with the number of terms. The order of the
 * additions depends on their number alone.
 */
public final class CompensatedSum {
    private final double[] apart = new double[2 * GroupLoops.SUMS];
    private double sum;
    private double compensation;

    /** A sum of no terms. */
    public CompensatedSum() {
        // All fields start as 0.
    }

    /** Makes it a sum of no terms. */
    public void reset() {
        sum = 0;
        compensation = 0;
    }

    /** Adds one term. */
    public void add(double term) {
        double next = sum + term;
        double added = next - sum;
        compensation += sum - (next - added) + (term - added);
        sum = next;
    }

    /** Adds all: from {@link GroupLoops#WORTHWHILE} terms on as {@link GroupLoops#SUMS} sums, which are added at the end. */
    public void addAll(double[] terms) {
        if (terms.length < GroupLoops.WORTHWHILE) {
            double total = sum;
            double lost = compensation;
            for (double term : terms) {
                double next = total + term;
                double added = next - total;
                lost += total - (next - added) + (term - added);
                total = next;
            }
            sum = total;
            compensation = lost;
            return;
        }
        Arrays.fill(apart, 0);
        GroupLoops.forGroups(terms.length).add(terms, 0, terms.length, apart);
        for (int place = 0; place < GroupLoops.SUMS; place++) {
            add(apart[place]);
        }
        for (int place = GroupLoops.SUMS; place < apart.length; place++) {
            compensation += apart[place];
        }
    }

    /** The sum; where it left the double range the compensation is meaningless and left out. */
    public double value() {
        return Double.isFinite(sum) ? sum + compensation : sum;
    }
}
