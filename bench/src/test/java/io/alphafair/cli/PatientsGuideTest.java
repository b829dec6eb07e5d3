package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tutorial's commands print the lines that it shows, in that order, and its table is as it says. */
class PatientsGuideTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Guide GUIDE = new Guide(DOCS.resolve("choose-among-patients.md"));

    @TempDir
    private Path folder;

    static List<Guide.Example> examples() throws IOException {
        List<Guide.Example> examples = GUIDE.examples();
        assertEquals(3, examples.size());
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCommandPrintsTheLinesThatAreShown(Guide.Example example) {
        example.assertShortened(folder);
    }

    @Test
    void theTableIsAsTheTutorialSays() {
        Table table = Table.read(DOCS.resolve("melanoma.csv"));
        assertEquals(List.of("id", "sex", "decades", "thickness", "ulcer"), table.columns());
        assertEquals(205, table.rowCount());
        assertEquals(79, Arrays.stream(table.strings("sex")).filter("male"::equals).count());
        assertEquals(90, Arrays.stream(table.strings("ulcer")).filter("yes"::equals).count());
    }
}
