package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide's commands, run as they stand on its table, print what it shows. */
class AllocateGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "allocate-with-caps.md");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final String COMMAND = "./alphafair ";

    @TempDir
    Path folder;

    record Example(String command, String output) {
        @Override
        public String toString() {
            return command;
        }
    }

    private static List<String> blocks() throws IOException {
        return FENCED.matcher(Files.readString(GUIDE)).results().map(match -> match.group(1)).toList();
    }

    /** Each command with the block below it. */
    static List<Example> examples() throws IOException {
        List<String> blocks = blocks();
        List<Example> examples = new ArrayList<>();
        for (int place = 1; place < blocks.size(); place += 2) {
            examples.add(new Example(blocks.get(place), blocks.get(place + 1)));
        }
        assertTrue(examples.size() > 2, examples.size() + " examples in " + GUIDE);
        return examples;
    }

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("people.csv"), blocks().getFirst());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCommandPrintsWhatIsShown(Example example) {
        assertTrue(example.command().startsWith(COMMAND), example.command());
        String[] words = example.command().substring(COMMAND.length()).replaceAll("\\\\\\n", " ").strip().split(" +");
        for (int place = 0; place < words.length; place++) {
            if (words[place].matches("\\w+\\.(csv|svg)")) {
                words[place] = folder.resolve(words[place]).toString();
            }
        }
        assertEquals(example.output(), Alphafair.done((Object[]) words).replace(folder + "/", ""));
    }
}
