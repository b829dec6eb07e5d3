package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the guide and of the README, run as they stand on the table there, print what is shown. */
class AllocateGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "allocate-with-caps.md");
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    record Example(String command, String output) {
        @Override
        public String toString() {
            return command;
        }
    }

    /** Each command of the guide with the block below it, and the README's first one. */
    static List<Example> examples() throws IOException {
        List<String> blocks = Guide.blocks(GUIDE);
        List<Example> examples = new ArrayList<>();
        for (int place = 1; place < blocks.size(); place += 2) {
            examples.add(new Example(blocks.get(place), blocks.get(place + 1)));
        }
        List<String> readme = Guide.blocks(README);
        assertEquals(blocks.getFirst(), readme.getFirst(), "the same table");
        examples.add(new Example(readme.get(1), readme.get(2)));
        assertTrue(examples.size() > 3, examples.size() + " examples in " + GUIDE);
        return examples;
    }

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("people.csv"), Guide.blocks(GUIDE).getFirst());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCommandPrintsWhatIsShown(Example example) {
        assertEquals(example.output(), Guide.output(example.command(), folder));
    }
}
