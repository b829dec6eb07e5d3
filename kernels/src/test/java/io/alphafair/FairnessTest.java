package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The welfare and its marginal, against their definitions and against the closed form. */
class FairnessTest {
    @Test
    void theWelfareOfEachKind() {
        assertEquals(6, Fairness.UTILITARIAN.welfare(1, 2, 3));
        assertEquals(Math.log(6), Fairness.PROPORTIONAL.welfare(1, 2, 3), 1e-15);
        assertEquals(2 * (1 + Math.sqrt(2)), Fairness.of(0.5).welfare(1, 2), 1e-15);
        assertEquals(-1.5, Fairness.of(2).welfare(1, 2));
        assertEquals(2, Fairness.MAX_MIN.welfare(5, 2, 3));
        assertEquals(Double.NEGATIVE_INFINITY, Fairness.PROPORTIONAL.welfare(0, 1));
        assertEquals(Double.NEGATIVE_INFINITY, Fairness.of(3).welfare(0, 1));
        assertEquals(2, Fairness.of(0.5).welfare(0, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 1, 1.5, 2, 7})
    void theMarginalIsTheDerivative(double alpha) {
        Fairness fairness = Fairness.of(alpha);
        for (double u : new double[]{0.2, 1, 3.7}) {
            assertEquals(Math.pow(u, -alpha), fairness.marginal(u), 1e-14 * fairness.marginal(u));
            assertEquals(Math.pow(u, 1 - alpha), fairness.marginalTimesUtility(u),
                    1e-14 * Math.pow(u, 1 - alpha));
            double h = 1e-5 * u;
            double slope = (fairness.welfare(u + h) - fairness.welfare(u - h)) / (2 * h);
            assertEquals(slope, fairness.marginal(u), 1e-7 * slope);
        }
    }

    @Test
    void levelsAreEqualByTheirAlpha() {
        assertEquals(Fairness.of(2), Fairness.parse("2"));
        assertEquals(Fairness.of(2).hashCode(), Fairness.parse("2.0").hashCode());
        assertNotEquals(Fairness.of(2), Fairness.of(3));
        assertNotEquals(Fairness.of(2).hashCode(), Fairness.of(3).hashCode());
        assertEquals("alpha 2.0", Fairness.of(2).toString());
        assertEquals("alpha infinity", Fairness.MAX_MIN.toString());
    }

    @Test
    void theExponentOfTheBudgets() {
        assertEquals(-0.5, Fairness.of(2).gamma());
        assertEquals(1, Fairness.of(0.5).gamma());
        assertEquals(-1, Fairness.MAX_MIN.gamma());
        assertEquals(0, Fairness.UTILITARIAN.gamma());
    }

    @Test
    void maxMinHasNoMarginalOfOneUtility() {
        assertThrows(InvalidInputException.class, () -> Fairness.MAX_MIN.marginal(1));
        assertThrows(InvalidInputException.class, () -> Fairness.MAX_MIN.marginalTimesUtility(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 1, 2, Double.POSITIVE_INFINITY})
    void utilitiesThatAreNoneHaveNoWelfare(double alpha) {
        Fairness fairness = Fairness.of(alpha);
        for (double bad : new double[]{-1, -Double.MIN_VALUE, Double.NaN}) {
            assertEquals("utility of group 1 is " + bad + ": expected a number >= 0",
                    assertThrows(InvalidInputException.class, () -> fairness.welfare(1, bad)).getMessage());
        }
        assertThrows(InvalidInputException.class, fairness::welfare);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 1, 1.5, 2, 7, Double.POSITIVE_INFINITY})
    void anAllocationReachesTheWelfareOfItsUtilities(double alpha) {
        try (Items items = Problems.make(Shape.UNIFORM, 100, 2, 7, 1);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            Fairness fairness = Fairness.of(alpha);
            Allocation allocation = prepared.bestItems().allocate(fairness, 10);
            double[] utility = new double[7];
            for (int group = 0; group < 7; group++) {
                utility[group] = allocation.utility(group);
            }
            assertEquals(allocation.objective(), fairness.welfare(utility),
                    1e-13 * Math.max(1, Math.abs(allocation.objective())));
        }
    }
}
