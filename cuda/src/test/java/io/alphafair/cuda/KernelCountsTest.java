package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Items;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.DeviceReport;
import io.alphafair.cuda.device.InterpretedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What the kernels read and execute, counted by the interpreter, and a model of a device's time by these counts. The model
 * knows bandwidth and issue rate only: no latency, no caches, no contention. It is no measurement.
 */
class KernelCountsTest {
    private static final int ELEMENTS = 384_000;
    /** H100 SXM5: 3.35 TB/s; 132 multiprocessors x 128 lanes x 1.98 GHz. NVIDIA's data sheet and white paper. */
    private static final double MODEL_BYTES_A_SECOND = 3.35e12;
    private static final double MODEL_INSTRUCTIONS_A_SECOND = 132 * 128 * 1.98e9;

    private record Case(Shape shape, int t, int k) {}

    @Test
    void hardlyMoreIsReadThanTheInputHas() throws IOException {
        StringBuilder table = new StringBuilder(
                """
                        | data | T | K | bytes read / input | instructions per element | atomics / 1,000 elements | model: % of H100 bandwidth |
                        |---|---|---|---|---|---|---|
                        """);
        for (Case problem : new Case[]{new Case(Shape.UNIFORM, 1, 1), new Case(Shape.UNIFORM, 8, 1),
                new Case(Shape.UNIFORM, 1, 64), new Case(Shape.UNIFORM, 8, 64), new Case(Shape.ZIPF, 8, 64),
                new Case(Shape.SCALED, 8, 64), new Case(Shape.UNIFORM, 64, 64), new Case(Shape.UNIFORM, 1, 1024),
                new Case(Shape.UNIFORM, 8, 1024), new Case(Shape.ZIPF, 8, 1024), new Case(Shape.UNIFORM, 64, 1024)}) {
            table.append(row(problem));
        }
        assertIsInReadme(table, "kernel-counts.md");
    }

    private static void assertIsInReadme(CharSequence table, String name) throws IOException {
        Path file = Path.of("target", name);
        Files.writeString(file, table);
        assertTrue(Files.readString(Path.of("README.md")).contains(table), "README.md: expected the table in " + file);
    }

    /** With bounds that a tenth of the entries reach. */
    @Test
    void theFilterReadsTheInputAndAThresholdPerPieceOfARow() throws IOException {
        StringBuilder table = new StringBuilder("""
                | data | T | K | instructions per element | atomics per 1,000 elements | bytes copied back per element |
                |---|---|---|---|---|---|
                """);
        for (Case problem : new Case[]{new Case(Shape.UNIFORM, 1, 64), new Case(Shape.UNIFORM, 5, 64),
                new Case(Shape.UNIFORM, 8, 64), new Case(Shape.UNIFORM, 64, 64)}) {
            table.append(filterRow(problem));
        }
        assertIsInReadme(table, "filter-counts.md");
    }

    private static String filterRow(Case problem) {
        InterpretedDevice device = OnDevice.fresh();
        device.set("RACES", 0);
        int n = ELEMENTS / problem.t;
        try (Items items = Problems.make(problem.shape, n, problem.t, problem.k, 1);
                CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                Prepared prepared = backend.prepare(items)) {
            SelectionBounds bounds = upperTenth(items);
            prepared.select(bounds);
            device.reset();
            prepared.select(bounds);
        }
        DeviceReport report = device.report();
        long elements = (long) n * problem.t;
        // A label and a threshold for each piece of up to 8 items of a row, most of them from a cache.
        long pieces = (long) n * ((problem.t + 7) / 8);
        assertEquals(16 * elements + (4 + 8) * pieces, sum(report, "global-read"), problem.toString());
        return String.format(Locale.ROOT, "| %s | %d | %d | %.1f | %.1f | %.2f |%n", problem.shape.label(), problem.t,
                problem.k, (double) sum(report, "instructions") / elements,
                sum(report, "global-atomics") * 1000.0 / elements, (double) report.bytesToHost() / elements);
    }

    private static SelectionBounds upperTenth(Items items) {
        int t = items.itemCount();
        double[] ratios = new double[(int) items.individualCount() * t];
        for (int place = 0; place < ratios.length; place++) {
            ratios[place] = items.benefit(place / t, place % t) / items.cost(place / t, place % t);
        }
        Arrays.sort(ratios);
        SelectionBounds bounds = SelectionBounds.everything(items.groupCount());
        for (int group = 0; group < items.groupCount(); group++) {
            bounds.setLower(group, ratios[ratios.length / 10 * 9], 0);
        }
        return bounds;
    }

    private static String row(Case problem) {
        InterpretedDevice device = OnDevice.fresh();
        device.set("RACES", 0);
        int n = ELEMENTS / problem.t;
        long input = (long) ELEMENTS * 16 + (problem.k == 1 ? 0 : 4L * n);
        try (Items items = Problems.make(problem.shape, n, problem.t, problem.k, 1);
                CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                Prepared prepared = backend.prepare(items)) {
            prepared.bestItems();
            device.reset();
            prepared.bestItems();
        }
        DeviceReport report = device.report();
        double read = sum(report, "global-read") / (double) input;
        assertTrue(read >= 1 && read <= 1.05, problem + ": " + read + " of the input is read");
        double instructions = sum(report, "instructions");
        double atomics = sum(report, "global-atomics") + sum(report, "shared-atomics");
        double bandwidth = input * read / MODEL_BYTES_A_SECOND;
        double model = input / MODEL_BYTES_A_SECOND
                / Math.max(bandwidth, instructions / MODEL_INSTRUCTIONS_A_SECOND);
        return String.format(Locale.ROOT, "| %s | %d | %d | %.3f | %.1f | %.1f | %.0f |%n", problem.shape.label(),
                problem.t, problem.k, read, instructions / ELEMENTS, atomics * 1000 / ELEMENTS, 100 * model);
    }

    private static long sum(DeviceReport report, String counter) {
        return report.kernels().stream().mapToLong(kernel -> report.kernel(kernel, counter)).sum();
    }
}
