package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.contract.ChildJvm;
import io.alphafair.cuda.device.InterpretedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JCuda's library comes from the jar, whoever else is unpacking it and whatever lies in the temporary folder. */
class NativesTest {
    private static final int PROCESSES = 12;

    @TempDir
    private Path temporary;

    private ChildJvm.Result run() {
        return ChildJvm.run(List.of("env", "LD_LIBRARY_PATH=" + InterpretedDevice.library().getParent(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx64m", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"),
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
                started.add(pool.submit(this::run));
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
    void aPlantedFileIsNotLoaded() throws IOException {
        InterpretedDevice.library();
        Path planted = temporary.resolve("libJCudaDriver-12.6.0-linux-x86_64.so");
        Files.writeString(planted, "not a library");
        assertRan(run());
        assertEquals("not a library", Files.readString(planted));
    }
}
