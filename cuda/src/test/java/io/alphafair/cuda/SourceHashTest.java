package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The PTX in the jar was made from the kernels that are here. */
class SourceHashTest {
    @Test
    void thePtxIsOfThisSource() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(Path.of("src/main/cuda"))) {
            List<Path> sorted = files.filter(file -> file.toString().matches(".*\\.(cu|h)")).sorted().toList();
            for (Path file : sorted) {
                digest.update(Files.readAllBytes(file));
            }
        }
        assertEquals(HexFormat.of().formatHex(digest.digest()), PtxText.resource("alphafair.ptx.source").strip(),
                "the kernels were changed: run cuda/build-ptx.sh and commit what it makes");
    }

    @Test
    void thePtxRunsOnTheOldestDriverAndDevice() {
        String ptx = PtxText.resource("alphafair.ptx");
        assertTrue(ptx.contains("\n.version 6.0\n.target sm_60\n"), "made for something newer");
        assertTrue(!ptx.contains("fma.") && !ptx.contains(".ftz"), "contracted or flushing arithmetic");
    }
}
