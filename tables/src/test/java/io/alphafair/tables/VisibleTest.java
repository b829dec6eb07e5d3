package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    @ParameterizedTest
    @CsvSource({"1b, \\u001b", "7, \\u0007", "a, \\u000a", "d, \\u000d", "9, \\u0009", "7f, \\u007f", "9b, \\u009b",
            "a0, \\u00a0", "ad, \\u00ad", "200b, \\u200b", "200d, \\u200d", "2003, \\u2003", "202e, \\u202e",
            "2028, \\u2028", "2067, \\u2067", "feff, \\ufeff", "d800, \\ud800", "e0041, \\udb40\\udc41"})
    void whatIsNotShownIsANumber(String character, String shown) {
        assertEquals("Male" + shown + "x",
                Visible.text("Male" + Character.toString(Integer.parseInt(character, 16)) + "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "größe", "東京都\u3000区", "می\u200cخواهم", "👩\u200d🔬", "\\u001b"})
    void theRestStays(String text) {
        assertEquals(text, Visible.text(text));
    }
}
