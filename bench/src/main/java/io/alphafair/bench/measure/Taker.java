package io.alphafair.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.Metric;
import java.util.List;
import java.util.Map;

/** A subject at work in one session. */
public interface Taker extends AutoCloseable {
    /**
     * What one turn gave.
     *
     * @param values by a metric's name: one value of a burst, one value per iteration of a fork of JMH
     * @param unsettled why the times do not count, in one line; empty if they do
     * @param jmh JMH's own result object; empty where JMH did not measure
     */
    record Sample(Map<String, double[]> values, String unsettled, List<JsonNode> jmh) {
        /** A value of one metric that counts. */
        public static Sample of(Metric metric, double value) {
            return new Sample(Map.of(metric.name(), new double[]{value}), "", List.of());
        }

        /** Values that count. */
        public static Sample of(Map<String, double[]> values) {
            return new Sample(values, "", List.of());
        }
    }

    /** What really runs, in a few words: lanes, threads, versions. */
    default String what() {
        return "";
    }

    /** Threads at work; 0 where that is not known. */
    default int threads() {
        return 0;
    }

    /**
     * Takes one turn and checks its last answer.
     *
     * @throws SubjectException if it could not, or the answer is wrong
     */
    Sample take() throws SubjectException;

    /** What else it found out, by name, such as a device's clocks; asked once, after the last turn. */
    default Map<String, String> facts() {
        return Map.of();
    }

    /** Releases what it holds; idempotent. */
    @Override
    default void close() {
        // Most hold nothing between turns.
    }
}
