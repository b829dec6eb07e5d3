package io.alphafair.bench.report;

import io.alphafair.bench.compare.Judge;
import io.alphafair.bench.report.Report.Page;
import io.alphafair.bench.report.Report.Section;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.report.Table.Column;
import io.alphafair.file.Visible;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes a page as Markdown, or its tables as one CSV table of unrounded values. */
final class TextPrinter {
    /** How to read a number with two others in brackets. */
    static final String LEGEND = "Times are medians. Numbers in brackets are 95 % confidence intervals, or with fewer than "
            + Judge.ENOUGH_FORKS + " forks or rounds the range of the measurements.";

    private TextPrinter() {
    }

    /** Findings and tables; a section of figures alone is left out, because other tables have its numbers. */
    static String markdown(Page page) {
        StringBuilder out = new StringBuilder();
        page.summaries().forEach(summary -> {
            out.append("# ").append(escape(summary.title())).append("\n\n");
            summary.findings().forEach(finding -> out.append("- **").append(escape(finding.headline())).append(":** ")
                    .append(escape(finding.text())).append('\n'));
            out.append('\n');
        });
        out.append(LEGEND).append('\n');
        paragraph(out, page.absence());
        for (Section section : page.sections().stream().filter(each -> !each.tables().isEmpty()).toList()) {
            out.append("\n## ").append(escape(section.heading())).append('\n');
            paragraph(out, section.text());
            paragraph(out, section.warning());
            for (Table table : section.tables()) {
                out.append("\n### ").append(escape(table.title())).append('\n');
                paragraph(out, table.text());
                out.append('\n').append(table(table));
            }
        }
        return out.toString();
    }

    private static void paragraph(StringBuilder out, String text) {
        out.append(text.isEmpty() ? "" : "\n" + escape(text) + "\n");
    }

    static String table(Table table) {
        List<Column> columns = table.columns();
        StringBuilder out = new StringBuilder();
        line(out, columns.stream().map(Column::name).toList());
        out.append('|').append(columns.stream().map(column -> column.isText() ? "---|" : "--:|")
                .collect(Collectors.joining())).append('\n');
        table.rows().forEach(row -> line(out, IntStream.range(0, columns.size())
                .mapToObj(place -> columns.get(place).text(row.cells().get(place))).toList()));
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(cells.stream().map(TextPrinter::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** Text that Markdown shows as it is, in a table's cell too. */
    static String escape(String text) {
        return Visible.text(text).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
                .replace("`", "\\`").replace("*", "\\*").replace("](", "]\\(").replace("~~", "\\~\\~");
    }

    /** A line per row of every table, with the columns of all tables; of a number also the ends of its interval. */
    static String csv(Page page) {
        List<Map<String, String>> lines = page.sections().stream()
                .flatMap(section -> section.tables().stream().flatMap(
                        table -> table.rows().stream().map(row -> csv(section.machine(), table, row.cells()))))
                .toList();
        Set<String> header = new LinkedHashSet<>(List.of("table"));
        lines.forEach(line -> header.addAll(line.keySet()));
        return fields(header.stream()) + lines.stream()
                .map(line -> fields(header.stream().map(name -> line.getOrDefault(name, ""))))
                .collect(Collectors.joining());
    }

    private static Map<String, String> csv(String machine, Table table, List<Cell> cells) {
        Map<String, String> line = new LinkedHashMap<>(Map.of("table", table.id()));
        if (!machine.isEmpty()) {
            line.put("machine", machine);
        }
        for (int place = 0; place < cells.size(); place++) {
            Cell cell = cells.get(place);
            String name = name(table.columns().get(place));
            line.put(name, Double.isNaN(cell.value()) ? cell.text() : number(cell.value()));
            if (cell.hasInterval()) {
                line.put(name + ", low", number(cell.low()));
                line.put(name + ", high", number(cell.high()));
            }
        }
        return line;
    }

    /** The name of a column's values, as in {@code median (ns)}. */
    static String name(Column column) {
        String unit = column.unit().label();
        return unit.isEmpty() || unit.equals(column.name()) ? column.name() : column.name() + " (" + unit + ")";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String fields(Stream<String> fields) {
        return fields.map(Visible::text)
                .map(field -> field.matches("[^\",]*") ? field : "\"" + field.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(",", "", "\n"));
    }
}
