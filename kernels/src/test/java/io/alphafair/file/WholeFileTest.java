package io.alphafair.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileThatCannotBeFinishedLeavesTheOldOneAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        WholeFile.writeString(file, "old");
        IOException e = assertThrows(IOException.class, () -> WholeFile.write(file, draft -> {
            Files.writeString(draft, "half");
            throw new IOException("no room");
        }));
        assertEquals("no room", e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
        WholeFile.writeString(file, "new");
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = folder.resolve("a.txt");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
        WholeFile.writeString(file, "old");
        WholeFile.writeString(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aFolderThatIsMissingIsAnError() {
        assertThrows(NoSuchFileException.class, () -> WholeFile.writeString(folder.resolve("none/a.txt"), "text"));
    }
}
