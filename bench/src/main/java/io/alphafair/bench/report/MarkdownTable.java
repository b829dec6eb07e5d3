package io.alphafair.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.Question;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Validation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A record as Markdown: its environment, then a table for each question. */
public final class MarkdownTable {
    /** The file's name in a record. */
    public static final String FILE = "table.md";

    private static final String NOTHING = "–";

    private final Environment environment;
    private final RunRecord record;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> scalar = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    private MarkdownTable(RunRecord record) {
        environment = record.environment();
        this.record = record;
        for (JsonNode result : record.jmh()) {
            rows.add(Row.measured(result));
        }
        for (Validation.Skipped skipped : record.validation().skipped()) {
            rows.add(Row.skipped(skipped));
        }
        for (Row row : rows) {
            if (row.isMeasured() && "scalar".equals(row.cell().backend())) {
                scalar.put(cellId(row), row);
            }
        }
        rows.sort(CellOrder.of(environment.backends().stream().map(Environment.BackendInfo::name).toList()));
    }

    /** Renders a record. */
    public static String of(RunRecord record) {
        return new MarkdownTable(record).render();
    }

    private static String cellId(Row row) {
        return row.cell().benchmark() + new TreeMap<>(row.problem());
    }

    private String render() {
        head();
        String benchmark = "";
        for (Row row : rows) {
            if (!row.cell().benchmark().equals(benchmark)) {
                benchmark = row.cell().benchmark();
                section(row);
            }
            line(row);
        }
        return out.append(RaceTable.of(record.races())).append(PeerTable.of(record.peers()))
                .append(RegretTable.of(record.auto())).append(GpuTable.of(record.gpu(), environment.devices()))
                .toString();
    }

    private void head() {
        Environment.Run run = environment.run();
        out.append("# ").append(environment.machine().cpu()).append(", ").append(run.start(), 0, 10).append(", ")
                .append(environment.git().shortSha()).append(environment.git().dirty() ? " with changes" : "")
                .append(", ").append(run.profile()).append("\n\n");
        out.append("- ").append(environment.machine().cpus()).append(" CPUs (")
                .append(environment.machine().architecture()).append("), ").append(environment.vectorBits())
                .append("-bit vectors, ").append(environment.machine().os()).append(", kernel ")
                .append(environment.machine().kernel()).append(", JDK ").append(environment.jdk().runtime())
                .append('\n');
        for (Environment.BackendInfo backend : environment.backends()) {
            out.append("- ").append(backend.name()).append(": ")
                    .append(backend.available() ? backend.description() : "not available: " + backend.reason())
                    .append('\n');
        }
        environment.devices().forEach(device -> out.append("- ").append(GpuTable.device(device)).append('\n'));
        out.append("- a cell: ").append(run.forks()).append(" forks x ").append(run.iterations())
                .append(" iterations of ").append(run.iterationMillis()).append(" ms after ").append(run.warmups())
                .append(" of ").append(run.warmupMillis())
                .append(" ms; ± is half of JMH's 99.9 % confidence interval, unsteady if above 25 %\n");
        out.append("- B/call: heap bytes; what stays below 8 KiB an iteration is JMH's own and counts as 0\n");
        out.append(
                "- every time is of a backend whose answer had the same bits as scalar's in the same JVM before; a solver's, "
                        + "of the same welfare to 1e-8\n- x scalar: scalar's time over this one's, where scalar was measured too\n");
        out.append("- `").append(run.command()).append("`\n");
    }

    private void section(Row first) {
        out.append("\n## ").append(first.cell().label()).append("\n\n");
        first.question().map(Question::text).ifPresent(text -> out.append(text).append("\n\n"));
        out.append("| shape | N | T | K | | backend | time a call | ns an element | GB/s | x scalar | B/call |\n");
        out.append("|---|--:|--:|--:|---|---|--:|--:|--:|--:|--:|\n");
    }

    private void line(Row row) {
        List<String> columns = new ArrayList<>();
        columns.add(row.cell().params().getOrDefault("shape", NOTHING));
        for (String size : List.of("n", "t", "k")) {
            columns.add(row.cell().params().containsKey(size) ? Quantity.count(row.number(size)) : NOTHING);
        }
        columns.add(row.further());
        columns.add(row.cell().backend());
        if (row.isMeasured()) {
            columns.add(Quantity.time(row.nanos(), row.error())
                    + (row.isUnsteady() ? " (unsteady)" : Double.isNaN(row.error()) ? " (too few iterations)" : ""));
            columns.add(number(row.nanos() / row.elements()));
            columns.add(number(row.gigabytesASecond()));
            Row reference = scalar.get(cellId(row));
            columns.add(reference == null ? NOTHING : number(reference.nanos() / row.nanos()));
            double allocated = row.allocatedByTheCall(environment.run().iterationMillis());
            columns.add(Double.isNaN(allocated) ? NOTHING : Quantity.count(Math.round(allocated)));
        } else {
            columns.add(escape(row.skipped()));
            columns.addAll(List.of(NOTHING, NOTHING, NOTHING, NOTHING));
        }
        out.append("| ").append(String.join(" | ", columns)).append(" |\n");
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Quantity.significant(value) : NOTHING;
    }

    /** A cell's text as Markdown shows it. */
    static String escape(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
