package io.alphafair.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a table is written.
 *
 * @param separator what stands between cells
 * @param linesBefore how many lines stand before the header
 */
record Dialect(char separator, int linesBefore) {
    static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char COMMA = ',';
    /** In the order of preference among equally frequent ones. */
    private static final char[] SEPARATORS = {COMMA, ';', '\t'};
    /** What spreadsheets write above the header to name the separator. */
    private static final Pattern NAMED = Pattern.compile("\"?sep=([^\"\\s]|\\t)\"?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_HEADER = 1 << 20;

    /** Reads what stands before the header; the reader goes on with the header. */
    static Dialect of(BufferedReader reader) throws IOException {
        reader.mark(1);
        while (reader.read() == BYTE_ORDER_MARK) {
            reader.mark(1);
        }
        reader.reset();
        String first = peek(reader);
        Matcher named = NAMED.matcher(first);
        if (named.matches()) {
            reader.readLine();
            return new Dialect(named.group(1).charAt(0), 1);
        }
        return new Dialect(mostFrequent(first), 0);
    }

    /** Whether a comma in a number is a decimal comma, because it does not separate cells. */
    boolean hasDecimalCommas() {
        return separator != COMMA;
    }

    /** The first line, which may have line breaks between quotes; what is too long for a header is cut. */
    private static String peek(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_HEADER);
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        while (line.length() < LONGEST_HEADER - 1) {
            int next = reader.read();
            if (next < 0 || !quoted && (next == '\n' || next == '\r')) {
                break;
            }
            quoted ^= next == '"';
            line.append((char) next);
        }
        reader.reset();
        return line.toString();
    }

    private static char mostFrequent(String header) {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (int place = 0; place < header.length(); place++) {
            char character = header.charAt(place);
            quoted ^= character == '"';
            for (int candidate = 0; candidate < counts.length; candidate++) {
                counts[candidate] += !quoted && character == SEPARATORS[candidate] ? 1 : 0;
            }
        }
        int best = 0;
        for (int candidate = 1; candidate < counts.length; candidate++) {
            best = counts[candidate] > counts[best] ? candidate : best;
        }
        return SEPARATORS[best];
    }
}
