package io.alphafair.closedform;

/**
 * What the closed form needs of a group argmax whatever its fairness and budget: {@code p_k = rho_k / G_k} of every group,
 * their range, and a copy of what the derivatives need of the winners, so that a later filling of the argmax does not
 * change them. Read once for each filling, so that a sweep pays for it once.
 */
final class Winners {
    /** Mantissas whose product stays in the range of doubles. */
    private static final int FACTORS = 512;

    /** p_k, 0 for a group without a positive ratio. */
    final double[] slope;
    /** The winner's benefit; 0 for an absent group. */
    final double[] benefit;
    /** The winner's cost; 0 for an absent group. */
    final double[] cost;
    /** G_k. */
    final long[] size;
    /** Whether another entry has the winner's ratio. */
    final boolean[] tied;
    private final double[] extremes = new double[2];
    private int active;
    private int firstActive;
    private int zeroGroup;
    private double smallest;
    private double largest;
    private boolean normalOverSmallest;
    private boolean normalOverLargest;
    /** -1 until it is asked for. */
    private int indexOfSmallest;
    private int indexOfLargest;

    private boolean logarithmKnown;
    private long logarithmExponent;
    private double logarithmRest;

    Winners(int groupCount) {
        slope = new double[groupCount];
        benefit = new double[groupCount];
        cost = new double[groupCount];
        size = new long[groupCount];
        tied = new boolean[groupCount];
    }

    /** @throws RefusedException if no ratio is positive or a slope underflows */
    void read(double[] ratios, long[] sizes, double[] benefits, double[] costs, boolean[] ties) {
        logarithmKnown = false;
        GroupLoops.forGroups(slope.length).slopes(ratios, sizes, slope, extremes);
        copy(sizes, benefits, costs, ties);
        smallest = extremes[0];
        largest = extremes[1];
        active = slope.length;
        firstActive = 0;
        zeroGroup = -1;
        if (smallest == 0) {
            readZeros(ratios);
        }
        normalOverLargest = smallest / largest >= Double.MIN_NORMAL;
        normalOverSmallest = largest / smallest <= Double.MAX_VALUE;
        indexOfSmallest = -1;
        indexOfLargest = -1;
    }

    private void copy(long[] sizes, double[] benefits, double[] costs, boolean[] ties) {
        if (slope.length >= GroupLoops.WORTHWHILE) {
            System.arraycopy(sizes, 0, size, 0, size.length);
            System.arraycopy(benefits, 0, benefit, 0, benefit.length);
            System.arraycopy(costs, 0, cost, 0, cost.length);
            System.arraycopy(ties, 0, tied, 0, tied.length);
            return;
        }
        // Four calls cost more than so few groups.
        for (int k = 0; k < slope.length; k++) {
            size[k] = sizes[k];
            benefit[k] = benefits[k];
            cost[k] = costs[k];
            tied[k] = ties[k];
        }
    }

    private void readZeros(double[] ratios) {
        smallest = Double.POSITIVE_INFINITY;
        active = 0;
        for (int k = slope.length - 1; k >= 0; k--) {
            if (slope[k] > 0) {
                active++;
                firstActive = k;
                smallest = Math.min(smallest, slope[k]);
            } else if (size[k] > 0 && ratios[k] == 0) {
                zeroGroup = k;
            }
        }
        for (int k = 0; k < slope.length; k++) {
            if (slope[k] == 0 && ratios[k] > 0) {
                throw new RefusedException("group " + k + ": best ratio " + ratios[k] + " over " + size[k]
                        + " members underflows to 0: expected a positive number; scale the benefits up");
            }
        }
        if (active == 0) {
            throw new RefusedException(
                    "no benefit is positive: expected one at least; there is nothing to allocate for");
        }
    }

    /** rho_k, the winner's benefit over its cost; 0 for an absent group. */
    double ratio(int group) {
        return size[group] == 0 ? 0 : benefit[group] / cost[group];
    }

    /** The number of groups with a positive ratio; at least 1. */
    int active() {
        return active;
    }

    /** The first group with a positive ratio. */
    int firstActive() {
        return firstActive;
    }

    boolean allActive() {
        return active == slope.length;
    }

    /** The first group that has members and no positive ratio, or -1. */
    int zeroGroup() {
        return zeroGroup;
    }

    /** The smallest positive p_k. */
    double smallest() {
        return smallest;
    }

    /** Whether every positive p_k has all its digits. */
    boolean isNormal() {
        return smallest >= Double.MIN_NORMAL;
    }

    /** Whether every positive p_k over the reference of {@code gamma} is finite and has all its digits. */
    boolean hasNormalQuotients(double gamma) {
        return gamma > 0 ? normalOverLargest : normalOverSmallest;
    }

    /** The p_k whose power gamma is the largest. */
    double reference(double gamma) {
        return gamma > 0 ? largest : smallest;
    }

    /** The first group whose p_k is the reference of {@code gamma}. */
    int indexOfReference(double gamma) {
        if (gamma > 0) {
            if (indexOfLargest < 0) {
                indexOfLargest = GroupLoops.forGroups(slope.length).indexOf(slope, largest);
            }
            return indexOfLargest;
        }
        if (indexOfSmallest < 0) {
            indexOfSmallest = GroupLoops.forGroups(slope.length).indexOf(slope, smallest);
        }
        return indexOfSmallest;
    }

    /**
     * The natural logarithm of the product of {@code x p_k} over the groups with a positive p_k, all normal. Exponents
     * are added apart, so that nothing cancels; mantissas are multiplied, which needs one logarithm for many groups.
     */
    double logarithmOfProduct(double x) {
        if (!logarithmKnown) {
            multiply();
            logarithmKnown = true;
        }
        double exponent = logarithmExponent + active * Powers.exponent(x);
        return Powers.naturalLog(exponent, logarithmRest + active * Powers.logarithm(Powers.mantissa(x)));
    }

    private void multiply() {
        long exponent = 0;
        double rest = 0;
        for (int from = 0; from < slope.length; from += FACTORS) {
            double product = 1;
            int to = Math.min(slope.length, from + FACTORS);
            for (int k = from; k < to; k++) {
                double p = slope[k] > 0 ? slope[k] : 1;
                exponent += Powers.exponent(p);
                product *= Powers.mantissa(p);
            }
            exponent += Powers.exponent(product);
            rest += Powers.logarithm(Powers.mantissa(product));
        }
        logarithmExponent = exponent;
        logarithmRest = rest;
    }
}
