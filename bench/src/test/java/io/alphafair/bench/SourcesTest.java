package io.alphafair.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A source file of any module stays short enough to be read. */
class SourcesTest {
    private static final int MOST_LINES = 400;

    @Test
    void noSourceFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        int read = 0;
        for (String module : List.of("kernels", "native", "cuda", "tables", "studies", "bench")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
                for (Path file : files.filter(SourcesTest::isSource).toList()) {
                    read++;
                    long lines = Files.readString(file).lines().count();
                    if (lines > MOST_LINES) {
                        tooLong.add(file + ": " + lines + " lines");
                    }
                }
            }
        }
        assertTrue(read > 300, read + " files");
        assertEquals(List.of(), tooLong);
    }

    private static boolean isSource(Path file) {
        return file.toString().matches(".*\\.(java|c|h|cu|cpp|py|js|template)") && Files.isRegularFile(file);
    }
}
