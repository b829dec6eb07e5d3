package io.alphafair.bench.peer.external;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.Workloads;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.Peers;
import io.alphafair.scalar.ScalarBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets every peer and the backends take turns on every problem: in each round each arm has one burst, and the arm that
 * begins changes from round to round.
 */
public final class PeerRun {
    /** A workload and its sizes. */
    public record Problem(String shape, int n, int t, int k) {
        /** The parameters by name, as rows have them. */
        public Map<String, String> workload() {
            Map<String, String> workload = new LinkedHashMap<>();
            workload.put("shape", shape);
            workload.put("n", Integer.toString(n));
            workload.put("t", Integer.toString(t));
            workload.put("k", Integer.toString(k));
            return workload;
        }

        @Override
        public String toString() {
            return shape + " " + n + " x " + t + ", K = " + k;
        }
    }

    /**
     * How long everything takes.
     *
     * @param rounds how often each arm has its turn
     * @param burst how long a turn is at least
     * @param patience after how long without an answer an arm has failed
     */
    public record Pace(int rounds, Duration burst, Duration patience) {}

    /** Past the last cache; one item; many groups. */
    public static final List<Problem> PROBLEMS = List.of(new Problem("uniform", 1_000_000, 8, 64),
            new Problem("uniform", 1_000_000, 1, 64), new Problem("uniform", 100_000, 8, 1000));
    /** Nine rounds: the interval of the median leaves out the smallest and the largest ratio. */
    public static final Pace PACE = new Pace(9, Duration.ofMillis(200), Duration.ofSeconds(120));

    private final List<Arm> peers;
    private final List<Arm> backends;
    private final int threads;
    private final Pace pace;
    private final Consumer<String> progress;

    /**
     * Prepares a run.
     *
     * @param threads how many each arm may use
     * @param progress takes a line for each peer
     */
    public PeerRun(List<Arm> peers, List<Arm> backends, int threads, Pace pace, Consumer<String> progress) {
        this.peers = List.copyOf(peers);
        this.backends = List.copyOf(backends);
        this.threads = threads;
        this.pace = pace;
        this.progress = progress;
    }

    /** PyTorch on a GPU and on the CPU, beside our GPU backend and the fastest of the CPU. */
    public static PeerRun ofGpu(JavaCommand java, Consumer<String> progress) {
        return new PeerRun(PythonArm.torch(),
                List.of(new BackendArm(GpuReport.BACKEND, java), new BackendArm("forkjoin", java)),
                Runtime.getRuntime().availableProcessors(), PACE, progress);
    }

    /** NumPy, PyTorch and DuckDB, as far as they are here, beside the two backends with vectors. */
    public static PeerRun ofAll(JavaCommand java, Consumer<String> progress) {
        List<Arm> peers = new ArrayList<>(PythonArm.all());
        peers.addAll(DuckDbArm.all(java));
        return new PeerRun(peers, List.of(new BackendArm("forkjoin", java), new BackendArm("simd", java)),
                Runtime.getRuntime().availableProcessors(), PACE, progress);
    }

    /**
     * Measures one problem.
     *
     * @return a row for each peer, then one for each backend that had no time
     * @throws IOException if the problem cannot be handed over; what an arm does wrong is in its row
     */
    public List<Peers.Row> run(Problem problem) throws IOException {
        List<Peers.Row> rows = new ArrayList<>();
        BestItems expected;
        HandOver handOver;
        try (Items items = Workloads.named(problem.shape()).make(problem.n(), problem.t(), problem.k());
                Backend scalar = new ScalarBackend();
                Prepared prepared = scalar.prepare(items)) {
            expected = prepared.bestItems();
            handOver = HandOver.of(items);
        }
        List<Turns> against = new ArrayList<>();
        try (handOver) {
            for (Arm backend : backends) {
                against.add(begin(backend, handOver));
            }
            for (Arm arm : peers) {
                try (Turns peer = begin(arm, handOver)) {
                    alternate(peer, against, expected);
                    rows.add(peer.row(problem.workload(), against));
                    progress.accept("peers, " + problem + ", " + outcome(rows.getLast()));
                }
            }
            for (Turns backend : against) {
                if (!backend.isRight()) {
                    rows.add(backend.row(problem.workload(), List.of()));
                    progress.accept("peers, " + problem + ", " + outcome(rows.getLast()));
                }
            }
        } finally {
            against.forEach(Turns::close);
        }
        return rows;
    }

    /** How long a turn is at least. */
    public Duration burst() {
        return pace.burst();
    }

    private Turns begin(Arm arm, HandOver handOver) {
        return Turns.begin(arm, handOver.folder(), threads, pace.patience());
    }

    private void alternate(Turns peer, List<Turns> against, BestItems expected) {
        List<Turns> arms = new ArrayList<>(List.of(peer));
        arms.addAll(against);
        arms.forEach(Turns::startOver);
        for (int round = 0; round < pace.rounds(); round++) {
            for (int place = 0; place < arms.size() && peer.isRight(); place++) {
                Turns arm = arms.get((round + place) % arms.size());
                if (arm.isRight()) {
                    arm.take(pace.burst(), expected);
                }
            }
        }
    }

    private static String outcome(Peers.Row row) {
        StringBuilder text = new StringBuilder(row.peer() + ": ");
        if (!row.reason().isEmpty()) {
            return text + row.verdict().text() + ": " + row.reason();
        }
        for (Peers.Against against : row.against()) {
            text.append(String.format(Locale.ROOT, "%.1f (%.1f to %.1f) times the time of %s; ", against.ratio(),
                    against.low(), against.high(), against.backend()));
        }
        return text.toString().replaceFirst("; $", "");
    }
}
