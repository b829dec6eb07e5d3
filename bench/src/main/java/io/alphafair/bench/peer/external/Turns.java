package io.alphafair.bench.peer.external;

import io.alphafair.BestItems;
import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An arm at work on one problem: its process, the medians of its bursts, and what went wrong, after which it rests. */
final class Turns implements AutoCloseable {
    private final Arm arm;
    private final List<Double> medians = new ArrayList<>();
    private Worker worker;
    private Verdict verdict = Verdict.MATCHED;
    private String reason = "";

    private Turns(Arm arm) {
        this.arm = arm;
    }

    /** Starts the arm's process, unless something is missing. */
    static Turns begin(Arm arm, Path folder, int threads, Duration patience) {
        Turns turns = new Turns(arm);
        Optional<String> missing = arm.missing();
        if (missing.isPresent()) {
            turns.rest(Verdict.UNAVAILABLE, missing.get());
            return turns;
        }
        try {
            turns.worker = Worker.start(arm.command(folder, threads), folder, patience);
        } catch (WorkerException e) {
            turns.rest(Verdict.FAILED, e.getMessage());
        }
        return turns;
    }

    /** One burst, whose last answer is checked. */
    void take(Duration atLeast, BestItems expected) {
        try {
            WorkerLoop.Reply reply = worker.burst(atLeast);
            Optional<String> difference = AnswerCheck.difference(expected, reply);
            if (difference.isPresent()) {
                rest(Verdict.MISMATCHED, difference.get());
            } else {
                medians.add(MedianInterval.medianOf(reply.nanos().stream().mapToDouble(Long::doubleValue).toArray()));
            }
        } catch (WorkerException e) {
            rest(Verdict.FAILED, e.getMessage());
        }
    }

    private void rest(Verdict why, String inWords) {
        verdict = why;
        reason = Redaction.text(inWords);
        medians.clear();
    }

    /** Forgets the bursts so far, before the turns with another peer. */
    void startOver() {
        medians.clear();
    }

    boolean isRight() {
        return verdict == Verdict.MATCHED;
    }

    String name() {
        return arm.name();
    }

    /** The row of this peer beside those backends that are still right. */
    Peers.Row row(Map<String, String> workload, List<Turns> backends) {
        if (!isRight()) {
            return new Peers.Row(name(), arm.summary(), workload, verdict, reason, 0, Map.of(), List.of());
        }
        return new Peers.Row(name(), arm.summary(), workload, verdict, "", worker.greeting().threads(),
                worker.greeting().versions(), backends.stream().filter(Turns::isRight).map(this::against).toList());
    }

    private Peers.Against against(Turns backend) {
        double[] ratios = new double[medians.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = medians.get(round) / backend.medians.get(round);
        }
        MedianInterval ratio = MedianInterval.of(ratios);
        return new Peers.Against(backend.name(), backend.worker.greeting().threads(), List.copyOf(medians),
                List.copyOf(backend.medians), ratio.median(), ratio.low(), ratio.high());
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
