package io.alphafair.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository of two commits; its file {@code file} says one, then two. */
public record Repository(Path root) {
    /** Makes it. */
    public static Repository in(Path folder) throws IOException, InterruptedException {
        Repository repository = new Repository(Files.createDirectory(folder.resolve("repository")));
        repository.git("init", "-q");
        for (String text : List.of("one", "two")) {
            Files.writeString(repository.root.resolve("file"), text);
            repository.git("add", "-A");
            repository.git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", text);
        }
        return repository;
    }

    /** What git prints. */
    public String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }

    /** No other worktree is left. */
    public void assertNothingIsLeft() throws IOException, InterruptedException {
        assertEquals(1, git("worktree", "list").lines().count());
    }
}
