package io.alphafair.bench.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Subjects that took turns at one question on one problem: the unit that is recorded and resumed.
 *
 * @param question the question's name
 * @param metrics what was measured; ratios and the judgement whether a fork has settled go by the first
 * @param leastBytes bytes that every correct answer has to move; 0 if no such count describes the question
 * @param facts what else was found out, by name: a device's sensors, what auto chose
 * @param reason why there is no result at all, in one line; empty if there is one
 */
public record Session(String question, Problem problem, Schedule how, List<Metric> metrics, long leastBytes,
        List<Series> series, List<Ratio> ratios, Map<String, String> facts, String reason) {
    /** A session that has no result. */
    public static Session without(String question, Problem problem, Schedule how, String reason) {
        return new Session(question, problem, how, List.of(), 0, List.of(), List.of(), Map.of(), reason);
    }

    /** Whether something in it failed, and may succeed when it is measured again. */
    public boolean hasFailed() {
        return !reason.isEmpty() || series.stream().anyMatch(own -> own.verdict() == Verdict.FAILED);
    }

    /** One line that no other session of a run has. */
    public String key() {
        return key(question, problem, how);
    }

    /** The key of the session that such a plan makes. */
    public static String key(String question, Problem problem, Schedule how) {
        return question + " " + how.turn() + " " + how.place() + " " + problem.params();
    }

    /** The subject's series, if it took part. */
    public Optional<Series> find(Id subject) {
        return series.stream().filter(own -> own.subject().equals(subject)).findFirst();
    }

    /** What went wrong, one line each: the session itself, wrong answers, subjects that failed. */
    public List<String> faults() {
        return Stream.concat(Stream.of(reason).filter(fault -> !fault.isEmpty()), series.stream()
                .filter(own -> own.verdict() == Verdict.MISMATCHED || own.verdict() == Verdict.FAILED)
                .map(own -> own.subject() + " " + own.verdict().text() + ": " + own.reason())).toList();
    }

    /** The same session with these series and ratios in place of its own. */
    public Session with(List<Series> others, List<Ratio> theirs) {
        return new Session(question, problem, how, metrics, leastBytes, others, theirs, facts, reason);
    }

    /** The same session with more facts, redacted: what a JVM found may name its files. */
    public Session with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(facts);
        more.forEach((name, fact) -> all.put(name, Redaction.text(fact)));
        return new Session(question, problem, how, metrics, leastBytes, series, ratios, all, reason);
    }
}
