package io.alphafair.bench.compare;

import io.alphafair.bench.compare.Judge.Judgement;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A comparison for programs. */
public final class ComparisonJson {
    private record Document(int schema, String before, String after, double threshold, boolean acrossMachines,
            Map<Change, Long> time, Map<Change, Long> allocation, List<Row> cells,
            List<Comparison.Unmatched> onlyBefore,
            List<Comparison.Unmatched> onlyAfter, List<String> notes) {}

    private record Row(Cell cell, Judged time, Judged allocation) {}

    private record Judged(Change change, int pairs, double ratio, double low, double high, double p, double corrected,
            String why) {
        static Judged of(Judgement judgement) {
            var paired = judgement.paired();
            return new Judged(judgement.change(), paired.pairs(), paired.ratio().value(), paired.ratio().low(),
                    paired.ratio().high(), paired.p(), judgement.corrected(), judgement.why());
        }
    }

    private ComparisonJson() {
    }

    /** Indented JSON; ratios are after over before, with their 95 % intervals. LESS is FASTER, MORE is SLOWER. */
    public static String of(Comparison comparison) {
        Map<Change, Long> times = new EnumMap<>(Change.class);
        Map<Change, Long> bytes = new EnumMap<>(Change.class);
        for (Change change : Change.values()) {
            times.put(change, comparison.times(change));
            bytes.put(change, comparison.bytes(change));
        }
        return Json.text(new Document(1, comparison.before().name(), comparison.after().name(), comparison.threshold(),
                comparison.acrossMachines(), times, bytes,
                comparison.rows().stream().map(row -> new Row(row.cell(), Judged.of(row.time()),
                        row.bytes().map(Judged::of).orElse(null))).toList(),
                comparison.onlyBefore(), comparison.onlyAfter(), comparison.notes()));
    }
}
