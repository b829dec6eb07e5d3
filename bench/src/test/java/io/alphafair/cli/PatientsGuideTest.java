package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.tables.Table;
import io.alphafair.testing.Require;
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

    /** The commands that need none before them. */
    private static final int ALONE = 3;

    @TempDir
    private Path folder;

    static List<Guide.Example> examples() throws IOException {
        return GUIDE.examples().subList(0, ALONE);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCommandPrintsTheLinesThatAreShown(Guide.Example example) {
        example.assertShortened(folder);
    }

    @Test
    void theModelIsTrainedAndAppliedAndAllocatesThePlaces() throws IOException {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"),
                "the guide was made on x86-64; another processor's exp may round otherwise, and training goes its own way");
        List<Guide.Example> examples = GUIDE.examples();
        assertEquals(ALONE + 3, examples.size());
        for (Guide.Example example : examples.subList(ALONE, examples.size())) {
            example.assertShortened(folder);
        }
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
