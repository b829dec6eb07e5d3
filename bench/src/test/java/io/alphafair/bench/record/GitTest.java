package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
    @TempDir
    private Path tree;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", tree.toString(), "-c", "user.name=t", "-c",
                "user.email=t@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(), String.join(" ", command));
    }

    @BeforeEach
    void commitOneFile() throws IOException, InterruptedException {
        git("init", "-q");
        Files.writeString(tree.resolve("code"), "1");
        git("add", "code");
        git("commit", "-q", "-m", "one");
    }

    @Test
    void aCleanTreeIsItsCommit() {
        Git git = Git.ofCheckout(tree).orElseThrow();
        assertTrue(git.sha().matches("[0-9a-f]{40}"), git.sha());
        assertFalse(git.dirty());
        assertEquals("", git.changes());
        assertEquals(git.sha().substring(0, 9), git.shortSha());
    }

    @Test
    void changesMakeItDirtyAndDifferentChangesDiffer() throws IOException {
        Files.writeString(tree.resolve("code"), "2");
        Git two = Git.ofCheckout(tree).orElseThrow();
        Files.writeString(tree.resolve("code"), "3");
        Git three = Git.ofCheckout(tree).orElseThrow();
        assertTrue(two.dirty());
        assertNotEquals(two, three);
    }

    @Test
    void recordsAreNoChange() throws IOException {
        Files.createDirectories(tree.resolve("results/run"));
        Files.writeString(tree.resolve("results/run/jmh.json"), "[]");
        assertFalse(Git.ofCheckout(tree).orElseThrow().dirty());
    }

    @Test
    void thisBuildKnowsItsCommit() {
        Git git = Git.ofThisCode();
        assertTrue(git.source().equals("none") || git.sha().matches("[0-9a-f]{40}"), git.toString());
    }
}
