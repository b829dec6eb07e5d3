package io.alphafair.studies.programme;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.WholeAllocation;
import io.alphafair.studies.nmes.Care;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who gets what at one alpha.
 *
 * @param alpha 0, a finite number or infinity
 * @param whole whether units were rounded to whole ones
 * @param objective W of this decision, each group weighted by its members
 * @param shadowPrice dW/dQ of the optimum
 * @param gap how far the optimum can be from the true one, in W, by its duality gap
 * @param lossBound how much more W a decision with whole units can have, at most; the gap where parts of units are given
 * @param unspent what is left of the budget
 * @param groups what each group gets
 */
record Decision(double alpha, boolean whole, double objective, double shadowPrice, double gap, double lossBound,
        double unspent, List<Share> groups) {

    /**
     * What one group gets.
     *
     * @param group its name
     * @param members its number of members
     * @param reached how many of them get something
     * @param partly how many of those get a part of a unit or a mixture of two kinds of care
     * @param spent in visits to a physician's office
     * @param meanBenefit over all members, in expected visits
     * @param cutoff the benefit per unit of cost where the money of the optimum ends; 0 if all that helps is paid for
     * @param units of each kind of care, by the survey's column
     */
    record Share(String group, long members, long reached, long partly, double spent, double meanBenefit, double cutoff,
            Map<String, Double> units) {
        /** The part of the members that get something, from 0 to 1. */
        double reachedPart() {
            return (double) reached / members;
        }
    }

    static Decision of(Programme programme, Fairness fairness, double budget, boolean whole) {
        CappedAllocation best = programme.allocate(fairness, budget);
        if (!whole) {
            return new Decision(fairness.alpha(), false, best.objective(), best.shadowPrice(), best.dualityGap(),
                    best.dualityGap(), best.unspent(), shares(programme, best, programme.steps().funded(best), null));
        }
        WholeAllocation rounded = programme.steps().whole(best);
        return new Decision(fairness.alpha(), true, rounded.objective(), best.shadowPrice(), best.dualityGap(),
                rounded.lossBound(), rounded.unspent(),
                shares(programme, best, programme.steps().funded(rounded), rounded));
    }

    /** @param rounded null if parts of units are given */
    private static List<Share> shares(Programme programme, CappedAllocation best, Iterable<FundedEntry> holdings,
            WholeAllocation rounded) {
        int groups = best.groupCount();
        long[] reached = new long[groups];
        long[] partly = new long[groups];
        double[][] units = new double[groups][Care.values().length];
        long before = -1;
        for (FundedEntry holding : holdings) {
            // A mixture of two kinds of care is two holdings of one row.
            if (holding.row() != before) {
                reached[holding.group()]++;
                partly[holding.group()] += holding.full() ? 0 : 1;
            }
            before = holding.row();
            units[holding.group()][holding.item()] += holding.dose();
        }
        List<Share> shares = new ArrayList<>();
        for (int k = 0; k < groups; k++) {
            shares.add(new Share(programme.groupNames().get(k), best.groupSize(k), reached[k], partly[k],
                    rounded == null ? best.budget(k) : rounded.budget(k),
                    rounded == null ? best.utility(k) : rounded.utility(k), best.cutoffRatio(k), byColumn(units[k])));
        }
        return shares;
    }

    private static Map<String, Double> byColumn(double[] units) {
        Map<String, Double> byColumn = new LinkedHashMap<>();
        for (Care care : Care.values()) {
            byColumn.put(care.column(), units[care.ordinal()]);
        }
        return byColumn;
    }

    /** All people who get something. */
    long reached() {
        return groups.stream().mapToLong(Share::reached).sum();
    }

    /** All people. */
    long members() {
        return groups.stream().mapToLong(Share::members).sum();
    }

    /** The benefit of all people together, in expected visits. */
    double totalBenefit() {
        return groups.stream().mapToDouble(share -> share.members() * share.meanBenefit()).sum();
    }

    /** The lowest mean benefit of a group. */
    double lowest() {
        return groups.stream().mapToDouble(Share::meanBenefit).min().orElseThrow();
    }

    /** 1 - benefit of all people / that of another decision: the share that is given up. */
    double givenUp(Decision mostBenefit) {
        double most = mostBenefit.totalBenefit();
        return most > 0 ? 1 - totalBenefit() / most : 0;
    }
}
