package io.alphafair.testing;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.select.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Opens and closes each backend of this machine again and again, and prints what the process has more of at the end:
 * {@code OpenCloseMain CYCLES}. It reads {@code /proc}, as Linux has it.
 */
public final class OpenCloseMain {
    private static final Path SELF = Path.of("/proc/self");
    /** A cycle that released nothing of C's or the items' memory would leave some 40 kB. */
    private static final int ROWS = 500;
    private static final int ITEMS = 4;
    private static final int GROUPS = 400;
    private static final int CHUNK_ROWS = 100;
    private static final long SETTLED_NANOS = 10_000_000_000L;

    private OpenCloseMain() {
    }

    public static void main(String[] arguments) throws IOException {
        int cycles = Integer.parseInt(arguments[0]);
        Map<String, Supplier<Backend>> backends = new LinkedHashMap<>();
        for (BackendProvider provider : Backends.available()) {
            backends.put(provider.name(), () -> provider.open(2));
        }
        // With small chunks, so that each one starts its pool.
        backends.put("pool", () -> new ForkJoinBackend(Backends.open("scalar"), 3, CHUNK_ROWS));
        for (Map.Entry<String, Supplier<Backend>> backend : backends.entrySet()) {
            open(backend.getValue(), cycles / 4);
            long threads = count("task");
            long descriptors = count("fd");
            long kilobytes = residentKilobytes();
            open(backend.getValue(), cycles);
            // The threads of a pool that is closed may take a moment to end.
            long end = System.nanoTime() + SETTLED_NANOS;
            while (count("task") > threads && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            System.out.println(backend.getKey() + " " + cycles + " " + (count("task") - threads) + " "
                    + (count("fd") - descriptors) + " " + (residentKilobytes() - kilobytes));
        }
    }

    private static void open(Supplier<Backend> maker, int cycles) {
        BestItems expected = null;
        for (int cycle = 0; cycle < cycles; cycle++) {
            try (Items items = Problems.make(Shape.UNIFORM, ROWS, ITEMS, GROUPS, 1)
                    .withCaps(Matrix.copyOf(new double[]{1}));
                    Backend backend = maker.get();
                    Prepared prepared = backend.prepare(items)) {
                if (expected == null) {
                    expected = BackendContract.expected(items);
                }
                BestItems best = BestItems.withRunnerUp(GROUPS);
                prepared.bestItems(best);
                prepared.select();
                if (!best.equals(expected)) {
                    throw new IllegalStateException(backend.description() + " gave another answer in cycle " + cycle);
                }
            }
        }
    }

    private static long count(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(SELF.resolve(folder))) {
            return entries.count();
        }
    }

    private static long residentKilobytes() throws IOException {
        for (String line : Files.readAllLines(SELF.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("/proc/self/status has no VmRSS");
    }
}
