package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The fenced blocks of a document, some of which are commands. */
final class Guide {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final String COMMAND = "./alphafair ";

    private Guide() {
    }

    static List<String> blocks(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).results().map(match -> match.group(1)).toList();
    }

    static boolean isCommand(String block) {
        return block.startsWith(COMMAND);
    }

    /** What a command prints that is run as it stands, with its CSV and SVG files in a folder. */
    static String output(String command, Path folder) {
        assertTrue(isCommand(command), command);
        String[] words = command.substring(COMMAND.length()).replaceAll("\\\\\\n", " ").strip().split(" +");
        for (int place = 0; place < words.length; place++) {
            if (words[place].matches("\\w+\\.(csv|svg)")) {
                words[place] = folder.resolve(words[place]).toString();
            }
        }
        return Alphafair.done((Object[]) words).replace(folder + "/", "");
    }
}
