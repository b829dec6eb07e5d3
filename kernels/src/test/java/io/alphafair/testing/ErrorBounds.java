package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.Fairness;

/** The error bounds of MATHEMATICS.md, checked against a golden case. */
public final class ErrorBounds {
    private static final double EPS = Math.ulp(1.0);
    /** What may be lost where a result nears the smallest doubles. */
    public static final double TINY = 5e-308;

    private final Golden golden;
    private final Allocation allocation;
    private final double split;
    private final double welfare;

    private ErrorBounds(Golden golden, Allocation allocation) {
        this.golden = golden;
        this.allocation = allocation;
        this.split = split(golden.fairness());
        this.welfare = welfare(golden.fairness());
    }

    /** The bound of budgets, doses and utilities, and of the derivatives of doses. */
    public static double split(Fairness fairness) {
        return 16 * (1 + Math.abs(fairness.gamma())) * EPS;
    }

    /** The bound of the welfare and its derivatives, and of every number of an allocation with caps. */
    public static double welfare(Fairness fairness) {
        double alpha = fairness.alpha();
        return 16 * (1 + Math.abs(fairness.gamma()) + (alpha == Double.POSITIVE_INFINITY ? 0 : alpha)) * EPS;
    }

    /** Fails unless every number of the allocation is within its bound. */
    public static void check(Golden golden, Allocation allocation) {
        ErrorBounds bounds = new ErrorBounds(golden, allocation);
        bounds.checkNumbers();
        bounds.checkJacobian();
        bounds.checkVjp();
    }

    private void checkNumbers() {
        int count = allocation.groupCount();
        double[] budget = new double[count];
        double[] dose = new double[count];
        double[] utility = new double[count];
        for (int k = 0; k < count; k++) {
            budget[k] = allocation.budget(k);
            dose[k] = allocation.dose(k);
            utility[k] = allocation.utility(k);
        }
        relative("budget", budget, split);
        relative("dose", dose, split);
        relative("utility", utility, split);
        relative("gradBenefit", allocation.benefitGradient(), welfare);
        relative("gradCost", allocation.costGradient(), welfare);
        near("shadowPrice", golden.number("shadowPrice"), allocation.shadowPrice(),
                welfare * Math.abs(golden.number("shadowPrice")));
        double scale = Math.abs(golden.number("objective"));
        if (golden.fairness().alpha() == 1) {
            scale = count;
            for (double u : golden.doubles("utility")) {
                scale += Math.abs(Math.log(u));
            }
        }
        near("objective", golden.number("objective"), allocation.objective(), welfare * scale);
        assertEquals(golden.number("gamma"), golden.fairness().gamma(), split * Math.abs(golden.number("gamma")),
                "gamma");
    }

    private void relative(String key, double[] actual, double bound) {
        double[] expected = golden.doubles(key);
        assertEquals(expected.length, actual.length, key);
        for (int k = 0; k < expected.length; k++) {
            near(key + "[" + k + "]", expected[k], actual[k], bound * Math.abs(expected[k]));
        }
    }

    private void checkJacobian() {
        if (!golden.has("jacobian")) {
            return;
        }
        double[][] expected = golden.matrix("jacobian");
        double[][] actual = allocation.benefitJacobian();
        double largest = 0;
        for (double[] row : expected) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int l = 0; l < expected.length; l++) {
            for (int k = 0; k < expected.length; k++) {
                near("jacobian[" + l + "][" + k + "]", expected[l][k], actual[l][k], split * largest);
            }
        }
    }

    private void checkVjp() {
        int count = allocation.groupCount();
        double[] upstream = new double[count];
        double[] price = new double[count];
        for (int k = 0; k < count; k++) {
            upstream[k] = (k + 1.0) / count;
            price[k] = upstream[k] / allocation.bestItems().winnerCost(k);
        }
        double scale = 0;
        for (int k = 0; k < count; k++) {
            double othersShare = 0;
            double othersPrice = 0;
            for (int l = 0; l < count; l++) {
                othersShare += l == k ? 0 : share(l);
                othersPrice += l == k ? 0 : share(l) * price[l];
            }
            if (allocation.budget(k) > 0) {
                scale = Math.max(scale, Math.abs(golden.fairness().gamma()) * allocation.budget(k)
                        / allocation.bestItems().winnerBenefit(k) * (othersShare * price[k] + othersPrice));
            }
        }
        double[] expected = golden.doubles("vjp");
        double[] actual = allocation.vjp(upstream);
        for (int k = 0; k < count; k++) {
            near("vjp[" + k + "]", expected[k], actual[k], split * scale);
        }
    }

    private double share(int group) {
        return allocation.budget(group) / allocation.totalBudget();
    }

    private void near(String what, double expected, double actual, double bound) {
        if (expected == actual) {
            return;
        }
        double error = Math.abs(actual - expected);
        assertTrue(error <= bound || error <= TINY, () -> golden.name() + " " + what + ": expected " + expected
                + " but was " + actual + ", error " + error + " over the bound " + bound);
    }
}
