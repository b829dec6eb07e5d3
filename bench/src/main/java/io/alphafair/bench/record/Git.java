package io.alphafair.bench.record;

import io.alphafair.bench.process.GitCommand;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which commit the measured code is of.
 *
 * @param sha the commit, or "unknown"
 * @param dirty whether sources differed from that commit
 * @param changes the beginning of the hash of all sources if they differed, so that a run goes on only with the same code; empty
 *            if clean or not known
 * @param source "checkout" if the jar lies where its sources are, in a git working tree, which was asked; "build" if the build
 *            wrote the commit into the jar; "none" if neither is there
 */
public record Git(String sha, boolean dirty, String changes, String source) {
    private static final int SHORT = 9;
    private static final int CHANGES = 16;
    private static final Pattern DESCRIBED = Pattern.compile("([0-9a-f]{40})(-dirty)?");
    /** Where a checkout has its jar, and beside it the hash of the sources that the jar was built from. */
    private static final Path TARGET = Path.of("bench", "target");
    private static final String BUILT = "benchmarks.jar.sources";

    /** The commit of the code that runs: of the checkout that it was built from, as it is now, else of its build. */
    public static Git ofThisCode() {
        return ofCheckout(codeFolder()).or(Git::ofBuild).orElse(new Git("unknown", false, "", "none"));
    }

    /**
     * The commit of the checkout that has its jar in this folder. Empty if it is no such folder, if the sources are no longer
     * those of the jar, or if there is no git or no bash.
     */
    static Optional<Git> ofCheckout(Path folder) {
        if (!folder.endsWith(TARGET) || !Files.isRegularFile(folder.resolve(BUILT))) {
            return Optional.empty();
        }
        Path root = folder.getParent().getParent();
        String script = root.resolve("build").resolve("sources-hash").toString();
        Optional<String> hash = GitCommand.said(List.of("bash", script)).filter(now -> now.equals(built(folder)));
        Optional<String> changed = hash.flatMap(same -> GitCommand.said(List.of("bash", script, "--changed")));
        return changed.flatMap(lines -> GitCommand.output(root, List.of("rev-parse", "HEAD")))
                .map(sha -> new Git(sha.strip(), !changed.get().isBlank(),
                        changed.get().isBlank() ? "" : hash.get().substring(0, CHANGES), "checkout"));
    }

    private static String built(Path folder) {
        try {
            return Files.readString(folder.resolve(BUILT));
        } catch (IOException e) {
            throw new IllegalStateException(folder.resolve(BUILT) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What the build wrote down, if it was made from a working tree. */
    private static Optional<Git> ofBuild() {
        Properties properties = new Properties();
        try (InputStream in = Git.class.getResourceAsStream("/io/alphafair/bench/build.properties")) {
            if (in == null) {
                return Optional.empty();
            }
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("build.properties of this jar cannot be read: " + e.getMessage(), e);
        }
        Matcher commit = DESCRIBED.matcher(properties.getProperty("commit", ""));
        return commit.matches()
                ? Optional.of(new Git(commit.group(1), commit.group(2) != null, "", "build"))
                : Optional.empty();
    }

    /** The commit as a part of a folder's name. */
    public String shortSha() {
        return sha.length() > SHORT ? sha.substring(0, SHORT) : sha;
    }

    /** Where the code that runs lies: its jar's folder, or that of its classes. */
    public static Path codeFolder() {
        try {
            Path code = Path.of(Git.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(code) ? code : code.getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this code is no path: " + e.getMessage(), e);
        }
    }
}
