package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({"2.0, 2", "0.0, 0", "-0.0, 0", "0.3333333333333333, 0.333333", "-1.9999999, -2", "12345678.9, 12345679",
            "100.0, 100", "1e15, 1E+15", "1.5e-9, 1.5E-9", "0.0001, 0.0001", "Infinity, inf", "-Infinity, -inf"})
    void sixDigitsOrAllBeforeThePoint(double value, String text) {
        assertEquals(text, Numbers.text(value));
    }

    @ParameterizedTest
    @CsvSource({"4.000000000000001, 4.00001", "4.0, 4", "0.1, 0.1", "0.3333333333333333, 0.333334",
            "12345678.1, 12345679"})
    void whatMustBeReachedIsRoundedUp(double value, String text) {
        assertEquals(text, Numbers.roundedUp(value));
    }

    @Test
    void sharesArePercent() {
        assertEquals("12.8 %", Numbers.percent(0.1282));
        assertEquals("0.0 %", Numbers.percent(-1e-9));
    }
}
