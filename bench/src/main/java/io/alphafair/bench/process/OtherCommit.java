package io.alphafair.bench.process;

import io.alphafair.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Another commit of this code, built in a git worktree of its own that is gone after {@link #close}, and when the JVM is
 * asked to end.
 */
public final class OtherCommit implements AutoCloseable {
    private static final List<String> GOALS = List.of("-q", "-B", "-DskipTests", "-Dmaven.javadoc.skip=true",
            "package");
    private static final Path JAR = Path.of("bench", "target", "benchmarks.jar");
    private static final String WORKTREE = "source";
    private static final int SHORT = 7;

    private final String sha;
    private final TemporaryFolder folder;
    private final Path source;

    private OtherCommit(String sha, TemporaryFolder folder) {
        this.sha = sha;
        this.folder = folder;
        this.source = folder.path().resolve(WORKTREE);
    }

    /** How this project builds its jar: by the system's Maven, else by the wrapper of the checkout around this folder. */
    public static List<String> maven(Path code) {
        boolean installed = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "mvn")));
        List<String> command = new ArrayList<>(List.of(installed
                ? "mvn"
                : top(code).map(top -> top.resolve("mvnw").toString()).orElse("mvn")));
        command.addAll(GOALS);
        return command;
    }

    /** The checkout around a folder. */
    private static Optional<Path> top(Path code) {
        return GitCommand.output(code, List.of("rev-parse", "--show-toplevel")).map(top -> Path.of(top.strip()));
    }

    /**
     * Builds a commit.
     *
     * @param code a folder in the repository
     * @param ref names the commit, as branches, tags and {@code HEAD~1} do
     * @param build the command that makes the jar, in the worktree
     * @param passing takes a line about the progress now and then
     * @throws InvalidInputException if there is no such commit here
     * @throws IOException if it cannot be built
     */
    public static OtherCommit build(Path code, String ref, List<String> build, Consumer<String> passing)
            throws IOException {
        Path root = top(code).orElseThrow(() -> new InvalidInputException("--compare-with " + ref
                + ": this program is not in a git checkout, or git is not installed; start it from a clone"));
        String sha = GitCommand
                .output(root, List.of("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}"))
                .map(String::strip).orElseThrow(() -> new InvalidInputException("--compare-with " + ref
                        + ": there is no such commit here; expected a branch, a tag or a commit; git fetch brings "
                        + "those of others"));
        TemporaryFolder folder = TemporaryFolder.of("commit", gone -> GitCommand.output(root,
                List.of("worktree", "remove", "--force", gone.resolve(WORKTREE).toString())));
        OtherCommit other = new OtherCommit(sha, folder);
        try {
            GitCommand.output(root, List.of("worktree", "add", "--quiet", "--detach", other.source.toString(), sha))
                    .orElseThrow(() -> new IOException("git worktree add " + sha + " failed in " + root
                            + "; expected a repository that this user may write to, and free space in "
                            + folder.path()));
            other.make(ref, build, passing);
            return other;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void make(String ref, List<String> build, Consumer<String> passing) throws IOException {
        String name = name() + " (" + ref + ")";
        Path log = folder.path().resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(build).directory(source.toFile())
                .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long start = System.nanoTime();
        try (Child maven = Child.start(builder)) {
            while (!maven.process().waitFor(1, TimeUnit.SECONDS)) {
                passing.accept("building " + name + ", "
                        + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
            }
            if (maven.waitFor() != 0) {
                throw new IOException("the build of " + name + " failed: " + firstError(Files.readAllLines(log))
                        + "; git worktree add ../" + name() + " " + name() + " and " + String.join(" ", build)
                        + " there repeat it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " was built", e);
        }
        if (!Files.isRegularFile(jar())) {
            throw new IOException(
                    "the build of " + name + " made no " + JAR + ": expected a commit that has benchmarks");
        }
    }

    private static String firstError(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("[ERROR] ")).findFirst()
                .map(line -> line.substring(line.indexOf(' ') + 1)).orElseGet(() -> Child.lastWords(lines));
    }

    /** The commit's hash. */
    public String sha() {
        return sha;
    }

    /** The beginning of the hash. */
    public String name() {
        return sha.substring(0, SHORT);
    }

    /** The commit's jar. */
    public Path jar() {
        return source.resolve(JAR);
    }

    /** Removes the worktree; idempotent. */
    @Override
    public void close() {
        folder.close();
    }
}
