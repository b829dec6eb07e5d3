package io.alphafair.studies.sources;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a source document printed and what we find.
 *
 * @param place in the document
 * @param what the numbers are
 * @param printed numbers or names, as they were printed
 * @param ours the same of a study, rounded as in print
 * @param isEqual whether they agree to the digits compared
 * @param erratum the number of the erratum for which they differ, or 0 if they are to agree
 * @param test the class that makes or holds them
 * @param note why they differ, or how they are compared; may be empty
 */
record SourceNumber(String place, String what, String printed, String ours, boolean isEqual, int erratum, String test,
        String note) {
    /** More digits depend on the machine's order of operations. */
    private static final int MOST_DIGITS = 12;
    /** Of numbers that differ: enough to see it. */
    private static final int DECIMALS_OF_DIFFERING = 6;
    private static final double HALF = 0.5 + 1e-9;

    /** Numbers, compared to their last printed digit, but at most 12 digits. */
    static SourceNumber of(String place, String what, String printed, String test, double... ours) {
        return numbers(place, what, printed, 0, test, "", Integer.MAX_VALUE, ours);
    }

    /** Numbers of which only so many decimals are compared, and why. */
    static SourceNumber rounded(String place, String what, String printed, String test, String note, int decimals,
            double... ours) {
        return numbers(place, what, printed, 0, test, note, decimals, ours);
    }

    /** Numbers that differ, and why, by an erratum. */
    static SourceNumber differing(String place, String what, String printed, int erratum, String test, String why,
            double... ours) {
        return numbers(place, what, printed, erratum, test, why + " (erratum " + erratum + ")", DECIMALS_OF_DIFFERING,
                ours);
    }

    /** Names or words, which are equal. */
    static SourceNumber words(String place, String what, String printed, String test, String ours) {
        return new SourceNumber(place, what, printed, ours, printed.equals(ours), 0, test, "");
    }

    /** Names or words that differ, and why, by an erratum. */
    static SourceNumber differingWords(String place, String what, String printed, int erratum, String test, String why,
            String ours) {
        return new SourceNumber(place, what, printed, ours, printed.equals(ours), erratum, test,
                why + " (erratum " + erratum + ")");
    }

    private static SourceNumber numbers(String place, String what, String printed, int erratum, String test,
            String note,
            int decimals, double[] ours) {
        List<String> tokens = Arrays.asList(printed.split(" "));
        if (tokens.size() != ours.length) {
            throw new IllegalArgumentException(ours.length + " numbers for '" + printed + "'");
        }
        List<String> shown = new ArrayList<>();
        boolean isEqual = true;
        for (int i = 0; i < ours.length; i++) {
            BigDecimal token = new BigDecimal(tokens.get(i));
            // The decimals of a zero with an exponent say nothing of its size, so it stands for exactly 0.
            boolean isZero = token.signum() == 0 && tokens.get(i).indexOf('e') >= 0;
            int scale = isZero
                    ? decimals
                    : Math.min(decimals, token.scale() - Math.max(0, token.precision() - MOST_DIGITS));
            isEqual &= Math.abs(token.doubleValue() - ours[i]) <= HALF * Math.pow(10, -scale);
            shown.add(shown(tokens.get(i), isZero ? 0 : token.scale() - scale, scale, ours[i]));
        }
        return new SourceNumber(place, what, printed, String.join(" ", shown), isEqual, erratum, test, note);
    }

    /** As the token is written, with fewer digits by those that are dropped. */
    private static String shown(String token, int dropped, int scale, double value) {
        int exponent = token.indexOf('e');
        return exponent < 0
                ? new BigDecimal(value).setScale(scale, RoundingMode.HALF_EVEN).toPlainString()
                : String.format(Locale.ROOT, "%." + (exponent - token.indexOf('.') - 1 - dropped) + "e", value);
    }

    /** A row of a Markdown table. */
    String row() {
        return "| " + place + " | " + what + " | " + printed + " | " + ours + " | " + (isEqual ? "yes" : "no") + " | `"
                + test + "` | " + note + " |";
    }
}
