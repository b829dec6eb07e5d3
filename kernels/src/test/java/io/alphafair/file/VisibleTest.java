package io.alphafair.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
}
