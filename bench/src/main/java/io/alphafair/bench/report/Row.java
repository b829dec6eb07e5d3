package io.alphafair.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.compare.Measured;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Validation;

/**
 * One cell of a record.
 *
 * @param nanos the mean time of a call; NaN if it was not measured
 * @param error half of its 99.9 % confidence interval; NaN if it was not measured or cannot be told
 * @param allocated bytes on the heap a call; NaN if it was not measured
 * @param skipped the verdict and its reason; empty if it was measured
 */
record Row(Cell cell, double nanos, double error, double allocated, String skipped) implements OfCell {
    private static final double UNSTEADY = 0.25;

    static Row measured(JsonNode jmh) {
        JsonNode metric = jmh.path("primaryMetric");
        return new Row(RunRecord.cellOf(jmh), metric.path("score").asDouble(Double.NaN), number(metric, "scoreError"),
                number(jmh.path("secondaryMetrics").path("gc.alloc.rate.norm"), "score"), "");
    }

    static Row skipped(Validation.Skipped skipped) {
        return new Row(skipped.cell(), Double.NaN, Double.NaN, Double.NaN,
                skipped.verdict().text() + ": " + skipped.reason());
    }

    /** JMH writes "NaN" as text where it has too few samples. */
    private static double number(JsonNode metric, String field) {
        return metric.path(field).isNumber() ? metric.path(field).asDouble() : Double.NaN;
    }

    /** Whether the iterations differ so much that the mean says little. */
    boolean isUnsteady() {
        return error > UNSTEADY * nanos;
    }

    /** Bytes on the heap a call, without what JMH's own bookkeeping amounts to when calls are long. */
    double allocatedByTheCall(int iterationMillis) {
        double callsAnIteration = Math.max(1, iterationMillis * 1e6 / nanos);
        return allocated * callsAnIteration < Measured.BOOKKEEPING ? 0 : allocated;
    }

    boolean isMeasured() {
        return skipped.isEmpty();
    }

    /** Bytes moved a nanosecond; NaN where the question has no such count. */
    double gigabytesASecond() {
        long bytes = question().map(asked -> asked.bytes(n(), t())).orElse(0L);
        return bytes == 0 ? Double.NaN : bytes / nanos;
    }
}
