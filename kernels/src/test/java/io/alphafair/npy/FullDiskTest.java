package io.alphafair.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.Groups;
import io.alphafair.Matrix;
import io.alphafair.file.WholeFile;
import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no room for a file, the old one stays and nothing else. */
class FullDiskTest {
    private static final int LARGE = 1 << 18;

    /** Writes three files that are too large, and prints why they were not written. */
    static final class WriteMain {
        private WriteMain() {
        }

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            try (Matrix matrix = Matrix.allocate(LARGE, 1); Groups groups = Groups.of(new int[LARGE])) {
                try {
                    Npy.write(folder.resolve("m.npy"), matrix);
                } catch (NpyException e) {
                    System.out.println(e.getMessage());
                }
                try {
                    Npy.write(folder.resolve("g.npy"), groups);
                } catch (NpyException e) {
                    System.out.println(e.getMessage());
                }
                WholeFile.writeString(folder.resolve("t.txt"), "x".repeat(LARGE));
            } catch (IOException e) {
                System.out.println(e);
            }
        }
    }

    @TempDir
    private Path folder;

    @Test
    void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
        List<String> names = List.of("g.npy", "m.npy", "t.txt");
        for (String name : names) {
            Files.writeString(folder.resolve(name), "old " + name);
        }
        ChildJvm.Result result = ChildJvm.withFileLimit(64, List.of("-cp", System.getProperty("java.class.path"),
                WriteMain.class.getName(), folder.toString()));
        String reason = " cannot be written: java.io.IOException: File too large; expected a folder that exists and has "
                + "room";
        assertEquals(List.of(folder.resolve("m.npy") + reason, folder.resolve("g.npy") + reason,
                "java.io.IOException: File too large"), result.output().lines().toList());
        for (String name : names) {
            assertEquals("old " + name, Files.readString(folder.resolve(name)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(names, files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
