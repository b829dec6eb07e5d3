package io.alphafair.closedform;

/**
 * The derivatives at the winners, for every alpha. They take O(K) time; a whole Jacobian takes O(K^2).
 *
 * <p>Arrays hold one finite number per group; {@code out} is returned, and may be the other array.
 *
 * <p>No formula subtracts nearly equal numbers: for the one group that may hold more than half of the budget,
 * {@code 1 - s_k} is the sum of the other shares. No formula multiplies 0 by infinity: see {@link #product}.
 */
public final class Derivatives {
    /** If a quotient overflows, the numerator is divided and the denominator multiplied by this; the result is scaled back. */
    private static final double APART = 0x1p600;

    private Derivatives() {
    }

    /** 1 - s_k. */
    private static double others(Solution s, int group) {
        return group == s.top ? s.othersOfTop : 1 - s.share(group);
    }

    /** Whether the group receives budget; else all its derivatives are 0. */
    private static boolean isActive(Solution s, int group) {
        return s.budget[group] > 0;
    }

    /** x y, where 0 times infinity is 0. */
    public static double product(double x, double y) {
        return x == 0 || y == 0 ? 0 : x * y;
    }

    /** dW/db_k. */
    public static double[] benefitGradient(Solution s, double[] out) {
        double alpha = s.alpha.value();
        for (int k = 0; k < out.length; k++) {
            if (!isActive(s, k)) {
                out[k] = 0;
            } else if (alpha == 0) {
                out[k] = product(s.weight(k) / s.winners.size[k], s.dose[k]);
            } else if (alpha == Double.POSITIVE_INFINITY) {
                out[k] = s.dose[k] * s.share(k) / s.winners.size[k];
            } else {
                out[k] = s.priced(k) / s.winners.benefit[k];
            }
        }
        return out;
    }

    /** dW/dc_k. */
    public static double[] costGradient(Solution s, double[] out) {
        for (int k = 0; k < out.length; k++) {
            out[k] = isActive(s, k) ? -s.priced(k) / s.winners.cost[k] + 0.0 : 0;
        }
        return out;
    }

    /** dd_l/db_k = gamma d_l (delta_lk - s_k) / b_k. */
    public static double[][] benefitJacobian(Solution s) {
        int count = s.groupCount();
        double gamma = s.alpha.gamma();
        double[][] jacobian = new double[count][count];
        for (int l = 0; l < count; l++) {
            for (int k = 0; k < count; k++) {
                if (isActive(s, l) && isActive(s, k)) {
                    double factor = product(gamma, l == k ? others(s, k) : -s.share(k));
                    jacobian[l][k] = product(factor, s.dose[l]) / s.winners.benefit[k] + 0.0;
                }
            }
        }
        return jacobian;
    }

    /** dd_l/dc_k = -d_l (gamma (delta_lk - s_k) + delta_lk) / c_k. */
    public static double[][] costJacobian(Solution s) {
        int count = s.groupCount();
        double gamma = s.alpha.gamma();
        double[][] jacobian = new double[count][count];
        for (int l = 0; l < count; l++) {
            for (int k = 0; k < count; k++) {
                if (isActive(s, l) && isActive(s, k)) {
                    double factor = l == k ? costResponse(s, k, 1, 0) : -product(gamma, s.share(k));
                    jacobian[l][k] = -product(factor, s.dose[l]) / s.winners.cost[k] + 0.0;
                }
            }
        }
        return jacobian;
    }

    /** dL/db_k = gamma x_k/b_k ((1-s_k) y_k - sum of s_l y_l over the others), y = v/c. */
    public static double[] benefitVjp(Solution s, double[] upstream, double[] out) {
        boolean apart = quotients(s, upstream, out, false);
        double gamma = s.alpha.gamma();
        Mixture mixture = s.work.mixture.of(s, out);
        for (int k = 0; k < out.length; k++) {
            if (isActive(s, k)) {
                double difference = others(s, k) * out[k] - mixture.withoutShareOf(k, out[k]);
                out[k] = restore(product(product(gamma, difference), s.budget[k]) / s.winners.benefit[k], apart);
            }
        }
        return out;
    }

    /**
     * y + gamma ((1-s_k) y - mixture). For gamma < 0 it is written as y/alpha - gamma (s_k y + mixture), which does not
     * cancel. For gamma > 0 gamma, which may be infinite, is a factor of one product only.
     */
    private static double costResponse(Solution s, int group, double y, double mixture) {
        double gamma = s.alpha.gamma();
        return gamma < 0
                ? y / s.alpha.value() - gamma * (s.share(group) * y + mixture)
                : y + product(gamma, others(s, group) * y - mixture);
    }

    /** dL/dc_k = -x_k/c_k (y_k + gamma ((1-s_k) y_k - sum of s_l y_l over the others)), y = v/c. */
    public static double[] costVjp(Solution s, double[] upstream, double[] out) {
        boolean apart = quotients(s, upstream, out, false);
        Mixture mixture = s.work.mixture.of(s, out);
        for (int k = 0; k < out.length; k++) {
            if (isActive(s, k)) {
                double response = costResponse(s, k, out[k], mixture.withoutShareOf(k, out[k]));
                out[k] = restore(-product(response, s.budget[k]) / s.winners.cost[k], apart);
            }
        }
        return out;
    }

    /** d'_l = gamma d_l ((1-s_l) r_l - sum of s_k r_k over the others), r = b'/b. */
    public static double[] benefitJvp(Solution s, double[] tangent, double[] out) {
        boolean apart = quotients(s, tangent, out, true);
        double gamma = s.alpha.gamma();
        Mixture mixture = s.work.mixture.of(s, out);
        for (int l = 0; l < out.length; l++) {
            if (isActive(s, l)) {
                double difference = others(s, l) * out[l] - mixture.withoutShareOf(l, out[l]);
                out[l] = restore(product(product(gamma, difference), s.dose[l]), apart);
            }
        }
        return out;
    }

    /** d'_l = -d_l (r_l + gamma ((1-s_l) r_l - sum of s_k r_k over the others)), r = c'/c. */
    public static double[] costJvp(Solution s, double[] tangent, double[] out) {
        boolean apart = quotients(s, tangent, out, false);
        Mixture mixture = s.work.mixture.of(s, out);
        for (int l = 0; l < out.length; l++) {
            if (isActive(s, l)) {
                double response = costResponse(s, l, out[l], mixture.withoutShareOf(l, out[l]));
                out[l] = restore(-product(response, s.dose[l]), apart);
            }
        }
        return out;
    }

    /** dd_k/dQ. */
    public static double[] doseByBudget(Solution s, double[] out) {
        for (int k = 0; k < out.length; k++) {
            out[k] = s.dose[k] / s.totalBudget;
        }
        return out;
    }

    /**
     * dx_l/dalpha = -x_l/alpha^2 (log q_l - sum_j s_j log q_j), q = w p. Logarithms are relative to the group with the
     * largest budget, so that its own term is 0 and nothing cancels.
     */
    public static double[] budgetByAlpha(Solution s, double[] out) {
        double alpha = s.alpha.value();
        boolean constant = alpha == 0 || alpha == Double.POSITIVE_INFINITY;
        double reference = s.relativeWeight(s.top) * s.winners.slope[s.top];
        s.work.sum.reset();
        for (int l = 0; l < out.length; l++) {
            out[l] = 0;
            if (!constant && isActive(s, l)) {
                out[l] = logarithmOfQuotient(s.relativeWeight(l) * s.winners.slope[l], reference);
                s.work.sum.add(product(s.share(l), out[l]));
            }
        }
        double mean = s.work.sum.value();
        for (int l = 0; l < out.length; l++) {
            if (!constant && isActive(s, l)) {
                out[l] = -product(product(out[l] - mean, s.budget[l]), 1 / alpha) / alpha + 0.0;
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

    /**
     * out = values over the winners' benefits or costs for the active groups, 0 elsewhere.
     *
     * @return whether the quotients are scaled by {@link #APART} twice, because one overflows
     */
    private static boolean quotients(Solution s, double[] values, double[] out, boolean byBenefit) {
        boolean apart = false;
        for (int k = 0; k < out.length; k++) {
            double divisor = byBenefit ? s.winners.benefit[k] : s.winners.cost[k];
            apart |= isActive(s, k) && Double.isInfinite(values[k] / divisor);
        }
        for (int k = 0; k < out.length; k++) {
            double divisor = byBenefit ? s.winners.benefit[k] : s.winners.cost[k];
            out[k] = isActive(s, k) ? quotient(values[k], divisor, apart) : 0;
        }
        return apart;
    }

    /**
     * A quotient.
     *
     * @param apart whether it is scaled, because one of those that it belongs to overflows
     */
    public static double quotient(double value, double divisor, boolean apart) {
        return apart ? value / APART / (divisor * APART) : value / divisor;
    }

    /** What is linear in the {@link #quotient}s, for the true ones; + 0.0 turns a -0.0 into 0.0. */
    public static double restore(double value, boolean apart) {
        return (apart ? value * APART * APART : value) + 0.0;
    }
}
