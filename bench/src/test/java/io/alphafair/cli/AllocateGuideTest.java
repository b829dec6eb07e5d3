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
    private static final Guide GUIDE = new Guide(Path.of("..", "docs", "allocate-with-caps.md"));
    private static final Guide README = new Guide(Path.of("..", "README.md"));

    @TempDir
    Path folder;

    /** Each command of the guide with the block below it, and the README's first one. */
    static List<Guide.Example> examples() throws IOException {
        List<Guide.Example> examples = new ArrayList<>(GUIDE.examples());
        assertEquals(GUIDE.table(), README.table(), "the same table");
        examples.add(README.examples().getFirst());
        assertTrue(examples.size() > 3, examples.size() + " examples in " + GUIDE);
        return examples;
    }

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("people.csv"), GUIDE.table());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCommandPrintsWhatIsShown(Guide.Example example) {
        assertEquals(example.output(), example.run(folder));
    }
}
