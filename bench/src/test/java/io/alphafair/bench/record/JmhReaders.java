package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What programs that read JMH's JSON need of it. */
public final class JmhReaders {
    private JmhReaders() {
    }

    /** Holds one of JMH's result objects to what bencher's adapter and jmh-visualizer take. */
    public static void assertReadable(JsonNode result) {
        // Bencher: these three, an error that is a number, and an object of secondary metrics.
        JsonNode metric = result.path("primaryMetric");
        assertTrue(result.path("benchmark").isTextual() && result.path("secondaryMetrics").isObject(),
                result.toString());
        assertTrue(metric.path("score").isNumber() && metric.path("scoreError").isNumber(), metric.toString());
        assertEquals("ns/op", metric.path("scoreUnit").asText());
        // jmh-visualizer: how it was measured, and the raw iterations of as many forks as it says.
        for (String count : List.of("threads", "forks", "warmupIterations", "measurementIterations")) {
            assertTrue(result.path(count).isInt(), count);
        }
        assertEquals("avgt", result.path("mode").asText());
        assertTrue(result.path("params").isObject(), result.toString());
        assertEquals(2, metric.path("scoreConfidence").size());
        assertTrue(metric.path("scoreConfidence").get(0).asDouble() <= metric.path("score").asDouble());
        assertTrue(metric.path("scorePercentiles").path("50.0").isNumber(), metric.toString());
        assertEquals(result.path("forks").asInt(), metric.path("rawData").size());
        metric.path("rawData").forEach(
                fork -> assertEquals(result.path("measurementIterations").asInt(), fork.size(), metric.toString()));
    }
}
