package io.alphafair.closedform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompensatedSumTest {
    @Test
    void smallTermsAreNotLost() {
        CompensatedSum sum = new CompensatedSum();
        sum.add(1);
        for (int i = 0; i < 1_000_000; i++) {
            sum.add(0x1p-60);
        }
        assertEquals(1 + 1_000_000 * 0x1p-60, sum.value());
    }

    /** Ones beside two large terms that cancel; from the middle length on several sums are made side by side. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void onesBesideLargeTermsAreNotLost(int more) {
        double[] terms = new double[GroupLoops.WORTHWHILE - 1 + more];
        Arrays.fill(terms, 1);
        terms[0] = 1e100;
        terms[terms.length - 2] = -1e100;
        CompensatedSum sum = new CompensatedSum();
        sum.add(3);
        sum.addAll(terms);
        assertEquals(3 + terms.length - 2, sum.value());
        sum.addAll(terms);
        assertEquals(3 + 2 * (terms.length - 2), sum.value());
        sum.reset();
        assertEquals(0, sum.value());
    }
}
