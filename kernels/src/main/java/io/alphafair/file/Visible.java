package io.alphafair.file;

import java.util.HexFormat;

/**
 * Texts from files and arguments on their way to terminals, pages and pictures. Written with plain loops, because messages
 * about a calibration are made while a program starts.
 */
public final class Visible {
    private Visible() {
    }

    /**
     * The text with every character as its number in hexadecimal that a terminal or browser would obey instead of show, or
     * that UTF-8 or XML cannot hold: control characters, line separators, changes of direction, halves of surrogate pairs
     * and the two that are no characters.
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
        for (int place = 0; place < text.length();) {
            int point = text.codePointAt(place);
            place += Character.charCount(point);
            if (isInvisible(point) && !(lines && point == '\n')) {
                shown.append("\\u").append(HexFormat.of().toHexDigits((char) point));
            } else {
                shown.appendCodePoint(point);
            }
        }
        return shown.toString();
    }

    private static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL || type == Character.SURROGATE || point >= 0x2028 && point <= 0x202e
                || point >= 0x2066 && point <= 0x2069 || point == 0xfffe || point == 0xffff;
    }
}
