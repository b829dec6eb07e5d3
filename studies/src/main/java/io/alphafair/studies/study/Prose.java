package io.alphafair.studies.study;

/** Text for a terminal of 80 columns. */
final class Prose {
    /** The most characters per line. */
    static final int WIDTH = 80;

    private Prose() {
    }

    /** Breaks a paragraph between words; a word that is longer than a line stays whole. */
    static String wrap(String paragraph) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String word : paragraph.split(" ")) {
            int length = word.codePointCount(0, word.length());
            if (used > 0 && used + 1 + length > WIDTH) {
                text.append('\n');
                used = 0;
            }
            text.append(used > 0 ? " " : "").append(word);
            used += (used > 0 ? 1 : 0) + length;
        }
        return text.toString();
    }
}
