package io.alphafair.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Judge.Judgement;
import io.alphafair.bench.compare.Judge.Pair;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Validation;
import io.alphafair.bench.report.NamedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Two runs, cell by cell.
 *
 * @param threshold the least change that counts
 * @param acrossMachines whether the runs are of different machines, so that no row says anything about the code alone
 * @param rows the cells that both runs have, in the order of the later one
 * @param onlyBefore cells that only the earlier run measured, and why the later did not where it says so
 * @param onlyAfter cells that only the later run measured
 * @param notes what else differs between the runs
 */
public record Comparison(NamedRun before, NamedRun after, double threshold, boolean acrossMachines, List<Row> rows,
        List<Unmatched> onlyBefore, List<Unmatched> onlyAfter, List<String> notes) {
    /** The least change that counts, unless somebody says otherwise. */
    public static final double THRESHOLD = 0.05;

    /**
     * A cell of both runs.
     *
     * @param bytes empty where one of the runs counted none
     */
    public record Row(Cell cell, Judgement time, Optional<Judgement> bytes) {}

    /**
     * A cell of one run.
     *
     * @param why what the other run says of it; empty if nothing
     */
    public record Unmatched(Cell cell, String why) {}

    private record Key(String benchmark, Map<String, String> params) {
        static Key of(Cell cell) {
            return new Key(cell.benchmark(), new TreeMap<>(cell.params()));
        }
    }

    /**
     * Compares.
     *
     * @param threshold above 0, as in 0.05 for 5 %
     * @throws InvalidInputException if the machines differ and nobody allowed that
     */
    public static Comparison of(NamedRun before, NamedRun after, double threshold, boolean acrossMachines) {
        boolean differ = !before.record().environment().machine().isLike(after.record().environment().machine());
        if (differ && !acrossMachines) {
            throw new InvalidInputException("the runs are of different machines, " + machine(before) + " and "
                    + machine(after) + ": their times say nothing about the code; --across-machines compares them all "
                    + "the same");
        }
        Map<Key, JsonNode> earlier = results(before.record());
        Map<Key, JsonNode> later = results(after.record());
        List<Cell> common = later.keySet().stream().filter(earlier::containsKey)
                .map(key -> RunRecord.cellOf(later.get(key))).toList();
        List<Judgement> times = new Judge(threshold).judge(common.stream().map(Key::of)
                .map(key -> new Pair(Measured.nanos(earlier.get(key)), Measured.nanos(later.get(key)))).toList());
        List<Cell> counted = common.stream().filter(cell -> Measured.hasBytes(earlier.get(Key.of(cell)))
                && Measured.hasBytes(later.get(Key.of(cell)))).toList();
        List<Judgement> bytes = new Judge(threshold).judge(counted.stream().map(Key::of).map(key -> {
            double least = Math.max(Measured.leastBytes(earlier.get(key), before.record()),
                    Measured.leastBytes(later.get(key), after.record()));
            return new Pair(Measured.bytes(earlier.get(key), least), Measured.bytes(later.get(key), least));
        }).toList());
        List<Row> rows = new ArrayList<>();
        for (int index = 0; index < common.size(); index++) {
            int place = counted.indexOf(common.get(index));
            rows.add(new Row(common.get(index), times.get(index),
                    place < 0 ? Optional.empty() : Optional.of(bytes.get(place))));
        }
        return new Comparison(before, after, threshold, differ, rows, unmatched(earlier, later, after.record()),
                unmatched(later, earlier, before.record()), notes(before, after));
    }

    private static String machine(NamedRun run) {
        var machine = run.record().environment().machine();
        return machine.cpu() + " with " + machine.cpus() + " CPUs";
    }

    private static Map<Key, JsonNode> results(RunRecord record) {
        Map<Key, JsonNode> results = new LinkedHashMap<>();
        record.jmh().forEach(result -> results.put(Key.of(RunRecord.cellOf(result)), result));
        return results;
    }

    private static List<Unmatched> unmatched(Map<Key, JsonNode> own, Map<Key, JsonNode> others, RunRecord other) {
        return own.entrySet().stream().filter(entry -> !others.containsKey(entry.getKey()))
                .map(entry -> RunRecord.cellOf(entry.getValue()))
                .map(cell -> new Unmatched(cell, why(other.validation(), cell))).toList();
    }

    private static String why(Validation validation, Cell cell) {
        return validation.skipped().stream().filter(skipped -> Key.of(skipped.cell()).equals(Key.of(cell))).findFirst()
                .map(skipped -> skipped.verdict().text() + ": " + skipped.reason()).orElse("");
    }

    private static List<String> notes(NamedRun before, NamedRun after) {
        Environment from = before.record().environment();
        Environment to = after.record().environment();
        return Stream.of(
                differ("the JVMs differ", from.jdk().runtime(), to.jdk().runtime()),
                differ("the JVMs' flags differ", from.jdk().flags(), to.jdk().flags()),
                differ("the kernels differ", from.machine().kernel(), to.machine().kernel()),
                differ("the vectors' bits differ", from.vectorBits(), to.vectorBits()),
                differ("iterations last differently long", from.run().iterationMillis() + " ms",
                        to.run().iterationMillis() + " ms"),
                differ("forks are paired in their order, and the rest left out", from.run().forks(),
                        to.run().forks()),
                from.git().sha().equals(to.git().sha()) && from.git().changes().equals(to.git().changes())
                        ? "both runs are of the same code"
                        : "")
                .filter(note -> !note.isEmpty()).toList();
    }

    private static String differ(String what, Object before, Object after) {
        return Objects.equals(before, after) ? "" : what + ": " + before + ", then " + after;
    }

    /** How many rows' times changed so. */
    public long times(Change change) {
        return rows.stream().filter(row -> row.time().change() == change).count();
    }

    /** How many rows' allocations changed so. */
    public long bytes(Change change) {
        return rows.stream().filter(row -> row.bytes().filter(bytes -> bytes.change() == change).isPresent()).count();
    }
}
