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

/** The commands of the guide, one after the other: from a table to a model, to predictions, to who gets what. */
class TrainGuideTest {
    private static final Guide GUIDE = new Guide(Path.of("..", "docs", "train-a-model.md"));

    @TempDir
    private Path folder;

    @Test
    void everyCommandPrintsTheLinesThatAreShown() throws IOException {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"),
                "the guide was made on x86-64; another processor's exp may round otherwise, and training goes its own way");
        List<Guide.Example> examples = GUIDE.examples();
        assertEquals(4, examples.size());
        for (Guide.Example example : examples) {
            example.assertShortened(folder);
        }
        Table answer = Table.read(folder.resolve("answer.csv"));
        assertEquals(2000, answer.rowCount());
        assertEquals(200, Arrays.stream(answer.doubles("spent")).sum(), 1e-9);
    }
}
