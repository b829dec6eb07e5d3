package io.alphafair.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendName;
import io.alphafair.backend.BackendProvider;
import io.alphafair.contract.BackendContract;
import io.alphafair.select.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Checks all backends on generated problems for a long time, and that the process does not grow meanwhile. */
final class Soak {
    private static final int READINGS = 30;
    private static final long LONGEST_ROUND_NANOS = Duration.ofMinutes(1).toNanos();
    /** With fewer readings, or in less time, nothing is said about growth: the JVM still compiles. */
    static final int LEAST_READINGS = 6;
    private static final Duration LEAST_TIME = Duration.ofMinutes(1);
    private static final long MEGABYTE = 1 << 20;
    /** How much memory may differ between two readings of a process that does not grow. */
    private static final long TOLERANCE = 32 * MEGABYTE;

    /**
     * How much is done; it ends at the first of the two limits.
     *
     * @param problems that each backend gets
     * @param firstSeed of the first problem; the others follow
     */
    record Effort(long problems, Duration limit, long firstSeed, int workers) {}

    /**
     * What the process takes while no backend is open.
     *
     * @param heapBytes that are reachable
     * @param residentBytes of the process, 0 where the system does not tell
     * @param openFiles 0 where the system does not tell
     */
    record Use(int threads, long openFiles, long heapBytes, long residentBytes) {
        private static final Path STATUS = Path.of("/proc/self/status");

        static Use now() {
            System.gc();
            long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : 0;
            return new Use(ManagementFactory.getThreadMXBean().getThreadCount(), files,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), resident());
        }

        private static long resident() {
            if (!Files.isReadable(STATUS)) {
                return 0;
            }
            try (Stream<String> lines = Files.lines(STATUS)) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The least of each. */
        static Use least(List<Use> uses) {
            return uses.stream().reduce((a, b) -> new Use(Math.min(a.threads, b.threads),
                    Math.min(a.openFiles, b.openFiles), Math.min(a.heapBytes, b.heapBytes),
                    Math.min(a.residentBytes, b.residentBytes))).orElseThrow();
        }

        /** What has grown since then; empty if nothing has. */
        List<String> growthSince(Use before) {
            List<String> grown = new ArrayList<>();
            if (threads > before.threads) {
                grown.add("threads from " + before.threads + " to " + threads);
            }
            if (openFiles > before.openFiles) {
                grown.add("open files from " + before.openFiles + " to " + openFiles);
            }
            if (heapBytes > before.heapBytes + TOLERANCE) {
                grown.add("reachable heap from " + before.heapBytes / MEGABYTE + " to " + heapBytes / MEGABYTE + " MB");
            }
            if (residentBytes > before.residentBytes + before.residentBytes / 10 + TOLERANCE) {
                grown.add("resident memory from " + before.residentBytes / MEGABYTE + " to " + residentBytes / MEGABYTE
                        + " MB");
            }
            return grown;
        }

        @Override
        public String toString() {
            return threads + " threads, " + openFiles + " open files, " + heapBytes / MEGABYTE + " MB of heap, "
                    + residentBytes / MEGABYTE + " MB resident";
        }
    }

    /**
     * What was done.
     *
     * @param backends by name
     * @param problems checked on each of them
     * @param time that it took
     * @param uses the readings, in order
     */
    record Result(List<String> backends, long problems, Duration time, List<Use> uses) {
        boolean isLongEnough() {
            return uses.size() >= LEAST_READINGS && time.compareTo(LEAST_TIME) >= 0;
        }

        /**
         * What grew in the second half; empty if nothing did, or if it was not long enough. The least readings of its two
         * parts are compared, because the JVM takes memory and gives it back as it likes.
         */
        List<String> growth() {
            if (!isLongEnough()) {
                return List.of();
            }
            int middle = uses.size() / 2;
            int late = uses.size() * 3 / 4;
            return Use.least(uses.subList(late, uses.size())).growthSince(Use.least(uses.subList(middle, late)));
        }
    }

    private final Effort effort;
    private final BiConsumer<Long, Use> said;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private volatile boolean failed;

    /** @param said takes the number of problems so far and a reading, after each round */
    Soak(Effort effort, BiConsumer<Long, Use> said) {
        this.effort = effort;
        this.said = said;
    }

    /**
     * Works in rounds until a limit is reached. Each round opens the backends and closes them.
     *
     * @throws io.alphafair.contract.ContractViolationException for a wrong answer; the message has the seed
     */
    Result run() throws InterruptedException {
        List<String> names = Backends.available().stream().flatMap(Soak::names).toList();
        List<Use> uses = new ArrayList<>();
        long began = System.nanoTime();
        long end = began + effort.limit.toNanos();
        long roundNanos = Math.min(LONGEST_ROUND_NANOS, effort.limit.toNanos() / READINGS);
        do {
            round(names, Math.min(end, System.nanoTime() + roundNanos));
            uses.add(Use.now());
            said.accept(done.get(), uses.getLast());
        } while (taken.get() < effort.problems && System.nanoTime() < end);
        return new Result(names, done.get(), Duration.ofNanos(System.nanoTime() - began), uses);
    }

    private static Stream<String> names(BackendProvider provider) {
        return Stream.concat(Stream.of(""), provider.variants().stream())
                .filter(variant -> provider.availability(variant).available())
                .map(variant -> BackendName.of(provider, variant).toString());
    }

    private void round(List<String> names, long end) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(effort.workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < effort.workers; worker++) {
                running.add(workers.submit(() -> work(names, end)));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException wrong ? wrong : new IllegalStateException(e.getCause());
        }
    }

    private void work(List<String> names, long end) {
        List<Backend> backends = new ArrayList<>();
        try {
            for (String name : names) {
                backends.add(Backends.open(name));
            }
            while (!failed && System.nanoTime() < end) {
                long problem = taken.getAndIncrement();
                if (problem >= effort.problems) {
                    break;
                }
                BackendContract.checkAll(backends, effort.firstSeed + problem);
                done.incrementAndGet();
            }
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        } finally {
            backends.forEach(Backend::close);
        }
    }

    /** A line for people. */
    static String line(Duration since, long problems, Use use) {
        return String.format(Locale.ROOT, "%6.1f min  %,d problems, %s", since.toMillis() / 60_000.0, problems, use);
    }
}
