package io.alphafair.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Matrix;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.TruncatedMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that gets shorter while it is read is an exception, in each loop in Java. */
@Tag("long")
class ShortenedFileTest {
    private static final int ATTEMPTS = 200;
    private static final long ROWS = 4_000_000;

    @TempDir
    private Path folder;

    /** In a JVM of its own, because such a fault can end a JVM. */
    @ParameterizedTest
    @ValueSource(strings = {"always", "never"})
    void aMappedFileIsAnInternalError(String vectors) {
        List<String> backends = List.of("scalar", "simd", "forkjoin:scalar", "forkjoin:simd");
        List<String> arguments = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector",
                "-Dalphafair.vectors=" + vectors, "-XX:ErrorFile=" + folder.resolve("error.log"), "-cp",
                System.getProperty("java.class.path"), TruncatedMain.class.getName(), folder.toString()));
        arguments.addAll(backends);
        ChildJvm.Result result = ChildJvm.java(arguments);
        assertEquals(0, result.exitCode(), result.output());
        List<String> lines = result.output().lines().filter(line -> !line.startsWith("WARNING")).toList();
        assertEquals(9 * backends.size(), lines.size(), result.output());
        lines.forEach(line -> assertTrue(line.endsWith("calls: InternalError"), result.output()));
    }

    /** Labels and other types than float64 are copied. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCopiedFileIsRefused(boolean isGroups) throws Exception {
        Path file = folder.resolve("m.npy");
        int refused = 0;
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            for (int attempt = 0; attempt < ATTEMPTS && refused == 0; attempt++) {
                Files.deleteIfExists(file);
                SparseFile.write(file, NpyType.INT32, ROWS, 1, Map.of());
                long nanos = attempt * 50_000L;
                Future<?> shortening = thread.submit(() -> {
                    long end = System.nanoTime() + nanos;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    SparseFile.setLength(file, 1 << 12);
                });
                String said = isGroups ? groups(file) : matrix(file);
                shortening.get();
                refused += said.equals(file + " got shorter while it was read: expected a file that does not change; "
                        + "read it again once it is complete") ? 1 : 0;
            }
        }
        assertTrue(refused > 0, "no read met the end of the file");
    }

    private static String matrix(Path file) {
        try (Matrix matrix = Npy.readMatrix(file)) {
            return matrix.shape();
        } catch (NpyException e) {
            return e.getMessage();
        }
    }

    private static String groups(Path file) {
        try (var groups = Npy.readGroups(file)) {
            return groups.toString();
        } catch (NpyException e) {
            return e.getMessage();
        }
    }
}
