package io.alphafair.bench.race;

import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Starts a JVM for each order, which it reads from one file, and whose result it writes to another. */
public final class OrderFork implements AutoCloseable {
    private final Class<?> main;
    private final JavaCommand java;
    private final OutputStream log;
    private final TemporaryFolder folder;

    /**
     * @param main takes the file of the order and the file of the result
     * @param java how the forks are started
     * @param log where the forks' output goes
     * @throws IOException if there is no room for temporary files
     */
    public OrderFork(Class<?> main, JavaCommand java, OutputStream log) throws IOException {
        this.main = main;
        this.java = java;
        this.log = log;
        this.folder = TemporaryFolder.of("race");
    }

    /**
     * Runs one order.
     *
     * @param failed makes a result of the reason, in one line, why the JVM ended without one
     * @throws IOException if a file cannot be written or the JVM cannot be started
     */
    public <T> T run(Object order, Class<T> type, Function<String, T> failed) throws IOException {
        Path orderFile = folder.path().resolve("order.json");
        Path result = folder.path().resolve("result.json");
        Files.deleteIfExists(result);
        Json.write(orderFile, order);
        List<String> command = java.of(main, orderFile.toString(), result.toString());
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true))) {
            child.process().getOutputStream().close();
            byte[] said = child.process().getInputStream().readAllBytes();
            log.write(said);
            log.flush();
            int code = child.waitFor();
            return code == 0 && Files.exists(result)
                    ? Json.read(result, type)
                    : failed.apply(Child.reason(code, new String(said, StandardCharsets.UTF_8).lines().toList()));
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
