package io.alphafair.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    @Test
    void whatATerminalWouldObeyBecomesANumber() {
        assertEquals("a\\u001b[31m\\u0007b\\u000ac\\u000dd\\u007f\\u009b",
                Visible.text("a\u001b[31m\u0007b\nc\rd\u007f\u009b"));
        assertEquals("\\u2028\\u202e\\u2066\\u2069", Visible.text("\u2028\u202e\u2066\u2069"));
        assertEquals("one\ntwo\\u0009\\u000d\n", Visible.lines("one\ntwo\t\r\n"));
    }

    @Test
    void lettersOfEveryKindStay() {
        String text = "é ä 漢字 \ud83d\ude00 | <b>& \\u0041";
        assertEquals(text, Visible.text(text));
    }

    @Test
    void whatUtf8CannotHoldBecomesANumber() {
        String text = Visible.text("a\ud800b\udc00\ud800\ud83d\ude00\ufffe\uffff");
        assertEquals("a\\ud800b\\udc00\\ud800\ud83d\ude00\\ufffe\\uffff", text);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(text), text);
    }

    @Test
    void aLongTextKeepsItsBeginningAndItsEnd() {
        assertEquals("abcdef", Visible.shortened("abcdef", 6));
        assertEquals("ab [3 characters left out] fg", Visible.shortened("abcdefg", 4));
    }

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
