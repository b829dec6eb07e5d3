package io.alphafair.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.statistics.Estimate;
import io.alphafair.bench.statistics.Resampled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A subject in a session: its taker, its samples so far, and why it left, if it did. */
final class Entrant implements AutoCloseable {
    private interface Attempt {
        void run() throws SubjectException;
    }

    private final Subject subject;
    /** Whether the samples of all rounds are of one fork. */
    private final boolean oneFork;
    /** By a metric's name those of each turn. */
    private final Map<String, List<double[]>> samples = new LinkedHashMap<>();
    private final List<String> unsettled = new ArrayList<>();
    private final List<JsonNode> jmh = new ArrayList<>();
    private Taker taker;
    private Verdict verdict = Verdict.MATCHED;
    private String reason = "";

    Entrant(Subject subject, Turn turn) {
        this.subject = subject;
        this.oneFork = turn instanceof Turn.Burst;
    }

    /** Gets it ready; it leaves if that fails. */
    void open(Fixture fixture, Schedule how) {
        attempt(() -> {
            Availability here = subject.availability().get();
            if (!here.available()) {
                throw new SubjectException(Verdict.UNAVAILABLE, here.reason());
            }
            taker = subject.opening().open(fixture, how);
        });
    }

    /** One turn; it leaves if that fails or its answer is wrong. */
    void turn() {
        attempt(() -> {
            Sample sample = taker.take();
            sample.values().forEach(
                    (metric, values) -> samples.computeIfAbsent(metric, name -> new ArrayList<>()).add(values));
            if (unsettled.isEmpty() || !oneFork) {
                unsettled.add(sample.unsettled());
            }
            jmh.addAll(sample.jmh());
        });
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (SubjectException | RuntimeException | LinkageError | OutOfMemoryError e) {
            if (isRight()) {
                SubjectException why = SubjectException.of(e);
                verdict = why.verdict();
                reason = Redaction.text(why.getMessage().lines().findFirst().orElse(""));
            }
            forget();
        }
    }

    void forget() {
        samples.clear();
        unsettled.clear();
        jmh.clear();
    }

    boolean isRight() {
        return verdict == Verdict.MATCHED;
    }

    /** Those of the first metric, in a session of bursts. */
    private double[] first() {
        return Resampled.all(samples.values().iterator().next().toArray(double[][]::new));
    }

    /** The median of the first metric; of a session of bursts. */
    double median() {
        return Estimate.medianOf(first());
    }

    /** Whether its last samples are those of the ones before; one that has left is waited for no longer. */
    boolean isSteady(int window, double tolerance) {
        if (!isRight()) {
            return true;
        }
        double[] values = first();
        int count = values.length;
        if (count < 2 * window) {
            return false;
        }
        double before = Estimate.medianOf(Arrays.copyOfRange(values, count - 2 * window, count - window));
        double now = Estimate.medianOf(Arrays.copyOfRange(values, count - window, count));
        return Math.abs(now - before) <= tolerance * before;
    }

    Subject subject() {
        return subject;
    }

    /** What it found out beside its samples. */
    Map<String, String> facts() {
        return isRight() ? taker.facts() : Map.of();
    }

    /** What came of it. */
    Series series(Turn turn) {
        Map<String, double[][]> forks = new LinkedHashMap<>();
        samples.forEach((metric, turns) -> {
            double[][] each = turns.toArray(double[][]::new);
            forks.put(metric, oneFork ? new double[][]{Resampled.all(each)} : each);
        });
        Series raw = new Series(subject.id(), subject.role(), taker == null ? "" : taker.what(),
                taker == null ? 0 : taker.threads(), verdict, reason, forks, List.copyOf(unsettled), Map.of(),
                List.copyOf(jmh));
        return isRight() ? Summaries.of(raw, turn) : raw;
    }

    /** Releases what it holds; it leaves if that fails. */
    @Override
    public void close() {
        if (taker != null) {
            attempt(taker::close);
        }
    }
}
