package io.alphafair.bench.auto;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.WarmUp;
import io.alphafair.select.Calibration;
import io.alphafair.select.Calibration.Series;
import io.alphafair.select.Host;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Measures every backend over a grid of problems on this machine. */
public final class Calibrator {
    private record Line(String backend, int threads, boolean broadcast, String data, int t, int k) {}

    private final CalibrationGrid grid;
    private final Consumer<String> progress;
    private final Map<Line, SortedMap<Long, Double>> times = new LinkedHashMap<>();
    private int leftOut;

    /** @param progress hears one line, without a line feed, every now and then */
    public Calibrator(Consumer<String> progress) {
        this(CalibrationGrid.standard(), progress);
    }

    Calibrator(CalibrationGrid grid, Consumer<String> progress) {
        this.grid = grid;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param providers of backends that can run here
     * @param version alphafair's
     * @param memory bytes that one problem may take
     * @throws io.alphafair.bench.MismatchException if two backends' answers differ
     */
    public Calibration run(List<BackendProvider> providers, String version, long memory) {
        Host host = Host.here();
        long start = System.nanoTime();
        List<Backend> backends = new ArrayList<>();
        try {
            for (BackendProvider provider : providers) {
                backends.add(provider.open(host.processors()));
            }
            warmUp(backends);
            measure(backends, memory, start);
        } finally {
            backends.forEach(Backend::close);
        }
        List<Series> series = times.entrySet().stream()
                .map(entry -> new Series(entry.getKey().backend(), entry.getKey().threads(),
                        entry.getKey().broadcast(), entry.getKey().data(), entry.getKey().t(), entry.getKey().k(),
                        entry.getValue()))
                .toList();
        return new Calibration(host, Runtime.version().toString(), version,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), series);
    }

    /** How many problems were left out because they were too large for the time or the memory. */
    public int leftOut() {
        return leftOut;
    }

    private void warmUp(List<Backend> backends) {
        for (Problem problem : grid.warmUps()) {
            progress.accept("warming up: " + problem);
            try (Items items = problem.make(); Arms arms = new Arms(problem, items, backends)) {
                arms.runs().forEach(WarmUp::repeat);
            }
        }
    }

    private void measure(List<Backend> backends, long memory, long start) {
        int done = 0;
        for (Problem problem : grid.problems()) {
            progress.accept("measuring " + ++done + " of " + grid.problems().size() + ": "
                    + problem);
            if (problem.bytes() > memory || System.nanoTime() - start > grid.nanos()) {
                leftOut++;
                continue;
            }
            try (Items items = problem.make(); Arms arms = new Arms(problem, items, backends)) {
                PairedTimes paired = new Alternation(grid.effort()).measure(arms.runs());
                for (int arm = 0; arm < backends.size(); arm++) {
                    Backend backend = backends.get(arm);
                    times.computeIfAbsent(
                            new Line(backend.name(), backend.parallelism(), problem.broadcast(),
                                    problem.shape().label(), problem.t(), problem.k()),
                            line -> new TreeMap<>()).put(problem.elements(), paired.median(arm));
                }
            }
        }
    }
}
