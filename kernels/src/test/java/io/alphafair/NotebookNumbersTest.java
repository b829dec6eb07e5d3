package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.Golden;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers that the source notebooks printed, and where they are wrong. */
class NotebookNumbersTest {
    @Test
    void printedDoses() {
        assertDoses("notebook-4x4-alpha-0", "898.24768394");
        assertDoses("notebook-4x4-alpha-1", "299.41589465", "131.50747217", "89.07492632");
        assertDoses("notebook-4x2-alpha-0", "587.32925844");
        assertDoses("notebook-4x2-alpha-1", "329.72156311", "293.85603708", "195.77641948");
        assertDoses("notebook-4x2-alpha-0.5", "192.96529401", "334.32582847", "250.01492627");
        assertDoses("notebook-4x2-alpha-2.0", "413.15498793");
    }

    @Test
    void printedBudgets() {
        Allocation allocation = solve(Golden.named("notebook-5000x1"));
        assertEquals("497.94", String.format(Locale.ROOT, "%.2f", allocation.budget(0)));
        assertEquals("502.06", String.format(Locale.ROOT, "%.2f", allocation.budget(1)));
    }

    /** Each printed dose is that of some winner, to all printed digits. */
    private static void assertDoses(String name, String... printed) {
        Allocation allocation = solve(Golden.named(name));
        var doses = IntStream.range(0, allocation.groupCount())
                .mapToObj(group -> String.format(Locale.ROOT, "%.8f", allocation.dose(group))).toList();
        for (String dose : printed) {
            assertTrue(doses.contains(dose), name + ": " + dose + " is not in " + doses);
        }
    }

    /**
     * The notebooks' gradient of the welfare is wrong by the factor Q D / (beta D - (beta-1) p_k^(beta-1)): on the
     * notebooks' own test it is about 60 to 250 times too small.
     */
    @Test
    void theNotebooksGradientIsWrongByItsFactor() {
        Golden golden = Golden.named("notebook-derivatives-alpha-2.0");
        Allocation allocation = solve(golden);
        BestItems best = allocation.bestItems();
        double beta = 0.5;
        double[] p = IntStream.range(0, 3).mapToDouble(k -> best.bestRatio(k) / best.groupSize(k)).toArray();
        double d = Arrays.stream(p).map(value -> Math.pow(value, beta - 1)).sum();
        double[] gradient = allocation.benefitGradient();
        for (int k = 0; k < 3; k++) {
            double term = beta * d - (beta - 1) * Math.pow(p[k], beta - 1);
            double notebook = Math.pow(golden.budget(), -2) * Math.pow(p[k], beta - 2) * term
                    / (best.groupSize(k) * best.winnerCost(k));
            double factor = golden.budget() * d / term;
            assertTrue(factor > 50 && factor < 300, "factor " + factor);
            assertEquals(factor, gradient[k] / notebook, 1e-12 * factor, "group " + k);
        }
    }

    private static Allocation solve(Golden golden) {
        try (Items items = golden.items();
                ScalarBackend backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            return prepared.bestItems().allocate(golden.fairness(), golden.budget());
        }
    }
}
