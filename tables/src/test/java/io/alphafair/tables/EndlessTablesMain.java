package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.io.Reader;

/** Prints with what each table is refused whose third line does not end within 1 GiB. */
final class EndlessTablesMain {
    private static final String BEGINNING = "a,b\n1,2\n";

    private EndlessTablesMain() {
    }

    public static void main(String[] args) {
        String word = "7".repeat(60_000);
        for (String line : new String[]{"7", "7,", "\"7", word + ","}) {
            // A quote at the beginning only.
            boolean isQuoted = line.startsWith("\"");
            try (Reader reader = new Endless(BEGINNING + (isQuoted ? "\"" : ""), isQuoted ? line.substring(1) : line)) {
                System.out.println("read " + Table.parse(reader, "people.csv"));
            } catch (InvalidInputException e) {
                System.out.println(e.getMessage());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A beginning, and one part again and again. */
    private static final class Endless extends Reader {
        private static final long LENGTH = 1L << 30;

        private final String beginning;
        private final String part;
        private long at;

        Endless(String beginning, String part) {
            this.beginning = beginning;
            this.part = part;
        }

        @Override
        public int read(char[] into, int from, int count) {
            int made = 0;
            for (; made < count && at < LENGTH; made++, at++) {
                into[from + made] = at < beginning.length()
                        ? beginning.charAt((int) at)
                        : part.charAt((int) ((at - beginning.length()) % part.length()));
            }
            return made == 0 ? -1 : made;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
