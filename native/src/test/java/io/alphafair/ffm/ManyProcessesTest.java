package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads and processes that unpack the library at the same time do not disturb each other. */
@Timeout(300)
class ManyProcessesTest {
    private static final int PROCESSES = 8;
    private static final int ROUNDS = 200;
    private static final String NAME = "libalphafair.so";

    /** Says that it is there, waits for a file, and opens the backend: {@code WaitingMain READY BEGIN}. */
    static final class WaitingMain {
        private WaitingMain() {
        }

        public static void main(String[] paths) throws IOException, InterruptedException {
            Files.createFile(Path.of(paths[0]));
            while (Files.notExists(Path.of(paths[1]))) {
                Thread.sleep(1);
            }
            NativeProviderTest.OpenMain.main(new String[]{"native"});
        }
    }

    @TempDir
    private Path folder;

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(PROCESSES)) {
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static List<String> names(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void manyUnpackIntoAnEmptyFolder() throws Exception {
        CyclicBarrier together = new CyclicBarrier(PROCESSES);
        byte[] content = new byte[100_000];
        for (int place = 0; place < content.length; place++) {
            content[place] = (byte) place;
        }
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int task = 0; task < PROCESSES; task++) {
            tasks.add(() -> {
                int whole = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    Path cache = folder.resolve("round" + round);
                    together.await();
                    Path file = LibraryFile.unpack(content, NAME, cache);
                    assertArrayEquals(content, Files.readAllBytes(file));
                    whole++;
                }
                return whole;
            });
        }
        assertEquals(PROCESSES * ROUNDS, atOnce(tasks).stream().mapToInt(Integer::intValue).sum());
        for (int round = 0; round < ROUNDS; round++) {
            assertEquals(List.of(NAME), names(folder.resolve("round" + round)));
        }
    }

    /** Into an empty cache, and into one in which a process has left half a library and a draft. */
    @ParameterizedTest
    @Tag("long")
    @ValueSource(booleans = {false, true})
    void manyProcessesStartAtOnce(boolean isDamaged) throws Exception {
        Natives.require();
        Path cache = folder.resolve("cache");
        if (isDamaged) {
            Path file = LibraryFile.unpack(Natives.content(), NAME, cache.resolve("alphafair"));
            Files.write(file, new byte[]{1, 2, 3});
        }
        Path begin = folder.resolve("begin");
        List<Callable<String>> tasks = new ArrayList<>();
        for (int process = 0; process < PROCESSES; process++) {
            Path ready = folder.resolve("ready" + process);
            List<String> command = new ArrayList<>(List.of("env", "XDG_CACHE_HOME=" + cache));
            command.addAll(ChildJvm.command(List.of("--enable-native-access=ALL-UNNAMED", "-cp",
                    System.getProperty("java.class.path"), WaitingMain.class.getName(), ready.toString(),
                    begin.toString())));
            tasks.add(() -> ChildJvm.run(command).output().strip());
        }
        Thread starter = Thread.ofPlatform().start(() -> beginOnceAllAreReady(begin));
        String expected = "native is " + new NativeBackend(null).description();
        assertEquals(List.of(expected), atOnce(tasks).stream().distinct().toList());
        starter.join();
        assertEquals(List.of(NAME), names(cache));
    }

    private void beginOnceAllAreReady(Path begin) {
        try {
            while (ready() < PROCESSES) {
                Thread.sleep(1);
            }
            Files.createFile(begin);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long ready() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("ready")).count();
        }
    }
}
