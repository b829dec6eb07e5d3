package io.alphafair.tables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text from a file as a terminal or a page may show it. */
public final class Visible {
    /**
     * What a terminal or browser would obey instead of show, and what would look like something else: control characters,
     * line separators, changes of direction, characters without width, blanks other than the usual ones, and halves of
     * characters. Persian and Indic words and some pictures need joiners, which have no width either.
     */
    private static final Pattern INVISIBLE = Pattern
            .compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cf}\\p{Zs}&&[^ \\u3000\\u200c\\u200d]]"
                    + "|(?<=^|\\p{ASCII})[\\u200c\\u200d]");

    private Visible() {
    }

    /** The text with every invisible character as its number in hexadecimal, as in {@code \}{@code u001b}. */
    public static String text(String text) {
        return INVISIBLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(escape(found.group().codePointAt(0))));
    }

    private static String escape(int character) {
        StringBuilder text = new StringBuilder();
        for (char unit : Character.toChars(character)) {
            text.append(String.format("\\u%04x", (int) unit));
        }
        return text.toString();
    }
}
