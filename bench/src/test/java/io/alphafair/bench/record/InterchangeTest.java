package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InterchangeTest {
    private static final Path RESULTS = Path.of("").toAbsolutePath().getParent().resolve("results");

    @Test
    void everyRecordsJmhFileIsWhatReadersOfJmhsJsonTake() throws IOException {
        int cells = 0;
        try (Stream<Path> runs = Files.list(RESULTS)) {
            for (Path run : runs.filter(Files::isDirectory).toList()) {
                JsonNode results = RunRecord.read(run).jmh();
                // A run of races alone has none.
                assertTrue(results.isArray(), run.toString());
                results.forEach(JmhReaders::assertReadable);
                cells += results.size();
            }
        }
        assertTrue(cells > 0, "no recorded cell");
    }
}
