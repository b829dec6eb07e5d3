package io.alphafair.closedform;

/**
 * Each group's share of the budget, up to a common factor: {@code w_k (w_k p_k / q_ref)^gamma} with the reference that
 * makes every power at most 1. Weighted groups use {@code w^(1/alpha) p^gamma = w (w p)^gamma}.
 */
final class Shares {
    /** A power below 2^-1022 times a weight of at most this, relative to the total, is less than 2^-62 of the total. */
    private static final double MOST_APART = 0x1p960;

    private Shares() {
    }

    /** Fills raw, total, top and othersOfTop and, where no utility enters it, the shadow price. */
    static void divide(Solution s) {
        double alpha = s.alpha.value();
        boolean maxMin = alpha == Double.POSITIVE_INFINITY;
        if (alpha == 0) {
            utilitarian(s);
        } else if (s.weighted && !maxMin) {
            weighted(s);
        } else {
            unweighted(s);
            if (maxMin) {
                // sum of raw shares = p_ref * sum 1/p_k
                s.shadowPrice = s.winners.smallest() / s.total;
            }
        }
    }

    /** alpha = 0: all to the largest w_k p_k, equally among exact ties. */
    private static void utilitarian(Solution s) {
        double[] q = s.weighted ? weightedSlopes(s) : s.winners.slope;
        double largest = 0;
        int ties = 0;
        for (int k = 0; k < q.length; k++) {
            if (q[k] > largest) {
                largest = q[k];
                ties = 1;
                s.top = k;
            } else if (q[k] == largest) {
                ties++;
            }
        }
        for (int k = 0; k < q.length; k++) {
            s.raw[k] = q[k] == largest ? 1 : 0;
        }
        s.groupsTied = ties > 1;
        s.shadowPrice = s.weight(s.top) * s.winners.slope[s.top];
        s.total = ties;
        s.othersOfTop = (ties - 1.0) / ties;
    }

    private static void unweighted(Solution s) {
        double gamma = s.alpha.gamma();
        Winners winners = s.winners;
        if (gamma == 0) {
            for (int k = 0; k < s.raw.length; k++) {
                s.raw[k] = winners.slope[k] > 0 ? 1 : 0;
            }
            s.top = winners.firstActive();
            s.total = winners.active();
            s.othersOfTop = (winners.active() - 1.0) / winners.active();
            return;
        }
        // Its power is 1, and no other is larger.
        s.top = winners.indexOfReference(gamma);
        powers(s, winners.slope, winners.reference(gamma), winners.allActive(), winners.hasNormalQuotients(gamma));
        sumOthers(s);
    }

    private static void weighted(Solution s) {
        double gamma = s.alpha.gamma();
        double[] q = weightedSlopes(s);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double value : q) {
            if (value > 0) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        double reference = gamma >= 0 ? largest : smallest;
        boolean normal = smallest / reference >= Double.MIN_NORMAL && largest / reference <= Double.MAX_VALUE;
        if (gamma != 0) {
            powers(s, q, reference, s.winners.allActive(), normal);
        }
        double lost = weigh(s, q, gamma);
        sumOthers(s);
        if (lost > s.total * MOST_APART) {
            throw new RefusedException("the weights are more than " + MOST_APART
                    + " times apart, so that a share underflows: expected weights closer together; scale them");
        }
        // Weights may lie anywhere in the range of doubles; from here on the shares themselves are the raw ones.
        double total = s.total;
        for (int k = 0; k < q.length; k++) {
            s.raw[k] /= total;
        }
        s.total = 1;
    }

    /** Multiplies the powers by the weights; returns the largest weight whose power underflows, or 0. */
    private static double weigh(Solution s, double[] q, double gamma) {
        s.top = 0;
        double lost = 0;
        for (int k = 0; k < q.length; k++) {
            double weight = s.relativeWeight(k);
            if (gamma != 0 && q[k] > 0 && s.raw[k] < Double.MIN_NORMAL) {
                lost = Math.max(lost, weight);
            }
            s.raw[k] = q[k] == 0 ? 0 : gamma == 0 ? weight : weight * s.raw[k];
            if (s.raw[k] > s.raw[s.top]) {
                s.top = k;
            }
        }
        return lost;
    }

    /** w_k p_k up to a common factor, in the place of the doses, which are not known yet. */
    private static double[] weightedSlopes(Solution s) {
        double[] q = s.dose;
        for (int k = 0; k < q.length; k++) {
            double p = s.winners.slope[k];
            q[k] = s.relativeWeight(k) * p;
            if (p > 0 && !(q[k] >= Math.min(p, Double.MIN_NORMAL) && q[k] <= Double.MAX_VALUE)) {
                throw outOfRange(s, k);
            }
        }
        if (!s.hasOrdinaryWeights()) {
            requireWorths(s);
        }
        return q;
    }

    /** The welfare of a unit of money at utility 1 has to be a number, as with caps. */
    private static void requireWorths(Solution s) {
        for (int k = 0; k < s.raw.length; k++) {
            double worth = s.weight(k) * s.winners.slope[k];
            if (s.winners.slope[k] > 0 && !(worth > 0 && worth <= Double.MAX_VALUE)) {
                throw outOfRange(s, k);
            }
        }
    }

    private static RefusedException outOfRange(Solution s, int group) {
        return new RefusedException("group " + group + ": weight " + s.weight(group) + " times ratio per member "
                + s.winners.slope[group] + " leaves the range of doubles; scale the weights");
    }

    /** raw = (q / reference)^gamma, 0 where q is 0. */
    private static void powers(Solution s, double[] q, double reference, boolean allPositive, boolean normal) {
        double[] raw = s.raw;
        if (s.alpha.value() == 0.5) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = q[k] / reference;
            }
        } else if (s.alpha.gamma() == -1) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = reference / q[k];
            }
        } else if (!normal) {
            powersFarApart(s.alpha.gammaExponent(), q, reference, raw);
        } else if (s.alpha.value() == 2) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = Math.sqrt(reference / q[k]);
            }
        } else if (s.work.powers != null) {
            System.arraycopy(s.work.powers, s.work.powersFrom, raw, 0, raw.length);
        } else {
            takePowers(s, q, reference);
        }
        if (!allPositive) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = q[k] == 0 ? 0 : raw[k];
            }
        }
    }

    private static void takePowers(Solution s, double[] q, double reference) {
        Exponent exponent = s.alpha.gammaExponent();
        double[] raw = s.raw;
        if (raw.length < GroupLoops.WORTHWHILE) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = q[k] == reference ? 1 : exponent.power(q[k] / reference);
            }
            return;
        }
        PowerBlock block = s.work.block;
        block.setExponent(exponent);
        for (int from = 0; from < raw.length; from += PowerBlock.MOST) {
            int count = Math.min(raw.length - from, PowerBlock.MOST);
            for (int i = 0; i < count; i++) {
                block.base[i] = q[from + i] / reference;
            }
            GroupLoops.forGroups(count).powers(block, count, raw, from);
        }
    }

    /** Where a quotient leaves the normal range its power need not: |gamma| <= 1 keeps both powers inside. */
    private static void powersFarApart(Exponent gamma, double[] q, double reference, double[] raw) {
        for (int k = 0; k < raw.length; k++) {
            double quotient = q[k] / reference;
            if (quotient >= Double.MIN_NORMAL && quotient <= Double.MAX_VALUE) {
                raw[k] = gamma.power(quotient);
            } else {
                raw[k] = Math.abs(gamma.high()) <= 1 ? gamma.power(q[k]) / gamma.power(reference) : 0;
            }
        }
    }

    /** The total and, without cancellation, its part that is not the top group's. */
    private static void sumOthers(Solution s) {
        double top = s.raw[s.top];
        s.raw[s.top] = 0;
        s.work.sum.reset();
        s.work.sum.addAll(s.raw);
        double others = s.work.sum.value();
        s.raw[s.top] = top;
        s.work.sum.add(top);
        s.total = s.work.sum.value();
        s.othersOfTop = others / s.total;
    }
}
