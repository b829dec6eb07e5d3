package io.alphafair.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.statistics.ForkSamples;
import java.util.Arrays;

/** The raw iterations in JMH's result objects. */
public final class Measured {
    /** Bytes that JMH itself takes in an iteration, rounded up: a benchmark that allocates nothing shows about 6 KiB. */
    public static final double BOOKKEEPING = 8 << 10;

    private Measured() {
    }

    /** Nanoseconds a call. */
    public static ForkSamples nanos(JsonNode result) {
        return samples(result.path("primaryMetric").path("rawData"));
    }

    static boolean hasBytes(JsonNode result) {
        return !allocation(result).path("rawData").isEmpty();
    }

    /** The bytes a call below which nothing is known, because JMH's own may amount to them. */
    static double leastBytes(JsonNode result, RunRecord record) {
        return BOOKKEEPING
                / Math.max(1, record.environment().run().iterationMillis() * 1e6 / nanos(result).median());
    }

    /**
     * Bytes a call.
     *
     * @param least what is below counts as this
     */
    static ForkSamples bytes(JsonNode result, double least) {
        ForkSamples raw = samples(allocation(result).path("rawData"));
        double[][] floored = new double[raw.count()][];
        for (int fork = 0; fork < floored.length; fork++) {
            floored[fork] = Arrays.stream(raw.fork(fork)).map(bytes -> Math.max(least, bytes)).toArray();
        }
        return new ForkSamples(floored);
    }

    private static JsonNode allocation(JsonNode result) {
        return result.path("secondaryMetrics").path(RunRecord.ALLOCATED);
    }

    private static ForkSamples samples(JsonNode forks) {
        double[][] raw = new double[forks.size()][];
        for (int fork = 0; fork < raw.length; fork++) {
            raw[fork] = forks.get(fork).valueStream().mapToDouble(JsonNode::asDouble).toArray();
        }
        return new ForkSamples(raw);
    }
}
