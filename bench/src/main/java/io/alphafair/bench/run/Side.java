package io.alphafair.bench.run;

import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.ForkProbe;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Verdict;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of two commits that are measured by turns: its code, what runs there, and what came of its cells so far. */
final class Side implements AutoCloseable {
    private final Git git;
    private final String classPath;
    private final ForkProbe.Answer fork;
    private final URLClassLoader code;
    private final List<CellResult> results = new ArrayList<>();
    private Optional<Instant> begun = Optional.empty();

    /**
     * Asks a JVM with that code what runs there.
     *
     * @throws IOException if it does not answer
     */
    Side(Git git, JavaCommand java) throws IOException {
        this.git = git;
        this.classPath = java.classPath();
        try {
            this.fork = ForkProbe.ask(java);
        } catch (IOException e) {
            throw new IOException("commit " + git.shortSha() + " does not say what runs there, choose a newer one: "
                    + e.getMessage(), e);
        }
        this.code = new URLClassLoader(urls(classPath), null);
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** Why it has no time for a cell, if no fork is needed to find that out. */
    Optional<CellResult> without(Cell cell) {
        if (code.findResource(generated(cell)) == null) {
            return Optional.of(unavailable(cell, "commit " + git.shortSha() + " has no benchmark " + cell.label()));
        }
        Optional<BackendInfo> backend = fork.backends().stream()
                .filter(info -> info.name().equals(cell.backend())).findFirst();
        if (backend.isEmpty() && !BenchRun.isPeer(cell)) {
            return Optional.of(unavailable(cell, "commit " + git.shortSha() + " has no backend " + cell.backend()));
        }
        return backend.filter(info -> !info.available()).map(info -> unavailable(cell, info.reason()));
    }

    /** The file of the class that JMH generates for a benchmark. */
    private static String generated(Cell cell) {
        String method = cell.benchmark().replaceFirst("\\.([^.]+)$", "_$1_jmhTest");
        return method.replaceFirst("\\.([^.]+)$", ".jmh_generated.$1").replace('.', '/') + ".class";
    }

    private static CellResult unavailable(Cell cell, String reason) {
        return CellResult.without(cell, Verdict.UNAVAILABLE, reason);
    }

    /** Before each of its forks. */
    void begin(Instant now) {
        begun = begun.or(() -> Optional.of(now));
    }

    /** When its first fork began; none has where it could run nothing. */
    Optional<Instant> begun() {
        return begun;
    }

    void keep(CellResult result) {
        results.add(result);
    }

    CellResult last() {
        return results.getLast();
    }

    List<CellResult> results() {
        return List.copyOf(results);
    }

    Git git() {
        return git;
    }

    String classPath() {
        return classPath;
    }

    ForkProbe.Answer fork() {
        return fork;
    }

    @Override
    public void close() throws IOException {
        code.close();
    }
}
