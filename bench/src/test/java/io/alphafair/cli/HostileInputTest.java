package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that would take more memory or time than there is, if it were taken. */
class HostileInputTest {
    private static final int BLOCK = 16 << 20;
    /** As many blocks are 4 GiB. */
    private static final int BLOCKS = 256;

    @TempDir
    private Path folder;

    private static void assertRefused(String start, Object... words) {
        Alphafair run = Alphafair.run(words);
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().startsWith("error: " + start), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().length() < 2200, run.err().length() + " characters");
    }

    private void assertProblemsRefused(String start, String json) throws IOException {
        Path file = Files.writeString(folder.resolve("in.json"), json);
        assertRefused(file + start, "allocate", "--problems", file);
    }

    @Test
    void nestingHasALimit() throws IOException {
        for (String key : List.of("n", "expected", "unknown")) {
            assertProblemsRefused(" is not JSON: Document nesting depth (1001) exceeds the maximum allowed (1000); "
                    + "expected a list of problems", "[{\"name\": \"x\", \"" + key + "\": " + "[".repeat(10_000));
        }
    }

    @Test
    void digitsHaveALimit() throws IOException {
        assertProblemsRefused(" is not JSON: Number value length (1048576) exceeds the maximum allowed (1000); "
                + "expected a list of problems", "[{\"name\": \"x\", \"n\": " + "7".repeat(1 << 20) + "}]");
        assertProblemsRefused(": problem 'x': n is 777", "[{\"name\": \"x\", \"n\": " + "7".repeat(1000) + "}]");
    }

    @Test
    void keysAndNamesOfAnyLengthAreQuotedInShort() throws IOException {
        assertProblemsRefused(": problem 'yyy", "[{\"name\": \"" + "y".repeat(1 << 20) + "\", \"n\": 1}]");
        assertProblemsRefused(": problem 'x': unknown key 'kkk", "[{\"name\": \"x\", \"" + "k".repeat(40_000)
                + "\": 1}]");
        assertProblemsRefused(": problem 'x': n is \"zzz", "[{\"name\": \"x\", \"n\": \"" + "z".repeat(1 << 20)
                + "\"}]");
        assertProblemsRefused(": problem 'x': key 'n' comes twice: expected each key once; drop one",
                "[{\"name\": \"x\", \"n\": 1, \"n\": 1}]");
    }

    /** A gzip file may have many members, so that a small one expands to any size. */
    @Test
    void compressedFilesAreRefusedAtTheirFirstBytes() throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(member)) {
            gzip.write(new byte[BLOCK]);
        }
        Path bomb = folder.resolve("bomb.gz");
        try (OutputStream file = Files.newOutputStream(bomb)) {
            for (int block = 0; block < BLOCKS; block++) {
                member.writeTo(file);
            }
        }
        assertRefused(bomb + " has bytes that are zero, as UTF-16 text", "allocate", "--table", bomb, "--benefit", "a",
                "--cost-values", 1,
                "--group", "b", "--budget", 1, "--alpha", 1);
        assertRefused(bomb + " line 1, column 2 is not JSON: Illegal character", "allocate", "--problems", bomb);
        assertRefused(bomb + " is not a .npy file: ", "allocate", "--benefit", bomb, "--cost-values", 1, "--group",
                bomb,
                "--budget", 1, "--alpha", 1);
    }

    @Test
    @Tag("long")
    void aTableThatDoesNotFitIntoTheHeapIsRefusedWithWhatToDo() throws IOException {
        Path table = Files.writeString(folder.resolve("large.csv"), "a,b\n" + "1,2\n".repeat(2_000_000));
        ChildJvm.Result run = ChildJvm.java(List.of("-Xmx64m", "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "allocate", "--table", table.toString(), "--benefit", "a", "--cost-values", "1",
                "--group", "b", "--budget", "1", "--alpha", "1"));
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("error: the memory does not suffice ("), run.output());
        assertTrue(
                run.output().contains("the heap may have 64 MiB): expected smaller input; give .npy files, which are "
                        + "mapped, or a larger heap, as with JDK_JAVA_OPTIONS=-Xmx8g"),
                run.output());
    }
}
