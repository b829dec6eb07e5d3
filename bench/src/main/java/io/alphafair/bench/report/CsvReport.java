package io.alphafair.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every iteration of every cell as CSV: a column a parameter, a line an iteration. */
public final class CsvReport {
    private CsvReport() {
    }

    /** The lines of these runs, under one head. */
    public static String of(List<NamedRun> runs) {
        Set<String> params = new LinkedHashSet<>();
        runs.forEach(
                run -> run.record().jmh().forEach(result -> params.addAll(RunRecord.cellOf(result).params().keySet())));
        StringBuilder out = new StringBuilder();
        List<String> head = new ArrayList<>(List.of("run", "machine", "benchmark"));
        head.addAll(params);
        head.addAll(List.of("fork", "iteration", "nanos"));
        line(out, head);
        for (NamedRun run : runs) {
            for (JsonNode result : run.record().jmh()) {
                Cell cell = RunRecord.cellOf(result);
                JsonNode forks = result.path("primaryMetric").path("rawData");
                for (int fork = 0; fork < forks.size(); fork++) {
                    for (int iteration = 0; iteration < forks.get(fork).size(); iteration++) {
                        List<String> fields = new ArrayList<>(List.of(run.name(), run.machine(), cell.benchmark()));
                        params.forEach(param -> fields.add(cell.params().getOrDefault(param, "")));
                        fields.addAll(List.of(Integer.toString(fork + 1), Integer.toString(iteration + 1),
                                forks.get(fork).get(iteration).asText()));
                        line(out, fields);
                    }
                }
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> fields) {
        out.append(String.join(",", fields.stream().map(CsvReport::field).toList())).append('\n');
    }

    private static String field(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
