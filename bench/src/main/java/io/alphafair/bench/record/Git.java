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
 * @param changes a digest of the differences, so that a run goes on only with the same code; empty if clean or not known
 * @param source "checkout" if the code lies in a git working tree, which was asked; "build" if the build wrote the commit
 *            into the jar; "none" if neither is there
 */
public record Git(String sha, boolean dirty, String changes, String source) {
    private static final int SHORT = 9;
    private static final Pattern DESCRIBED = Pattern.compile("([0-9a-f]{40})(-dirty)?");
    /** Recorded runs are no code. */
    private static final String NO_RECORDS = ":(top,exclude)results";

    /** The commit of the code that runs: of the working tree around it, else of its build. */
    public static Git ofThisCode() {
        return ofCheckout(codeFolder()).or(Git::ofBuild).orElse(new Git("unknown", false, "", "none"));
    }

    /** The commit of a working tree, if the folder is in one and git is there. */
    static Optional<Git> ofCheckout(Path folder) {
        Optional<String> sha = GitCommand.output(folder, List.of("rev-parse", "HEAD"));
        Optional<String> status = GitCommand.output(folder, List.of("status", "--porcelain", "--", ":/", NO_RECORDS));
        Optional<String> diff = GitCommand.output(folder, List.of("diff", "HEAD", "--", ":/", NO_RECORDS));
        if (sha.isEmpty() || status.isEmpty() || diff.isEmpty()) {
            return Optional.empty();
        }
        boolean dirty = !status.get().isBlank();
        return Optional.of(new Git(sha.get().strip(), dirty,
                dirty ? Json.digest(status.get() + diff.get(), 8) : "", "checkout"));
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
