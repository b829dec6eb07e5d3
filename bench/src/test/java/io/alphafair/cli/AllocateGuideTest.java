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

/** The commands of the guide and of the README, run as they stand on the table there, print what is shown. */
class AllocateGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "allocate-with-caps.md");
    private static final Path README = Path.of("..", "README.md");
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

    private static List<String> blocks(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).results().map(match -> match.group(1)).toList();
    }

    /** Each command of the guide with the block below it, and the README's first one. */
    static List<Example> examples() throws IOException {
        List<String> blocks = blocks(GUIDE);
        List<Example> examples = new ArrayList<>();
        for (int place = 1; place < blocks.size(); place += 2) {
            examples.add(new Example(blocks.get(place), blocks.get(place + 1)));
        }
        List<String> readme = blocks(README);
        assertEquals(blocks.getFirst(), readme.getFirst(), "the same table");
        examples.add(new Example(readme.get(1), readme.get(2)));
        assertTrue(examples.size() > 3, examples.size() + " examples in " + GUIDE);
        return examples;
    }

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("people.csv"), blocks(GUIDE).getFirst());
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
