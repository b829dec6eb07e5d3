package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitTest {
    private static final String CODE = "bench/src/main/java/Code.java";
    private static final String CASES = "kernels/src/test/resources/io/alphafair/";

    @TempDir
    private Path tree;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", tree.toString(), "-c", "user.name=t", "-c",
                "user.email=t@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(), String.join(" ", command));
    }

    private Path write(String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** The folder of a jar that was built from the sources as they are. */
    private Path build() throws IOException, InterruptedException {
        Path hash = write("bench/target/benchmarks.jar.sources", "");
        assertEquals(0, new ProcessBuilder("bash", tree.resolve("build/sources-hash").toString())
                .redirectOutput(hash.toFile()).start().waitFor());
        return hash.getParent();
    }

    private Git built() throws IOException, InterruptedException {
        return Git.ofCheckout(build()).orElseThrow();
    }

    @BeforeEach
    void commitTheSources() throws IOException, InterruptedException {
        git("init", "-q");
        Files.copy(Path.of("..", "build", "sources-hash"), write("build/sources-hash", ""),
                StandardCopyOption.REPLACE_EXISTING);
        write(".gitignore", "target/");
        for (String name : List.of("pom.xml", "bench/pom.xml", CODE, CASES + "cases.json",
                CASES + "capped_cases.json")) {
            write(name, "1");
        }
        git("add", "-A");
        git("commit", "-q", "-m", "one");
    }

    @Test
    void aCleanTreeIsItsCommit() throws IOException, InterruptedException {
        Git git = built();
        assertTrue(git.sha().matches("[0-9a-f]{40}"), git.sha());
        assertFalse(git.dirty());
        assertEquals("", git.changes());
        assertEquals("checkout", git.source());
        assertEquals(git.sha().substring(0, 9), git.shortSha());
    }

    @ParameterizedTest
    @ValueSource(strings = {CODE, "native/src/main/c/untracked.c"})
    void changesMakeItDirtyAndDifferentChangesDiffer(String source) throws IOException, InterruptedException {
        write(source, "2");
        Git two = built();
        write(source, "3");
        Git three = built();
        assertTrue(two.dirty() && three.dirty());
        assertNotEquals(two.changes(), three.changes());
        assertTrue(two.changes().matches("[0-9a-f]{16}"), two.changes());
        assertEquals(two.sha(), three.sha());
    }

    @Test
    void aSourceThatIsMissingIsAChange() throws IOException, InterruptedException {
        Files.delete(tree.resolve(CODE));
        assertTrue(built().dirty());
    }

    /** Wherever records go. */
    @Test
    void whatIsNoSourceIsNoChange() throws IOException, InterruptedException {
        Git before = built();
        write("results/run/jmh.json", "[]");
        write("bench/out/run.unfinished/run.json", "{}");
        write("README.md", "new");
        assertEquals(before, built());
        assertFalse(before.dirty());
    }

    @Test
    void aJarOfOtherSourcesIsNotOfTheCommitThatIsCheckedOut() throws IOException, InterruptedException {
        write(CODE, "2");
        Path target = build();
        git("commit", "-q", "-a", "-m", "two");
        assertFalse(Git.ofCheckout(target).orElseThrow().dirty());
        git("checkout", "-q", "HEAD~1");
        assertEquals(Optional.empty(), Git.ofCheckout(target));
    }

    @Test
    void aJarThatWasCopiedIntoARepositoryIsNotOfIt() throws IOException, InterruptedException {
        assertEquals(Optional.empty(), Git.ofCheckout(tree));
        Path copy = Files.createDirectories(tree.resolve("kit/bench/target"));
        assertEquals(Optional.empty(), Git.ofCheckout(copy));
        Files.copy(build().resolve("benchmarks.jar.sources"), copy.resolve("benchmarks.jar.sources"));
        assertEquals(Optional.empty(), Git.ofCheckout(copy));
    }

    @Test
    void thisBuildKnowsItsCommit() {
        Git git = Git.ofThisCode();
        assertTrue(git.source().equals("none") || git.sha().matches("[0-9a-f]{40}"), git.toString());
    }
}
