package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "-2e3, -2000", "+.5, 0.5", "5., 5", "' 7 ', 7", "1E-2, 0.01",
            "1.7976931348623157e308, Infinity"})
    void decimalNumbersAreRead(String text, double value) {
        assertEquals(Math.min(value, Double.MAX_VALUE), Numerals.number(text));
    }

    @Test
    void decimalsAreNotRounded() {
        assertEquals(new BigDecimal("0.1"), Numerals.decimal(" 0.1 "));
        assertEquals(new BigDecimal("12345678901234567890.5"), Numerals.decimal("12345678901234567890.5"));
        assertEquals(0, new BigDecimal("1e-999").compareTo(Numerals.decimal("1e-999")));
        for (String text : new String[]{"1e-1001", "1e-999999999", "1e999", "0x1p1", "1d", "", "NaN"}) {
            assertThrows(NumberFormatException.class, () -> Numerals.decimal(text), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1d", "1f", "0x1p1", "1e999", "-1e309", "NaN", "Infinity", "inf", "1,5", "1 000",
            "1_000",
            "--1", "1e", ".", "e5", "\u0661", "1e5.0"})
    void whatIsNoneOrTooLargeIsRefused(String text) {
        assertThrows(NumberFormatException.class, () -> Numerals.number(text));
    }

    @Test
    void infinityIsAWord() {
        for (String word : new String[]{"inf", "Infinity", " INF"}) {
            assertEquals(Double.POSITIVE_INFINITY, Numerals.numberOrInfinity(word));
            assertEquals(Fairness.MAX_MIN, Numerals.fairness(word));
        }
        assertEquals(Fairness.of(0.5), Numerals.fairness("0.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "0x1p1", "1d", "nan", ""})
    void afairnessIsANumberOrInf(String text) {
        assertEquals("alpha is '" + text + "': expected a number >= 0 or 'inf'",
                assertThrows(InvalidInputException.class, () -> Numerals.fairness(text)).getMessage());
    }
}
