package io.alphafair.closedform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

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
}
