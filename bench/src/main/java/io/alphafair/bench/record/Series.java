package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one subject in a session.
 *
 * @param what what really ran, in a few words: lanes, threads, versions; empty if nothing did
 * @param threads threads at work; 0 if that is not known
 * @param reason why there is no result, in one line; empty if there is one
 * @param samples by a metric's name the samples of each fork; a session in one JVM has one fork with a sample per round
 * @param unsettled one entry per fork: why its times do not count, in one line; empty if they count
 * @param summary by a metric's name; empty if no fork has settled
 * @param jmh JMH's own result of each fork, kept until the record's {@code jmh.json} is written; else empty
 */
public record Series(Id subject, Role role, String what, int threads, Verdict verdict, String reason,
        Map<String, double[][]> samples, List<String> unsettled, Map<String, Summary> summary,
        List<JsonNode> jmh) {
    /** A subject without a result, and why. */
    public static Series without(Id subject, Role role, Verdict verdict, String reason) {
        return new Series(subject, role, "", 0, verdict, reason, Map.of(), List.of(), Map.of(), List.of());
    }

    /** Whether there is a time that counts. */
    @JsonIgnore
    public boolean isMeasured() {
        return verdict == Verdict.MATCHED && !summary.isEmpty();
    }

    /** Forks whose times do not count. */
    public long unsettledForks() {
        return unsettled.stream().filter(reason -> !reason.isEmpty()).count();
    }

    /** What the samples of a metric amount to, if there are any that count. */
    public Optional<Summary> of(Metric metric) {
        return Optional.ofNullable(summary.get(metric.name()));
    }

    /** The same of a subject of another name. */
    public Series as(Id other) {
        return new Series(other, role, what, threads, verdict, reason, samples, unsettled, summary, jmh);
    }

    /** The same without JMH's own results. */
    Series withoutJmh() {
        return new Series(subject, role, what, threads, verdict, reason, samples, unsettled, summary, List.of());
    }
}
