package io.alphafair;

/**
 * The derivatives at the winners, for every alpha, in O(K) but for the Jacobians that are asked for whole.
 *
 * <p>Each is written so that nothing cancels: {@code 1 - s_k} is the sum of the other shares for the one group that may
 * hold more than half; and so that no 0 meets an infinity: a factor 0 makes a product 0.
 */
final class Derivatives {
    /** Where a quotient overflows both its sides are moved apart by this power of two, and the result moved back. */
    private static final double APART = 0x1p600;

    private Derivatives() {
    }

    /** 1 - s_k. */
    private static double others(Allocation a, int group) {
        return group == a.top ? a.othersOfTop : 1 - a.share(group);
    }

    /** Whether the group receives budget: all derivatives of the rest are 0. */
    private static boolean isActive(Allocation a, int group) {
        return a.budget[group] > 0;
    }

    private static double product(double x, double y) {
        return x == 0 || y == 0 ? 0 : x * y;
    }

    static double[] benefitGradient(Allocation a, double[] out) {
        Allocation.requireLength("places for the gradient", out, a.groupCount());
        double alpha = a.fairness.alpha();
        for (int k = 0; k < out.length; k++) {
            if (!isActive(a, k)) {
                out[k] = 0;
            } else if (alpha == 0) {
                out[k] = product(a.weight(k) / a.best.groupSize(k), a.dose[k]);
            } else if (alpha == Double.POSITIVE_INFINITY) {
                out[k] = a.budget[k] * a.share(k) / a.best.groupSize(k) / a.best.winnerCost(k);
            } else {
                out[k] = product(a.shadowPrice, a.budget[k]) / a.best.winnerBenefit(k);
            }
        }
        return out;
    }

    static double[] costGradient(Allocation a, double[] out) {
        Allocation.requireLength("places for the gradient", out, a.groupCount());
        for (int k = 0; k < out.length; k++) {
            out[k] = isActive(a, k) ? -product(a.shadowPrice, a.budget[k]) / a.best.winnerCost(k) + 0.0 : 0;
        }
        return out;
    }

    /** dd_l/db_k = gamma d_l (delta_lk - s_k) / b_k. */
    static double[][] benefitJacobian(Allocation a) {
        int count = a.groupCount();
        double gamma = a.fairness.gamma();
        double[][] jacobian = new double[count][count];
        for (int l = 0; l < count; l++) {
            for (int k = 0; k < count; k++) {
                if (isActive(a, l) && isActive(a, k)) {
                    double factor = product(gamma, l == k ? others(a, k) : -a.share(k));
                    jacobian[l][k] = product(factor, a.dose[l]) / a.best.winnerBenefit(k) + 0.0;
                }
            }
        }
        return jacobian;
    }

    /** dd_l/dc_k = -d_l (gamma (delta_lk - s_k) + delta_lk) / c_k. */
    static double[][] costJacobian(Allocation a) {
        int count = a.groupCount();
        double gamma = a.fairness.gamma();
        double[][] jacobian = new double[count][count];
        for (int l = 0; l < count; l++) {
            for (int k = 0; k < count; k++) {
                if (isActive(a, l) && isActive(a, k)) {
                    double factor = l == k ? costResponse(a, k, 1, 0) : -product(gamma, a.share(k));
                    jacobian[l][k] = -product(factor, a.dose[l]) / a.best.winnerCost(k) + 0.0;
                }
            }
        }
        return jacobian;
    }

    /** dL/db_k = gamma x_k/b_k ((1-s_k) y_k - sum of s_l y_l over the others), y = v/c. */
    static double[] benefitVjp(Allocation a, double[] upstream, double[] out) {
        boolean apart = priceUpstream(a, upstream, out);
        double gamma = a.fairness.gamma();
        Mixture mixture = a.mixture.of(a, out);
        for (int k = 0; k < out.length; k++) {
            if (isActive(a, k)) {
                double difference = others(a, k) * out[k] - mixture.withoutShareOf(k, out[k]);
                out[k] = restore(product(product(gamma, difference), a.budget[k]) / a.best.winnerBenefit(k), apart);
            }
        }
        return out;
    }

    /**
     * y + gamma ((1-s_k) y - mixture): with gamma < 0 as y/alpha - gamma (s_k y + mixture), which does not cancel, and
     * with gamma > 0 so that an infinite gamma meets one factor only.
     */
    private static double costResponse(Allocation a, int group, double y, double mixture) {
        double gamma = a.fairness.gamma();
        return gamma < 0
                ? y / a.fairness.alpha() - gamma * (a.share(group) * y + mixture)
                : y + product(gamma, others(a, group) * y - mixture);
    }

    /** dL/dc_k = -x_k/c_k (y_k + gamma ((1-s_k) y_k - sum of s_l y_l over the others)), y = v/c. */
    static double[] costVjp(Allocation a, double[] upstream, double[] out) {
        boolean apart = priceUpstream(a, upstream, out);
        Mixture mixture = a.mixture.of(a, out);
        for (int k = 0; k < out.length; k++) {
            if (isActive(a, k)) {
                double response = costResponse(a, k, out[k], mixture.withoutShareOf(k, out[k]));
                out[k] = restore(-product(response, a.budget[k]) / a.best.winnerCost(k), apart);
            }
        }
        return out;
    }

    /** d'_l = gamma d_l ((1-s_l) r_l - sum of s_k r_k over the others), r = b'/b. */
    static double[] benefitJvp(Allocation a, double[] tangent, double[] out) {
        boolean apart = relativeTangent(a, tangent, out, true);
        double gamma = a.fairness.gamma();
        Mixture mixture = a.mixture.of(a, out);
        for (int l = 0; l < out.length; l++) {
            if (isActive(a, l)) {
                double difference = others(a, l) * out[l] - mixture.withoutShareOf(l, out[l]);
                out[l] = restore(product(product(gamma, difference), a.dose[l]), apart);
            }
        }
        return out;
    }

    /** d'_l = -d_l (r_l + gamma ((1-s_l) r_l - sum of s_k r_k over the others)), r = c'/c. */
    static double[] costJvp(Allocation a, double[] tangent, double[] out) {
        boolean apart = relativeTangent(a, tangent, out, false);
        Mixture mixture = a.mixture.of(a, out);
        for (int l = 0; l < out.length; l++) {
            if (isActive(a, l)) {
                double response = costResponse(a, l, out[l], mixture.withoutShareOf(l, out[l]));
                out[l] = restore(-product(response, a.dose[l]), apart);
            }
        }
        return out;
    }

    static double[] doseByBudget(Allocation a, double[] out) {
        Allocation.requireLength("places for the derivative", out, a.groupCount());
        for (int k = 0; k < out.length; k++) {
            out[k] = a.dose[k] / a.totalBudget;
        }
        return out;
    }

    /**
     * dx_l/dalpha = -x_l/alpha^2 (log q_l - sum_j s_j log q_j), q = w p. With logarithms relative to the largest
     * budget's group, its own term is 0 and nothing cancels.
     */
    static double[] budgetByAlpha(Allocation a, double[] out) {
        Allocation.requireLength("places for the derivative", out, a.groupCount());
        double alpha = a.fairness.alpha();
        boolean constant = alpha == 0 || alpha == Double.POSITIVE_INFINITY;
        double reference = a.weight(a.top) * a.slopes.slope[a.top];
        a.sum.reset();
        for (int l = 0; l < out.length; l++) {
            out[l] = 0;
            if (!constant && isActive(a, l)) {
                out[l] = logarithmOfQuotient(a.weight(l) * a.slopes.slope[l], reference);
                a.sum.add(product(a.share(l), out[l]));
            }
        }
        double mean = a.sum.value();
        for (int l = 0; l < out.length; l++) {
            if (!constant && isActive(a, l)) {
                out[l] = -product(product(out[l] - mean, a.budget[l]), 1 / alpha) / alpha + 0.0;
            }
        }
        return out;
    }

    private static double logarithmOfQuotient(double x, double y) {
        double quotient = x / y;
        return quotient >= Double.MIN_NORMAL && quotient <= Double.MAX_VALUE
                ? Powers.log(quotient)
                : Powers.log(x) - Powers.log(y);
    }

    /** out = v/c of the active groups, 0 elsewhere; returns whether the quotients are moved apart. */
    private static boolean priceUpstream(Allocation a, double[] upstream, double[] out) {
        requireFinite("upstream gradient", upstream, a.groupCount());
        return quotients(a, upstream, out, false);
    }

    /** out = tangent relative to the winners' benefits or costs; returns whether the quotients are moved apart. */
    private static boolean relativeTangent(Allocation a, double[] tangent, double[] out, boolean ofBenefit) {
        requireFinite("tangent", tangent, a.groupCount());
        return quotients(a, tangent, out, ofBenefit);
    }

    private static boolean quotients(Allocation a, double[] values, double[] out, boolean byBenefit) {
        Allocation.requireLength("places for the product", out, a.groupCount());
        boolean apart = false;
        for (int k = 0; k < out.length; k++) {
            double divisor = byBenefit ? a.best.winnerBenefit(k) : a.best.winnerCost(k);
            apart |= isActive(a, k) && Double.isInfinite(values[k] / divisor);
        }
        for (int k = 0; k < out.length; k++) {
            double divisor = byBenefit ? a.best.winnerBenefit(k) : a.best.winnerCost(k);
            out[k] = !isActive(a, k) ? 0 : apart ? values[k] / APART / (divisor * APART) : values[k] / divisor;
        }
        return apart;
    }

    /** The result for the true quotients; + 0.0 turns a -0.0 into 0.0. */
    private static double restore(double value, boolean apart) {
        return (apart ? value * APART * APART : value) + 0.0;
    }

    private static void requireFinite(String name, double[] values, int length) {
        if (values.length != length) {
            // Not by requireLength: joining the name would allocate in every call.
            throw new InvalidInputException(
                    values.length + " values of the " + name + ": expected " + length + ", one a group");
        }
        for (int k = 0; k < length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new InvalidInputException(
                        name + " of group " + k + " is " + values[k] + ": expected a finite number");
            }
        }
    }

    /** Share-weighted sums of a value a group, each time without one group's own term; reused. */
    static final class Mixture {
        private Allocation a;
        private double all;
        private double allButTop;

        Mixture of(Allocation allocation, double[] values) {
            a = allocation;
            a.sum.reset();
            for (int k = 0; k < values.length; k++) {
                if (k != a.top) {
                    a.sum.add(product(a.share(k), values[k]));
                }
            }
            allButTop = a.sum.value();
            a.sum.add(product(a.share(a.top), values[a.top]));
            all = a.sum.value();
            return this;
        }

        double withoutShareOf(int group, double value) {
            return group == a.top ? allButTop : all - product(a.share(group), value);
        }
    }
}
