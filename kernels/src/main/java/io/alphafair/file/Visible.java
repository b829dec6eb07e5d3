package io.alphafair.file;

import java.util.HexFormat;

/**
 * Texts from files and arguments on their way to terminals, pages and pictures. Written with plain loops, because messages
 * about a calibration are made while a program starts.
 */
public final class Visible {
    private static final int WIDE_BLANK = 0x3000;

    private Visible() {
    }

    /**
     * The text with every character as its number in hexadecimal that a terminal or browser would obey instead of show, that
     * would look like something else, or that UTF-8 or XML cannot hold: control characters, line separators, changes of
     * direction, characters without width, blanks other than the usual ones, halves of surrogate pairs and the two that are no
     * characters. Persian and Indic words and some pictures need joiners, which have no width either: behind a letter
     * outside ASCII they stay.
     */
    public static String text(String text) {
        return shown(text, false);
    }

    /** As {@link #text}, but line feeds stay. */
    public static String lines(String text) {
        return shown(text, true);
    }

    /** A text of at most {@code most} characters as it is; of a longer one the beginning, what is left out, and the end. */
    public static String shortened(String text, int most) {
        int part = most / 2;
        return text.length() <= most
                ? text
                : text.substring(0, part) + " [" + (text.length() - 2 * part) + " characters left out] "
                        + text.substring(text.length() - part);
    }

    private static String shown(String text, boolean lines) {
        StringBuilder shown = new StringBuilder(text.length());
        int before = 0;
        for (int place = 0; place < text.length();) {
            int point = text.codePointAt(place);
            place += Character.charCount(point);
            if (isInvisible(point, before) && !(lines && point == '\n')) {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
            } else {
                shown.appendCodePoint(point);
            }
            before = point;
        }
        return shown.toString();
    }

    private static boolean isInvisible(int point, int before) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> before <= 0x7f || point != 0x200c && point != 0x200d;
            case Character.SPACE_SEPARATOR -> point != ' ' && point != WIDE_BLANK;
            default -> point == 0xfffe || point == 0xffff;
        };
    }
}
