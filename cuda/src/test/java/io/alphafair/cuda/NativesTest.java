package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JCuda's library comes from the jar, whoever else is unpacking it and whatever lies in the temporary folder. */
class NativesTest {
    private static final int PROCESSES = 12;

    @TempDir
    private Path temporary;

    private ChildJvm.Result run() {
        return run(System.getProperty("java.class.path"));
    }

    private ChildJvm.Result run(String classPath) {
        return ChildJvm.run(List.of("env", "LD_LIBRARY_PATH=" + InterpretedDevice.library().getParent(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx64m", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary, "-cp", classPath,
                NativesMain.class.getName()));
    }

    private static void assertRan(ChildJvm.Result result) {
        assertEquals(0, result.exitCode(), result.output());
        assertEquals("equal", result.output().lines().reduce((first, last) -> last).orElse(""), result.output());
    }

    @Test
    void processesThatStartTogetherAllRunAndLeaveNothing()
            throws IOException, InterruptedException, ExecutionException {
        InterpretedDevice.library();
        try (ExecutorService pool = Executors.newFixedThreadPool(PROCESSES)) {
            List<Future<ChildJvm.Result>> started = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                started.add(pool.submit(() -> run()));
            }
            for (Future<ChildJvm.Result> result : started) {
                assertRan(result.get());
            }
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void withoutJCudasLibraryTheReasonNamesIt() {
        InterpretedDevice.library();
        String without = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> !place.contains("jcuda-natives")).collect(Collectors.joining(File.pathSeparator));
        ChildJvm.Result result = run(without);
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("backend 'cuda' cannot run here: JCuda's library does not load: "),
                result.output());
        assertTrue(result.output().contains("; expected jcuda-natives 12.6.0 for linux-x86_64 on the class path"),
                result.output());
    }

    @Test
    void whatCannotBeDeletedIsNotThrown() throws IOException {
        Path file = Files.createDirectories(temporary.resolve("unpacked/stuck")).resolve("file");
        Files.writeString(file, "open");
        JCudaNatives.delete(file.getParent().getParent());
        assertTrue(Files.exists(file));
    }

    @Test
    void aPlantedFileIsNotLoaded() throws IOException {
        InterpretedDevice.library();
        Path planted = temporary.resolve("libJCudaDriver-12.6.0-linux-x86_64.so");
        Files.writeString(planted, "not a library");
        assertRan(run());
        assertEquals("not a library", Files.readString(planted));
    }
}
