package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** JMH's result objects of single forks put together as JMH itself puts forks together. */
final class JmhResults {
    private static final double CONFIDENCE = 0.999;

    private JmhResults() {
    }

    /** One result object with the iterations of all forks. */
    static JsonNode merge(List<JsonNode> forks) {
        ObjectNode merged = forks.getFirst().deepCopy();
        merged.put("forks", forks.size());
        merge(merged.path("primaryMetric"), forks.stream().map(fork -> fork.path("primaryMetric")).toList());
        merged.path("secondaryMetrics").properties().forEach(metric -> merge(metric.getValue(),
                forks.stream().map(fork -> fork.path("secondaryMetrics").path(metric.getKey())).toList()));
        return merged;
    }

    private static void merge(JsonNode ofFirst, List<JsonNode> forks) {
        ObjectNode metric = (ObjectNode) ofFirst;
        ArrayNode raw = metric.putArray("rawData");
        List<Double> values = new ArrayList<>();
        for (JsonNode fork : forks) {
            for (JsonNode iterations : fork.path("rawData")) {
                raw.add(iterations);
                iterations.forEach(value -> values.add(value.asDouble()));
            }
        }
        Statistics statistics = new ListStatistics(values.stream().mapToDouble(Double::doubleValue).toArray());
        metric.put("score", statistics.getMean());
        metric.put("scoreError", statistics.getMeanErrorAt(CONFIDENCE));
        double[] interval = statistics.getConfidenceIntervalAt(CONFIDENCE);
        metric.putArray("scoreConfidence").add(interval[0]).add(interval[1]);
        ObjectNode percentiles = (ObjectNode) metric.path("scorePercentiles");
        percentiles.properties().forEach(
                entry -> entry
                        .setValue(DoubleNode.valueOf(statistics.getPercentile(Double.parseDouble(entry.getKey())))));
    }
}
