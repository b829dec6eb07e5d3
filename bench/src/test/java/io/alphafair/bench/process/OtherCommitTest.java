package io.alphafair.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommitTest {
    @TempDir
    private Path folder;
    private Repository repository;

    @BeforeEach
    void commitTwice() throws IOException, InterruptedException {
        repository = Repository.in(folder);
    }

    private OtherCommit build(String ref, List<String> build) throws IOException {
        return OtherCommit.build(repository.root(), ref, build, line -> {});
    }

    private static List<String> sh(String script) {
        return List.of("sh", "-c", script);
    }

    @Test
    void theCommitIsBuiltInAWorktreeThatIsGoneAfterwards() throws IOException, InterruptedException {
        List<String> build = sh("mkdir -p bench/target && cp file bench/target/benchmarks.jar");
        try (OtherCommit other = build("HEAD~1", build)) {
            assertEquals("one", Files.readString(other.jar()));
            assertEquals(repository.git("rev-parse", "HEAD~1"), other.sha());
            assertTrue(other.sha().startsWith(other.name()));
        }
        repository.assertNothingIsLeft();
    }

    @Test
    void anUnknownCommitIsRefused() throws IOException, InterruptedException {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> build("nowhere", sh("true")));
        assertEquals("--compare-with nowhere: there is no such commit here; expected a branch, a tag or a commit; git "
                + "fetch brings those of others", refused.getMessage());
        repository.assertNothingIsLeft();
    }

    @Test
    void aBuildThatFailsSaysWhyInOneLine() throws IOException, InterruptedException {
        IOException failed = assertThrows(IOException.class,
                () -> build("HEAD~1", sh("echo '[ERROR] it does not compile'; echo more; exit 1")));
        assertTrue(
                failed.getMessage().startsWith("the build of " + repository.git("rev-parse", "HEAD~1").substring(0, 7)
                        + " (HEAD~1) failed: it does not compile; git worktree add "),
                failed.getMessage());
        IOException missing = assertThrows(IOException.class, () -> build("HEAD~1", sh("true")));
        assertTrue(missing.getMessage().contains("made no bench/target/benchmarks.jar"), missing.getMessage());
        IOException absent = assertThrows(IOException.class, () -> build("HEAD~1", List.of("no-such-mvn")));
        assertTrue(absent.getMessage().contains("no-such-mvn"), absent.getMessage());
        repository.assertNothingIsLeft();
    }

    /** The main class of a JVM that is killed while it builds. */
    static final class Killed {
        private Killed() {
        }

        /** @param arguments a repository */
        public static void main(String[] arguments) throws IOException {
            OtherCommit.build(Path.of(arguments[0]), "HEAD", sh("touch " + arguments[0] + "/began; sleep 60"),
                    line -> {}).close();
        }
    }

    @Test
    void anInterruptedBuildLeavesNoWorktree() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> command = new JavaCommand(null, List.of("-Djava.io.tmpdir=" + temporary)).of(Killed.class,
                repository.root().toString());
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true))) {
            while (Files.notExists(repository.root().resolve("began"))) {
                assertTrue(child.process().isAlive());
                Thread.sleep(20);
            }
            assertEquals(2, repository.git("worktree", "list").lines().count());
            child.process().destroy();
            assertTrue(child.process().waitFor(20, TimeUnit.SECONDS));
        }
        repository.assertNothingIsLeft();
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
