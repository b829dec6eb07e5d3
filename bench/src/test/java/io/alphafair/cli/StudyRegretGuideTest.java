package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide to {@code study regret} on one's own table: its commands, its picture, its files and its options. */
class StudyRegretGuideTest {
    private static final Guide GUIDE = new Guide(Path.of("..", "docs", "study-regret.md"));

    @TempDir
    Path folder;

    static List<Guide.Example> examples() throws IOException {
        List<Guide.Example> examples = GUIDE.examples();
        assertEquals(2, examples.size());
        return examples;
    }

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("candidates.csv"), GUIDE.table());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCommandPrintsWhatIsShown(Guide.Example example) {
        assertEquals(example.output(), example.run(folder));
    }

    @Test
    void theFilesAndThePicture() throws IOException {
        GUIDE.examples().getFirst().run(folder);
        Path made = folder.resolve("fair");
        assertEquals(Files.readString(Path.of("..", "docs", "pictures", "regret-favoured.svg")),
                Files.readString(made.resolve("favoured.svg")));
        Table candidates = Table.read(made.resolve("candidates.csv"));
        assertEquals(List.of("id", "first", "fairest", "optimal selections"), candidates.columns());
        assertEquals(8, candidates.rowCount());
        Table optimal = Table.read(made.resolve("optimal.csv"));
        assertEquals(List.of("selection", "theta", "value", "id"), optimal.columns());
        assertEquals(4 * 5, optimal.rowCount());
    }

    /** Each option of the guide's table can be given with the guide's first command, and changes what it says. */
    @ParameterizedTest
    @ValueSource(strings = {"--criterion share:0.3", "--criterion at-least:2", "--quota 0.3", "--half-width 20,0.2",
            "--missing-group NAME"})
    void optionsOfTheTable(String option) throws IOException {
        assertTrue(Files.readString(GUIDE.document()).contains("| `" + option + "` |"), option);
        String plain = GUIDE.examples().getFirst().command().replace(" --out fair", "");
        String out = new Guide.Example(plain.strip() + " " + option, "").run(folder);
        // Nobody's group is missing.
        assertEquals(option.startsWith("--missing-group"), out.equals(new Guide.Example(plain, "").run(folder)), out);
        assertEquals(option.startsWith("--half-width"), out.contains("A warning: scores at theta = 1/2"), out);
        assertEquals(option.startsWith("--quota"), out.contains("a quota above 3/10"), out);
    }
}
