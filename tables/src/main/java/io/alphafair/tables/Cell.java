package io.alphafair.tables;

import java.text.Normalizer;
import java.util.Set;

/** The text of a cell. */
final class Cell {
    /** How programs write that a value is missing: pandas, R, SQL, Excel, SAS and the UCI repository. */
    private static final Set<String> MISSING = Set.of("", "NA", "na", "N/A", "n/a", "#N/A", "#N/A N/A", "#NA", "<NA>",
            "NaN",
            "nan", "NAN", "-NaN", "-nan", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN", "NULL", "null", "Null", "\\N",
            "None",
            "NaT", "?", ".", "-", "--");

    private Cell() {
    }

    /** Without blanks around it, and with composed letters, so that texts are equal that look equal. */
    static String clean(String cell) {
        String text = strip(cell);
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Without blanks around it, also those that do not break a line, and without byte-order marks. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || character == Dialect.BYTE_ORDER_MARK;
    }

    /** Whether a clean cell says that its value is not known. */
    static boolean isMissing(String cell) {
        return MISSING.contains(cell);
    }
}
