package io.alphafair.bench.peer.external;

import io.alphafair.bench.process.JavaCommand;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DuckDB over JDBC, in a JVM of its own that has the driver on its class path. */
public final class DuckDbArm implements Arm {
    /** Both as {@code mvn dependency:copy@peers} leaves them. */
    private static final Path DRIVER = Path.of("peers", "duckdb_jdbc.jar");
    private static final String FETCH = "mvn -Ppeers -pl bench dependency:copy@peers";

    private final DuckDbQuery query;
    private final Path driver;
    private final JavaCommand java;

    /** @param driver the jar */
    DuckDbArm(DuckDbQuery query, Path driver, JavaCommand java) {
        this.query = query;
        this.driver = driver;
        this.java = java;
    }

    /** Each query, with the driver that the build puts beside the fat jar. */
    public static List<Arm> all(JavaCommand java) {
        Path driver = driver();
        return List.of(new DuckDbArm(DuckDbQuery.USUAL, driver, java),
                new DuckDbArm(DuckDbQuery.ONE_AGGREGATE, driver, java));
    }

    /** Beside the jar, or the classes, that this is in. */
    static Path driver() {
        try {
            return Path.of(DuckDbArm.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .resolveSibling(DRIVER);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this code is no path: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return query.label();
    }

    @Override
    public String summary() {
        return query.summary();
    }

    @Override
    public Optional<String> missing() {
        return Files.isRegularFile(driver)
                ? Optional.empty()
                : Optional.of("DuckDB's driver is not beside the jar as " + DRIVER + ": fetch its 80 MB with " + FETCH);
    }

    @Override
    public List<String> command(Path folder, int threads) {
        List<String> flags = new ArrayList<>(java.flags());
        // The driver unpacks its native library there; the folder goes, even if the process is killed.
        flags.add("-Djava.io.tmpdir=" + folder);
        return new JavaCommand(java.jvm(), flags).of(DuckDbWorker.class, List.of(driver),
                folder.toString(), Integer.toString(threads), query.name());
    }
}
