package io.alphafair.bench.report;

import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Validation;
import io.alphafair.bench.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The page's tables: the same numbers as its charts, and the ones that no chart shows. */
final class HtmlTables {
    private static final String NOTHING = "–";

    private final ReportModel model;
    private final Html html;

    HtmlTables(ReportModel model, Html html) {
        this.model = model;
        this.html = html;
    }

    /** Every cell with a time or a reason. */
    void cells() {
        List<String> columns = columns("question", "shape", "#N", "#T", "#K", "more", "backend", "verdict",
                "#median", "#95 % interval", "#mean", "#ns an element", "#GB/s", "#× scalar", "#95 % interval",
                "#B/call",
                "#CV in a fork", "#CV of forks", "#forks", "notes");
        html.table("Every cell", "cells", columns);
        for (CellView cell : model.cells()) {
            List<String> row = start(cell.run());
            row.addAll(List.of(cell.cell().label(), cell.shape(), count(cell.n()), count(cell.t()), count(cell.k()),
                    cell.further(), cell.cell().backend(), cell.verdict().text()));
            cell.timing().ifPresentOrElse(timing -> timing(row, cell, timing), () -> {
                while (row.size() < columns.size() - 1) {
                    row.add(NOTHING);
                }
                row.add(cell.reason());
            });
            html.row(row, cell.timing().isPresent()
                    ? new String[]{"data-cell", id(cell), "data-nanos", Double.toString(cell.nanos())}
                    : new String[]{"data-cell", id(cell), "class", "skipped"});
        }
        html.endTable();
    }

    /** What tells a cell from the page's others, as the page's data has it. */
    static String id(CellView cell) {
        return cell.run() + " " + cell.cell().key();
    }

    private void timing(List<String> row, CellView cell, CellView.Timing timing) {
        Estimate median = timing.median();
        row.add(time(median.value()));
        row.add(Quantity.range(median.low(), median.high()));
        row.add(time(timing.resampled().mean().value()));
        row.add(number(cell.nanosAnElement()));
        row.add(number(cell.gigabytesASecond()));
        row.add(timing.speedUp().map(estimate -> number(estimate.value())).orElse(NOTHING));
        row.add(timing.speedUp().map(
                estimate -> Quantity.significant(estimate.low()) + " – " + Quantity.significant(estimate.high()))
                .orElse(NOTHING));
        row.add(Double.isNaN(timing.allocated()) ? NOTHING : Quantity.count(Math.round(timing.allocated())));
        row.add(percent(timing.spread().within()));
        row.add(percent(timing.spread().between()));
        row.add(Integer.toString(timing.samples().count()));
        row.add(String.join(", ", cell.flags()));
    }

    /** The arms of every race. */
    void races() {
        html.table("Races: arms that took turns in one JVM",
                "races", columns("race", "shape", "#N", "#T", "#K", "arm", "#time a call", "#GB/s", "% of ceiling",
                        "× native", "× simd", "#rounds", "what ran, or why not"));
        each((run, record) -> record.races().forEach(race -> {
            for (RaceResult.Arm arm : race.arms().isEmpty()
                    ? List.of(new RaceResult.Arm("", "", race.reason(), 0, 0, 0, List.of()))
                    : race.arms()) {
                List<String> row = start(run);
                row.addAll(List.of(race.race().label(), race.race().params().getOrDefault("shape", NOTHING)));
                for (String size : List.of("n", "t", "k")) {
                    row.add(count(race.race().params().getOrDefault(size, "")));
                }
                row.add(arm.name());
                boolean ran = arm.reason().isEmpty();
                row.add(ran ? time(arm.nanos()) : NOTHING);
                row.add(ran ? number(arm.gigabytesASecond()) : NOTHING);
                row.add(paired(race, arm, "ceiling-", 100, "%.1f"));
                row.add(paired(race, arm, "native-", 1, "%.3f"));
                row.add(paired(race, arm, "simd", 1, "%.3f"));
                row.add(ran ? Integer.toString(arm.bursts().size()) : NOTHING);
                row.add(ran ? arm.what() : "not measured: " + arm.reason());
                html.row(row, ran ? new String[0] : new String[]{"class", "skipped"});
            }
        }));
        html.endTable();
    }

    private static String paired(RaceResult race, RaceResult.Arm arm, String to, int scale, String format) {
        return race.paired().stream().filter(pair -> pair.arm().equals(arm.name()) && pair.to().startsWith(to))
                .findFirst().map(pair -> String.format(Locale.ROOT, format + " [" + format + ", " + format + "]",
                        scale * pair.ratio(), scale * pair.low(), scale * pair.high()))
                .orElse(NOTHING);
    }

    /** What people use, beside the backends. */
    void peers() {
        html.table("Peers beside backends, in turns", "peers-table",
                columns("shape", "#N", "#T", "#K", "peer", "how", "#threads", "#its time", "backend", "#threads",
                        "#its time", "#×", "#95 % interval"));
        each((run, record) -> record.peers().rows().forEach(row -> {
            if (row.against().isEmpty()) {
                List<String> cells = peer(run, row);
                cells.addAll(List.of(NOTHING, NOTHING, row.verdict().text() + ": " + row.reason(), NOTHING, NOTHING,
                        NOTHING, NOTHING));
                html.row(cells, "class", "skipped");
            }
            for (Peers.Against against : row.against()) {
                List<String> cells = peer(run, row);
                cells.addAll(List.of(Integer.toString(row.threads()), median(against.peerNanos()), against.backend(),
                        Integer.toString(against.threads()), median(against.backendNanos()), number(against.ratio()),
                        Quantity.significant(against.low()) + " – " + Quantity.significant(against.high())));
                html.row(cells);
            }
        }));
        html.endTable();
    }

    private List<String> peer(int run, Peers.Row row) {
        List<String> cells = start(run);
        cells.add(row.workload().getOrDefault("shape", NOTHING));
        for (String size : List.of("n", "t", "k")) {
            cells.add(count(row.workload().getOrDefault(size, "")));
        }
        cells.addAll(List.of(row.peer(), row.summary()));
        return cells;
    }

    private static String median(List<Double> nanos) {
        return time(MedianInterval.medianOf(nanos.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** Every problem of auto's grid. */
    void auto() {
        html.table("auto on every problem of its grid", "auto-table",
                columns("shape", "#N", "#T", "#K", "chosen", "best", "#regret", "#95 % interval", "built-in choice",
                        "#its regret", "times"));
        each((run, record) -> record.auto().map(RegretReport::cells).orElse(List.of()).forEach(cell -> {
            List<String> row = start(run);
            row.addAll(List.of(cell.shape(), count(cell.n()), count(cell.t()), count(cell.k()), cell.auto().backend(),
                    cell.auto().best(), percent(cell.auto().regret()),
                    percent(cell.auto().low()) + " – " + percent(cell.auto().high()), cell.builtIn().backend(),
                    percent(cell.builtIn().regret()),
                    cell.nanos().entrySet().stream().map(entry -> entry.getKey() + " " + time(entry.getValue()))
                            .collect(Collectors.joining(", "))));
            html.row(row);
        }));
        html.endTable();
    }

    /** A run's devices, and what its report says in words. */
    void gpu(int run) {
        RunRecord record = model.runs().get(run).record();
        html.raw("<ul>\n");
        record.environment().devices().forEach(
                device -> html.element("li", model.on(run, GpuTable.device(device)), "class", "device").raw("\n"));
        record.gpu().map(GpuFindings::of).orElse(List.of())
                .forEach(line -> html.element("li", line, "class", "finding").raw("\n"));
        html.raw("</ul>\n");
    }

    /** Every arm of every problem of the GPU's. */
    void gpuArms() {
        html.table("The GPU beside the CPU backends", "gpu-table", columns(GpuRows.COLUMNS.toArray(String[]::new)));
        each((run, record) -> record.gpu().map(GpuRows::of).orElse(List.of()).forEach(cells -> {
            List<String> row = start(run);
            row.addAll(cells);
            html.row(row);
        }));
        html.endTable();
    }

    /** The backends and what became of them. */
    void backends() {
        html.table("Backends", "backends", columns("backend", "what", "here", "validation"));
        each((run, record) -> {
            for (BackendInfo backend : record.environment().backends()) {
                List<String> row = start(run);
                row.addAll(List.of(backend.name(), backend.summary(),
                        backend.available() ? backend.description() : "not available: " + backend.reason(),
                        validation(record.validation(), backend.name())));
                html.row(row, backend.available() ? new String[0] : new String[]{"class", "skipped"});
            }
        });
        html.endTable();
    }

    private static String validation(Validation validation, String backend) {
        Optional<String> text = validation.verdicts().stream().filter(entry -> entry.backend().equals(backend))
                .collect(Collectors.groupingBy(entry -> entry.verdict().text(), Collectors.counting())).entrySet()
                .stream().map(entry -> entry.getKey() + " on " + entry.getValue() + " problems")
                .reduce((one, other) -> one + ", " + other);
        return text.orElse("on no problem of this run");
    }

    private interface RunVisitor {
        void visit(int run, RunRecord record);
    }

    private void each(RunVisitor visitor) {
        for (int run = 0; run < model.runs().size(); run++) {
            visitor.visit(run, model.runs().get(run).record());
        }
    }

    private List<String> columns(String... names) {
        List<String> columns = new ArrayList<>();
        if (model.hasSeveralRuns()) {
            columns.add("machine");
        }
        columns.addAll(List.of(names));
        return columns;
    }

    private List<String> start(int run) {
        List<String> row = new ArrayList<>();
        if (model.hasSeveralRuns()) {
            row.add(model.runs().get(run).machine());
        }
        return row;
    }

    private static String time(double nanos) {
        return Quantity.time(nanos, Double.NaN);
    }

    private static String count(long value) {
        return value == 0 ? NOTHING : Quantity.count(value);
    }

    private static String count(String value) {
        return value.matches("\\d{1,18}") ? Quantity.count(Long.parseLong(value)) : NOTHING;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Quantity.significant(value) : NOTHING;
    }

    private static String percent(double part) {
        return Double.isFinite(part) ? String.format(Locale.ROOT, "%.1f %%", 100 * part) : NOTHING;
    }
}
