package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says and leaves behind where the system fails it: no room, no folders, files that change. */
class SystemFaultsTest {
    private static final String CSV = "sex,visit,test\nf,3,1\nm,2,5\nf,4,2\n";

    @TempDir
    private Path folder;

    /** A command in a JVM of its own, in the folder, by way of a line of bash in which {@code "$@"} is the command. */
    private ChildJvm.Result bash(String line, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("env", "-C", folder.toString(), "-u", "JDK_JAVA_OPTIONS", "bash", "-c", line, "bash"));
        command.addAll(new JavaCommand(null, Stream.concat(JvmFlags.LAUNCHER.stream(), flags.stream()).toList())
                .of(Main.class, arguments));
        ChildJvm.Result result = ChildJvm.run(command);
        return new ChildJvm.Result(result.exitCode(), result.output().lines()
                .filter(said -> !said.startsWith("WARNING: ")).reduce("", (a, b) -> a + b + "\n"));
    }

    private String[] allocate(String... more) throws IOException {
        Files.writeString(folder.resolve("people.csv"), CSV);
        return Stream.concat(Stream.of("allocate", "--table", "people.csv", "--benefit", "visit,test", "--cost-values",
                "2,1", "--group", "sex", "--cap-values", "1", "--budget", "4", "--alpha", "1"), Stream.of(more))
                .toArray(String[]::new);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anAnswerForAFullDeviceIsLostAndTheCodeSaysSo() throws IOException {
        ChildJvm.Result result = bash("exec \"$@\" > /dev/full", List.of(), allocate());
        assertEquals(
                "error: standard output cannot be written: expected an open stream with room; nothing reliable was "
                        + "printed\n",
                result.output());
        assertEquals(Main.WRONG, result.exitCode());
    }

    @Test
    void anAnswerForAFullDiskLeavesTheOldFile() throws IOException {
        Files.writeString(folder.resolve("old.csv"), "old");
        // The answer has 50 rows of 40 bytes, and a file may have 1 KiB.
        StringBuilder rows = new StringBuilder("sex,visit,test\n");
        for (int row = 0; row < 50; row++) {
            rows.append(row % 2 == 0 ? "female" : "male").append(",3.123456789012345,1.123456789012345\n");
        }
        String[] arguments = allocate("--out", "old.csv");
        Files.writeString(folder.resolve("people.csv"), rows);
        ChildJvm.Result result = bash("ulimit -f 1 && exec \"$@\"", List.of("-XX:-UsePerfData"), arguments);
        assertEquals(
                "error: old.csv cannot be written (File too large): expected a file in a folder that exists and has "
                        + "room\n",
                result.output());
        assertEquals(Main.BAD_INPUT, result.exitCode());
        assertEquals("old", Files.readString(folder.resolve("old.csv")));
        assertEquals(List.of("old.csv", "people.csv"), names());
    }

    /** The user of a container may have no home folder; the JVM then says "?". */
    @Test
    void aUserWithoutAHomeFolderGetsAnAnswer() throws IOException {
        ChildJvm.Result result = bash("unset XDG_CACHE_HOME && exec \"$@\"", List.of("-Duser.home=?"), allocate());
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("sex=f"), result.output());
        assertEquals(List.of("people.csv"), names());
    }

    @Test
    void aBenchmarkWithoutATemporaryFolderSaysWhichOneItNeeds() throws IOException {
        Path missing = folder.resolve("missing");
        ChildJvm.Result result = bash("exec \"$@\"", List.of("-Djava.io.tmpdir=" + missing), "bench", "--profile",
                "smoke", "--", "BestItems");
        assertTrue(result.output().contains("no temporary folder can be made in " + missing), result.output());
        assertTrue(result.output().contains("-Djava.io.tmpdir=FOLDER in JDK_JAVA_OPTIONS names another"),
                result.output());
        assertFalse(result.output().contains("\tat "), result.output());
        assertEquals(1, result.output().lines().count(), result.output());
        assertEquals(Main.BAD_INPUT, result.exitCode());
        assertEquals(List.of(), names());
    }

    /** The JVM throws this error where a mapped file has got shorter. */
    @Test
    void aFileThatGotShorterIsBadInput() {
        StringWriter err = new StringWriter();
        PrintWriter failing = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) {
                throw new InternalError("a fault occurred in an unsafe memory access operation");
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        });
        assertEquals(Main.BAD_INPUT, Main.run(failing, new PrintWriter(err, true), "--version"));
        assertEquals(
                "error: a .npy or Parquet file got shorter while it was read (a fault occurred in an unsafe memory access "
                        + "operation): expected files that do not change; run the command again once they are complete\n",
                err.toString());
    }
}
