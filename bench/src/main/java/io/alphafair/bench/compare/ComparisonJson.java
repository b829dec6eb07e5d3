package io.alphafair.bench.compare;

import io.alphafair.bench.compare.Judge.Judgement;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A comparison for programs. */
public final class ComparisonJson {
    private record Document(int schema, String before, String after, double threshold, boolean acrossMachines,
            Map<String, Long> time, Map<String, Long> allocation, List<Row> cells,
            List<Comparison.Unmatched> onlyBefore,
            List<Comparison.Unmatched> onlyAfter, List<String> notes) {}

    private record Row(Cell cell, Judged time, Judged allocation) {}

    private record Judged(String change, int pairs, double ratio, double low, double high, double p, double corrected,
            String why) {
        static Judged of(Judgement judgement, Function<Change, String> word) {
            var paired = judgement.paired();
            return new Judged(word.apply(judgement.change()), paired.pairs(), paired.ratio().value(),
                    paired.ratio().low(),
                    paired.ratio().high(), paired.p(), judgement.corrected(), judgement.why());
        }
    }

    private ComparisonJson() {
    }

    /** Indented JSON; ratios are after over before, with their 95 % intervals. */
    public static String of(Comparison comparison) {
        Map<String, Long> times = new LinkedHashMap<>();
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (Change change : Change.values()) {
            times.put(change.ofTime(), comparison.times(change));
            bytes.put(change.ofBytes(), comparison.bytes(change));
        }
        return Json.text(new Document(1, comparison.before().name(), comparison.after().name(), comparison.threshold(),
                comparison.acrossMachines(), times, bytes,
                comparison.rows().stream().map(row -> new Row(row.cell(), Judged.of(row.time(), Change::ofTime),
                        row.bytes().map(bytesOf -> Judged.of(bytesOf, Change::ofBytes)).orElse(null))).toList(),
                comparison.onlyBefore(), comparison.onlyAfter(), comparison.notes()));
    }
}
