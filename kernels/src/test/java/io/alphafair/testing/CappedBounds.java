package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** The error bounds of allocation with caps of MATHEMATICS.md, checked against a golden case. */
public final class CappedBounds {
    /**
     * An answer, wherever it comes from.
     *
     * @param shadowPrice NaN for an interval
     * @param funded flat indices, ascending; the arrays that follow are parallel to it
     * @param gradCost NaN where the price is an interval
     */
    public record Answer(boolean binds, double[] budget, double[] utility, int[] whole, int[] critical,
            double objective,
            double shadowPrice, double unspent, int[] funded, double[] dose, double[] gradBenefit, double[] gradCost,
            double[] vjp) {
        /** From the keys that golden cases have too. */
        public static Answer of(JsonNode node) {
            CappedGolden read = new CappedGolden("", null, node);
            return new Answer(node.get("binds").booleanValue(), read.doubles("budget"), read.doubles("utility"),
                    read.ints("whole"), read.ints("critical"), read.number("objective"), read.number("shadowPrice"),
                    read.number("unspent"), read.ints("funded"), read.doubles("dose"), read.doubles("gradBenefit"),
                    read.doubles("gradCost"), read.doubles("vjp"));
        }
    }

    private final CappedGolden golden;
    private final Answer expected;
    private final Answer actual;
    private final double bound;
    private final double largestBudget;

    private CappedBounds(CappedGolden golden, Answer actual) {
        this.golden = golden;
        this.expected = Answer.of(golden.expected());
        this.actual = actual;
        this.bound = ErrorBounds.welfare(golden.fairness());
        this.largestBudget = Arrays.stream(expected.budget).max().orElseThrow();
    }

    /** Fails unless who is funded is exact and every number is within its bound. */
    public static void check(CappedGolden golden, Answer actual) {
        CappedBounds bounds = new CappedBounds(golden, actual);
        bounds.checkGroups();
        bounds.checkEntries();
    }

    private void checkGroups() {
        assertEquals(expected.binds, actual.binds, "binds");
        assertArrayEquals(expected.whole, actual.whole, "whole");
        assertArrayEquals(expected.critical, actual.critical, "critical");
        for (int k = 0; k < golden.k(); k++) {
            near("budget of group " + k, expected.budget[k], actual.budget[k], bound * largestBudget);
            relative("utility of group " + k, expected.utility[k], actual.utility[k], bound);
        }
        relative("objective", expected.objective, actual.objective, bound);
        relative("unspent", expected.unspent, actual.unspent, bound);
        relative("price", expected.shadowPrice, actual.shadowPrice, bound);
    }

    private void checkEntries() {
        assertArrayEquals(expected.funded, actual.funded, "funded");
        double largest = Arrays.stream(expected.vjp).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.funded.length; i++) {
            int index = expected.funded[i];
            double wide = bound;
            if (expected.critical[golden.group()[index / golden.t()]] == index) {
                wide *= Math.max(1, largestBudget / (golden.entryCost()[index] * expected.dose[i]));
            }
            relative("dose " + index, expected.dose[i], actual.dose[i], wide);
            relative("gradBenefit " + index, expected.gradBenefit[i], actual.gradBenefit[i], wide);
            relative("gradCost " + index, expected.gradCost[i], actual.gradCost[i], wide);
            near("vjp " + index, expected.vjp[i], actual.vjp[i], wide * largest);
        }
    }

    private void relative(String what, double wanted, double found, double relativeBound) {
        near(what, wanted, found, relativeBound * Math.abs(wanted));
    }

    private void near(String what, double wanted, double found, double most) {
        double error = Math.abs(found - wanted);
        boolean bothNone = Double.isNaN(wanted) && Double.isNaN(found);
        assertTrue(error <= most || bothNone, () -> golden + ": " + what + ": expected " + wanted + " but was " + found
                + ", error " + error + " over the bound " + most);
    }
}
