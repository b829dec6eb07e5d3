package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Finds what is damaged in a record's files, or of another program: what a type alone does not tell. */
final class RecordCheck {
    private final Path file;

    private RecordCheck(Path file) {
        this.file = file;
    }

    /** @throws IOException naming file and field, if the layout is not the one that this code reads, or a value is null */
    static void schema(Path file, JsonNode content, int known) throws IOException {
        RecordCheck check = new RecordCheck(file);
        JsonNode schema = content.path("schema");
        check.that(schema.isInt(), "schema", "a whole number");
        check.that(schema.asInt() == known, "schema", known + ", not " + schema.asInt()
                + ": the record is of another version of alphafair");
        check.noNulls("", content);
    }

    /** @throws IOException naming file and field, if a value is null */
    static void complete(Path file, JsonNode content) throws IOException {
        new RecordCheck(file).noNulls("", content);
    }

    /** @throws IOException naming file and field, if these are not JMH's results of average times with raw iterations */
    static void jmh(Path file, JsonNode results) throws IOException {
        RecordCheck check = new RecordCheck(file);
        check.that(results.isArray(), "[]", "an array of JMH results");
        for (int index = 0; index < results.size(); index++) {
            check.result("[" + index + "]", results.get(index));
        }
    }

    private void result(String at, JsonNode result) throws IOException {
        that(result.path("benchmark").isTextual() && !result.path("benchmark").asText().isBlank(), at + ".benchmark",
                "a benchmark's name");
        that(result.path("mode").asText().equals("avgt"), at + ".mode", "avgt, an average time");
        JsonNode params = result.path("params");
        that(params.isObject(), at + ".params", "an object");
        for (Map.Entry<String, JsonNode> param : params.properties()) {
            that(param.getValue().isTextual(), at + ".params." + param.getKey(), "text");
        }
        that(params.has(Cell.BACKEND), at + ".params." + Cell.BACKEND, "a backend's name");
        JsonNode metric = result.path("primaryMetric");
        that(metric.path("scoreUnit").asText().equals("ns/op"), at + ".primaryMetric.scoreUnit", "ns/op");
        JsonNode score = metric.path("score");
        that(score.isNumber() && score.asDouble() > 0, at + ".primaryMetric.score", "a number above 0");
        rawData(at + ".primaryMetric.rawData", metric.path("rawData"), Double.MIN_VALUE, "a number above 0");
        JsonNode allocated = result.path("secondaryMetrics").path(RunRecord.ALLOCATED);
        if (!allocated.isMissingNode()) {
            String path = at + ".secondaryMetrics." + RunRecord.ALLOCATED;
            that(allocated.path("score").isNumber(), path + ".score", "a number");
            if (!allocated.path("rawData").isMissingNode()) {
                rawData(path + ".rawData", allocated.path("rawData"), 0, "a number that is not negative");
            }
        }
    }

    private void rawData(String at, JsonNode forks, double least, String expected) throws IOException {
        that(forks.isArray() && !forks.isEmpty(), at, "the iterations of each fork");
        for (int fork = 0; fork < forks.size(); fork++) {
            JsonNode iterations = forks.get(fork);
            that(iterations.isArray() && !iterations.isEmpty(), at + "[" + fork + "]", "the fork's iterations");
            for (int place = 0; place < iterations.size(); place++) {
                JsonNode value = iterations.get(place);
                that(value.isNumber() && value.asDouble() >= least, at + "[" + fork + "][" + place + "]",
                        expected);
            }
        }
    }

    private void noNulls(String at, JsonNode node) throws IOException {
        that(!node.isNull(), at, "a value, not null");
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                noNulls(at.isEmpty() ? field.getKey() : at + "." + field.getKey(), field.getValue());
            }
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            noNulls(at + "[" + index + "]", node.get(index));
        }
    }

    private void that(boolean holds, String field, String expected) throws IOException {
        if (!holds) {
            throw new IOException(file + ", field " + field + ": expected " + expected);
        }
    }
}
