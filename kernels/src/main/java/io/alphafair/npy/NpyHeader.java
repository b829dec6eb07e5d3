package io.alphafair.npy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of a {@code .npy} file says: a Python dictionary of the element's type, the order and the shape.
 *
 * @param descriptor the element's type as NumPy writes it, as in {@code <f8}
 */
record NpyHeader(String descriptor, boolean fortranOrder, long[] shape) {
    /** Bytes before the header's length: the magic and the version. */
    static final int PREAMBLE = 8;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;

    /** Only classes are repeated, never groups: those recurse, and a long malformed header must not end the stack. */
    private static final Pattern ENTRY = Pattern.compile(
            "\\G\\s*['\"](\\w+)['\"]\\s*:\\s*(?:'([^']*)'|\"([^\"]*)\"|(True|False)|\\(([\\dL,\\s]*)\\))\\s*(?:,|(?=}))");
    private static final Pattern STRUCTURED = Pattern.compile("['\"]descr['\"]\\s*:\\s*\\[");

    /** Whether a file's first bytes are those of a {@code .npy} file. */
    static boolean isMagic(byte[] preamble) {
        return Arrays.equals(preamble, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * @throws NpyException naming {@code file}
     */
    static NpyHeader parse(String text, Object file) {
        if (STRUCTURED.matcher(text).find()) {
            throw new NpyException(file + " holds records with named fields: expected plain numbers; save one field, "
                    + "as in np.save(file, a['benefit'])");
        }
        String dictionary = text.strip();
        String descriptor = null;
        Boolean fortranOrder = null;
        long[] shape = null;
        int end = 1;
        Matcher entry = ENTRY.matcher(dictionary);
        while (dictionary.startsWith("{") && entry.find(end)) {
            String word = entry.group(2) != null ? entry.group(2) : entry.group(3);
            switch (entry.group(1)) {
                case "descr" -> descriptor = word;
                case "fortran_order" -> fortranOrder = entry.group(4) == null ? null : entry.group(4).equals("True");
                case "shape" -> shape = entry.group(5) == null ? null : numbers(entry.group(5), file);
                default -> throw malformed(file, "unknown key '" + entry.group(1) + "'");
            }
            end = entry.end();
        }
        if (!dictionary.substring(Math.min(end, dictionary.length())).strip().equals("}")) {
            throw malformed(file, "cannot be understood from character " + end + " on");
        }
        if (descriptor == null || fortranOrder == null || shape == null) {
            throw malformed(file, "lacks descr, fortran_order or shape");
        }
        return new NpyHeader(descriptor, fortranOrder, shape);
    }

    /** The numbers of a Python tuple, which may end in a comma. */
    private static long[] numbers(String tuple, Object file) {
        String[] words = tuple.isBlank() ? new String[0] : tuple.strip().split(",");
        long[] numbers = new long[words.length];
        for (int place = 0; place < words.length; place++) {
            try {
                // Python 2 marks long numbers.
                numbers[place] = Long.parseLong(words[place].strip().replaceFirst("(?<=\\d)L$", ""));
            } catch (NumberFormatException e) {
                throw new NpyException(file + ": its shape is (" + tuple
                        + "): expected whole numbers below 2^63, with commas between; save it again with np.save", e);
            }
        }
        return numbers;
    }

    private static NpyException malformed(Object file, String fault) {
        return new NpyException(file + ": its header " + fault
                + ": expected {'descr': ..., 'fortran_order': ..., 'shape': ...}; save it again with np.save");
    }

    /** The start of a version 1 file up to its data, which begin at a multiple of 64 bytes. */
    byte[] encode() {
        StringBuilder text = new StringBuilder("{'descr': '").append(descriptor).append("', 'fortran_order': ")
                .append(fortranOrder ? "True" : "False").append(", 'shape': (");
        for (int dimension = 0; dimension < shape.length; dimension++) {
            text.append(dimension == 0 ? "" : " ").append(shape[dimension]).append(',');
        }
        if (shape.length > 1) {
            text.setLength(text.length() - 1);
        }
        text.append("), }");
        int before = PREAMBLE + Short.BYTES;
        int total = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = new byte[total];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[MAGIC.length] = 1;
        bytes[MAGIC.length + 1] = 0;
        int length = total - before;
        bytes[PREAMBLE] = (byte) length;
        bytes[PREAMBLE + 1] = (byte) (length >>> 8);
        byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, before, ascii.length);
        bytes[total - 1] = '\n';
        return bytes;
    }
}
