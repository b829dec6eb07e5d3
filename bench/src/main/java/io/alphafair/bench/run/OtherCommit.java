package io.alphafair.bench.run;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.GitCommand;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Git;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Another commit of this code, built in a git worktree of its own that is gone after {@link #close}, and when the JVM is
 * asked to end.
 */
final class OtherCommit implements AutoCloseable {
    /** How this project builds its jar. */
    static final List<String> MAVEN = List.of("mvn", "-q", "-B", "-DskipTests", "-Dmaven.javadoc.skip=true", "package");
    private static final Path JAR = Path.of("bench", "target", "benchmarks.jar");
    private static final String WORKTREE = "source";

    private final Git git;
    private final TemporaryFolder folder;

    private OtherCommit(Git git, TemporaryFolder folder) {
        this.git = git;
        this.folder = folder;
    }

    /**
     * Builds a commit.
     *
     * @param code a folder in the repository
     * @param ref names the commit, as branches, tags and {@code HEAD~1} do
     * @param build the command that makes the jar, in the worktree
     * @throws InvalidInputException if there is no such commit here
     * @throws IOException if it cannot be built
     */
    static OtherCommit build(Path code, String ref, List<String> build, Progress progress) throws IOException {
        Path root = GitCommand.output(code, List.of("rev-parse", "--show-toplevel"))
                .map(top -> Path.of(top.strip())).orElseThrow(() -> new InvalidInputException("--compare-with " + ref
                        + ": this program lies in no git checkout, or git is not installed; start it from a clone"));
        String sha = GitCommand
                .output(root, List.of("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}"))
                .map(String::strip).orElseThrow(() -> new InvalidInputException("--compare-with " + ref
                        + ": no such commit here; expected a branch, tag or commit, and git fetch brings those of others"));
        TemporaryFolder folder = TemporaryFolder.of("commit", gone -> GitCommand.output(root,
                List.of("worktree", "remove", "--force", gone.resolve(WORKTREE).toString())));
        OtherCommit other = new OtherCommit(new Git(sha, false, "", "checkout"), folder);
        try {
            Path source = folder.path().resolve(WORKTREE);
            GitCommand.output(root, List.of("worktree", "add", "--quiet", "--detach", source.toString(), sha))
                    .orElseThrow(() -> new IOException("git worktree add " + sha + " failed in " + root
                            + "; expected a repository that this user may write to, and room in "
                            + source.getParent()));
            other.make(ref, build, progress);
            return other;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void make(String ref, List<String> build, Progress progress) throws IOException {
        String name = git.shortSha() + " (" + ref + ")";
        progress.say("building " + name + " in a temporary worktree");
        Path log = folder.path().resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(build).directory(folder.path().resolve(WORKTREE).toFile())
                .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long start = System.nanoTime();
        try (Child maven = Child.start(builder)) {
            while (!maven.process().waitFor(1, TimeUnit.SECONDS)) {
                progress.passing("building " + name + ", "
                        + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
            }
            if (maven.waitFor() != 0) {
                throw new IOException("the build of " + name + " failed: " + firstError(Files.readAllLines(log))
                        + "; git worktree add ../" + git.shortSha() + " " + git.shortSha() + " and "
                        + String.join(" ", build) + " there repeat it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " was built", e);
        } finally {
            progress.end();
        }
        if (!Files.isRegularFile(jar())) {
            throw new IOException(
                    "the build of " + name + " made no " + JAR + ": expected a commit that has benchmarks");
        }
    }

    private static String firstError(List<String> lines) {
        Optional<String> error = lines.stream().filter(line -> line.startsWith("[ERROR] ")).findFirst();
        return error.map(line -> line.substring(line.indexOf(' ') + 1)).orElseGet(() -> Child.lastWords(lines));
    }

    Git git() {
        return git;
    }

    Path jar() {
        return folder.path().resolve(WORKTREE).resolve(JAR);
    }

    /** Where JMH's output goes while the commit is measured. */
    Path log() {
        return folder.path().resolve("jmh.log");
    }

    /** Removes the worktree; idempotent. */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
