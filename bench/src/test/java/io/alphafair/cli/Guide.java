package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A document that shows a table, and below it commands with what they print. */
record Guide(Path document) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final String COMMAND = "./alphafair ";

    /** A command with the output below it. */
    record Example(String command, String output) {
        /** What the command prints, run as it stands on the files of a folder. */
        String run(Path folder) {
            assertTrue(isCommand(command), command);
            String[] words = command.substring(COMMAND.length()).replaceAll("\\\\\\n", " ").strip().split(" +");
            for (int place = 0; place < words.length; place++) {
                if (words[place].startsWith("docs/")) {
                    words[place] = Path.of("..").resolve(words[place]).toString();
                } else if (words[place].matches("\\w+\\.(csv|svg)") || place > 0 && words[place - 1].equals("--out")) {
                    words[place] = folder.resolve(words[place]).toString();
                }
            }
            return Alphafair.done((Object[]) words).replace(folder + "/", "");
        }

        /** Runs it; every line that is shown is among those that it prints, in that order. */
        void assertShortened(Path folder) {
            List<String> printed = run(folder).lines().toList();
            int from = 0;
            for (String line : output.lines().toList()) {
                int found = printed.subList(from, printed.size()).indexOf(line);
                assertTrue(found >= 0, () -> "the guide shows\n" + line + "\nbut the output is\n"
                        + String.join("\n", printed));
                from += found + 1;
            }
        }

        @Override
        public String toString() {
            return command;
        }
    }

    List<String> blocks() throws IOException {
        return FENCED.matcher(Files.readString(document)).results().map(match -> match.group(1)).toList();
    }

    /** The table, which is the first block. */
    String table() throws IOException {
        return blocks().getFirst();
    }

    /** Each command with the block below it, or with nothing if the next block is a command. */
    List<Example> examples() throws IOException {
        List<String> blocks = blocks();
        List<Example> examples = new ArrayList<>();
        for (int place = 0; place < blocks.size(); place++) {
            if (isCommand(blocks.get(place))) {
                boolean shown = place + 1 < blocks.size() && !isCommand(blocks.get(place + 1));
                examples.add(new Example(blocks.get(place), shown ? blocks.get(place + 1) : ""));
            }
        }
        return examples;
    }

    private static boolean isCommand(String block) {
        return block.startsWith(COMMAND);
    }
}
