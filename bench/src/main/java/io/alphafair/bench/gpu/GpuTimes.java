package io.alphafair.bench.gpu;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.DeviceTimings;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.Question;
import io.alphafair.problem.Problems;
import io.alphafair.problem.Shape;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Times of the group argmax on the GPU and on every CPU backend: a first look, not a benchmark. */
final class GpuTimes {
    static final String RESIDENT = "resident";
    static final String TRANSFER = "transfer";
    static final String UPDATE = "update";
    private static final int[] ITEMS = {1, 8};
    private static final int[] GROUPS = {1, 64, 1024};
    private static final int CALLS = 15;
    private static final int WARM = 5;

    private final Backend gpu;
    private final List<GpuRecord.Time> times = new ArrayList<>();

    GpuTimes(Backend gpu) {
        this.gpu = gpu;
    }

    /**
     * Measures N = 1,000, 10,000, ... for each T and K.
     *
     * @param largest elements of the largest problem
     * @param goOn asked before each problem
     */
    void measure(long largest, BooleanSupplier goOn) {
        for (long elements = 10_000; elements <= largest; elements *= 10) {
            for (int t : ITEMS) {
                for (int k : GROUPS) {
                    if (k <= elements / t && goOn.getAsBoolean()) {
                        measure(Math.toIntExact(elements / t), t, k);
                    }
                }
            }
        }
    }

    /** What was measured so far. */
    List<GpuRecord.Time> times() {
        return List.copyOf(times);
    }

    private void measure(int n, int t, int k) {
        try (Items items = Problems.make(Shape.UNIFORM, n, t, k, 1); Matrix next = Matrix.allocate(n, t)) {
            next.copyFrom(items.benefit());
            BestItems into = BestItems.forGroups(k);
            try (Prepared prepared = gpu.prepare(items)) {
                add(gpu, RESIDENT, items, prepared, () -> prepared.bestItems(into));
                add(gpu, UPDATE, items, prepared, () -> {
                    prepared.replaceBenefit(next);
                    prepared.bestItems(into);
                });
                add(gpu, TRANSFER, items, prepared, () -> {
                    prepared.refresh();
                    prepared.bestItems(into);
                });
            }
            for (BackendProvider provider : Backends.available()) {
                if (!provider.name().equals(gpu.name())) {
                    try (Backend cpu = Backends.open(provider.name()); Prepared prepared = cpu.prepare(items)) {
                        add(cpu, RESIDENT, items, prepared, () -> prepared.bestItems(into));
                    }
                }
            }
        }
    }

    private void add(Backend backend, String way, Items items, Prepared prepared, Runnable call) {
        for (int i = 0; i < WARM; i++) {
            call.run();
        }
        double[] millis = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            call.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        double median = millis[CALLS / 2];
        DeviceTimings device = prepared.timings().orElse(new DeviceTimings(0, 0, 0, 0, 0));
        long bytes = Question.BEST_ITEMS.bytes(items.individualCount(), items.itemCount());
        times.add(new GpuRecord.Time(backend.name(), way, items.individualCount(), items.itemCount(),
                items.groupCount(), median, device.kernelMillis(), device.uploadMillis(), device.downloadMillis(),
                bytes / median / 1e6));
    }

    /** Where the GPU is faster from there on, for each way, CPU backend, T and K. */
    List<GpuRecord.Crossover> crossovers() {
        List<GpuRecord.Crossover> found = new ArrayList<>();
        List<String> cpus = times.stream().map(GpuRecord.Time::backend).filter(name -> !name.equals(gpu.name()))
                .distinct().toList();
        for (int t : ITEMS) {
            for (int k : GROUPS) {
                for (String cpu : cpus) {
                    for (String way : List.of(RESIDENT, UPDATE, TRANSFER)) {
                        found.add(new GpuRecord.Crossover(way, cpu, t, k, crossover(way, cpu, t, k)));
                    }
                }
            }
        }
        return found;
    }

    private long crossover(String way, String cpu, int t, int k) {
        long from = 0;
        for (GpuRecord.Time time : times) {
            if (time.backend().equals(gpu.name()) && time.way().equals(way) && time.t() == t && time.k() == k) {
                double other = times.stream().filter(candidate -> candidate.backend().equals(cpu)
                        && candidate.n() == time.n() && candidate.t() == t && candidate.k() == k).findFirst()
                        .orElseThrow().millis();
                from = time.millis() >= other ? 0 : from == 0 ? time.n() : from;
            }
        }
        return from;
    }
}
