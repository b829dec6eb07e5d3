package io.alphafair;

/**
 * Each group's share of the budget, up to a common factor: {@code w_k (w_k p_k / q_ref)^gamma} with the reference that
 * makes every power at most 1. Weighted groups use {@code w^(1/alpha) p^gamma = w (w p)^gamma}.
 */
final class Shares {
    private Shares() {
    }

    /** Fills raw, total, top and othersOfTop and, where no utility enters it, the shadow price. */
    static void divide(Allocation a) {
        double alpha = a.fairness.alpha();
        boolean maxMin = alpha == Double.POSITIVE_INFINITY;
        if (alpha == 0) {
            utilitarian(a);
        } else if (a.weighted && !maxMin) {
            weighted(a);
        } else {
            unweighted(a);
            if (maxMin) {
                // sum of raw shares = p_ref * sum 1/p_k
                a.shadowPrice = a.slopes.smallest() / a.total;
            }
        }
    }

    /** alpha = 0: all to the largest w_k p_k, equally among exact ties. */
    private static void utilitarian(Allocation a) {
        double[] q = a.weighted ? weightedSlopes(a) : a.slopes.slope;
        double largest = 0;
        int ties = 0;
        for (int k = 0; k < q.length; k++) {
            if (q[k] > largest) {
                largest = q[k];
                ties = 1;
                a.top = k;
            } else if (q[k] == largest) {
                ties++;
            }
        }
        for (int k = 0; k < q.length; k++) {
            a.raw[k] = q[k] == largest ? 1 : 0;
        }
        a.groupsTied = ties > 1;
        a.shadowPrice = largest;
        a.total = ties;
        a.othersOfTop = (ties - 1.0) / ties;
    }

    private static void unweighted(Allocation a) {
        double gamma = a.fairness.gamma();
        Slopes slopes = a.slopes;
        if (gamma == 0) {
            for (int k = 0; k < a.raw.length; k++) {
                a.raw[k] = slopes.slope[k] > 0 ? 1 : 0;
            }
            a.top = slopes.firstActive();
            a.total = slopes.active();
            a.othersOfTop = (slopes.active() - 1.0) / slopes.active();
            return;
        }
        // Its power is 1, and no other is larger.
        a.top = slopes.indexOfReference(gamma);
        powers(a, slopes.slope, slopes.reference(gamma), slopes.allActive(), slopes.hasNormalQuotients(gamma));
        sumOthers(a);
    }

    private static void weighted(Allocation a) {
        double gamma = a.fairness.gamma();
        double[] q = weightedSlopes(a);
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
        if (gamma == 0) {
            System.arraycopy(a.weight, 0, a.raw, 0, q.length);
        } else {
            powers(a, q, reference, a.slopes.allActive(), normal);
        }
        a.top = 0;
        for (int k = 0; k < q.length; k++) {
            a.raw[k] = q[k] == 0 ? 0 : gamma == 0 ? a.weight[k] : a.weight[k] * a.raw[k];
            if (a.raw[k] > a.raw[a.top]) {
                a.top = k;
            }
        }
        sumOthers(a);
        // Weights may lie anywhere in the range of doubles; from here on the shares themselves are the raw ones.
        double total = a.total;
        for (int k = 0; k < q.length; k++) {
            a.raw[k] /= total;
        }
        a.total = 1;
    }

    /** w_k p_k, in the place of the doses, which are not known yet. */
    private static double[] weightedSlopes(Allocation a) {
        double[] q = a.dose;
        for (int k = 0; k < q.length; k++) {
            double p = a.slopes.slope[k];
            q[k] = a.weight[k] * p;
            if (p > 0 && (q[k] == 0 || q[k] == Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("group " + k + ": weight " + a.weight[k]
                        + " times ratio per member " + p + " leaves the range of doubles; scale the weights");
            }
        }
        return q;
    }

    /** raw = (q / reference)^gamma, 0 where q is 0. */
    private static void powers(Allocation a, double[] q, double reference, boolean allPositive, boolean normal) {
        double[] raw = a.raw;
        if (a.fairness.alpha() == 0.5) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = q[k] / reference;
            }
        } else if (a.fairness.gamma() == -1) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = reference / q[k];
            }
        } else if (!normal) {
            powersFarApart(a.fairness, q, reference, raw);
        } else if (a.fairness.alpha() == 2) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = Math.sqrt(reference / q[k]);
            }
        } else if (a.powers != null) {
            System.arraycopy(a.powers, a.powersFrom, raw, 0, raw.length);
        } else {
            takePowers(a, q, reference);
        }
        if (!allPositive) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = q[k] == 0 ? 0 : raw[k];
            }
        }
    }

    private static void takePowers(Allocation a, double[] q, double reference) {
        Exponent exponent = a.fairness.gammaExponent();
        double[] raw = a.raw;
        if (raw.length < GroupLoops.WORTHWHILE) {
            for (int k = 0; k < raw.length; k++) {
                raw[k] = q[k] == reference ? 1 : exponent.power(q[k] / reference);
            }
            return;
        }
        PowerBlock block = a.block;
        block.setExponent(exponent);
        for (int from = 0; from < raw.length; from += PowerBlock.MOST) {
            int count = Math.min(raw.length - from, PowerBlock.MOST);
            for (int i = 0; i < count; i++) {
                block.base[i] = q[from + i] / reference;
            }
            GroupLoops.fastest().powers(block, count, raw, from);
        }
    }

    /** Where a quotient leaves the normal range its power need not: |gamma| <= 1 keeps both powers inside. */
    private static void powersFarApart(Fairness fairness, double[] q, double reference, double[] raw) {
        Exponent gamma = fairness.gammaExponent();
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
    private static void sumOthers(Allocation a) {
        double top = a.raw[a.top];
        a.raw[a.top] = 0;
        a.sum.reset();
        a.sum.addAll(a.raw);
        double others = a.sum.value();
        a.raw[a.top] = top;
        a.sum.add(top);
        a.total = a.sum.value();
        a.othersOfTop = others / a.total;
    }
}
