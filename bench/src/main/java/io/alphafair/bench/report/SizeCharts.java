package io.alphafair.bench.report;

import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.report.Chart.Axis;
import io.alphafair.bench.report.Chart.Facet;
import io.alphafair.bench.report.Chart.Kind;
import io.alphafair.bench.report.Chart.Point;
import io.alphafair.bench.report.Chart.Series;
import io.alphafair.bench.report.Chart.Unit;
import io.alphafair.bench.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Time, time an element and speed-up over one size, the others held. */
final class SizeCharts {
    private static final List<String> AXES = List.of("n", "t", "k");

    private final ReportModel model;
    private final Map<String, List<CellView>> byFacet;

    private SizeCharts(ReportModel model) {
        this.model = model;
        byFacet = facets(model);
    }

    static List<Chart> of(ReportModel model) {
        SizeCharts charts = new SizeCharts(model);
        return List.of(
                charts.chart("time", "Time a call", "The median of all iterations; bars are 95 % confidence intervals.",
                        new Axis("time a call", Unit.NANOS, true),
                        cell -> cell.timing().map(CellView.Timing::median),
                        (report, cell, name) -> cell.nanos().get(name)),
                charts.chart("element", "Time an element",
                        "The same divided by N × T: a level line is a cost that grows with the problem.",
                        new Axis("ns an element", Unit.NANOS_AN_ELEMENT, true),
                        cell -> cell.timing().map(time -> scaled(time.median(), 1.0 / cell.elements())),
                        (report, cell, name) -> cell.nanos().get(name) / ((double) cell.n() * cell.t())),
                charts.chart("speedup", "Speed-up over scalar",
                        "Scalar's median time over the backend's; above 1 the backend is faster.",
                        new Axis("× scalar", Unit.RATIO, true),
                        cell -> cell.timing().flatMap(CellView.Timing::speedUp),
                        (report, cell, name) -> cell.nanos().get(ReportModel.REFERENCE) == null
                                ? null
                                : Double.valueOf(cell.nanos().get(ReportModel.REFERENCE) / cell.nanos().get(name))));
    }

    private interface GridValue {
        Double of(RegretReport report, RegretReport.Cell cell, String backend);
    }

    private static Estimate scaled(Estimate estimate, double by) {
        return new Estimate(estimate.value() * by, estimate.low() * by, estimate.high() * by);
    }

    /** Cells that differ in one size only, wherever there are two of them. */
    private static Map<String, List<CellView>> facets(ReportModel model) {
        Map<String, List<CellView>> facets = new LinkedHashMap<>();
        for (String axis : AXES) {
            Map<String, List<CellView>> groups = model.measured().filter(cell -> cell.number(axis) > 0)
                    .collect(Collectors.groupingBy(cell -> facetName(cell, axis), LinkedHashMap::new,
                            Collectors.toList()));
            groups.entrySet().stream()
                    .filter(group -> group.getValue().stream().mapToLong(cell -> cell.number(axis)).distinct()
                            .count() > 1)
                    .forEach(group -> facets.put(group.getKey(), group.getValue()));
        }
        return facets;
    }

    private static String facetName(CellView cell, String axis) {
        StringBuilder name = new StringBuilder(cell.cell().label()).append(" over ")
                .append(axis.toUpperCase(Locale.ROOT))
                .append(": ").append(cell.shape());
        for (String other : AXES) {
            if (!other.equals(axis) && cell.number(other) > 0) {
                name.append(", ").append(other.toUpperCase(Locale.ROOT)).append(" = ")
                        .append(Quantity.count(cell.number(other)));
            }
        }
        return name + (cell.further().isEmpty() ? "" : ", " + cell.further());
    }

    private static String axisOf(String facetName) {
        return facetName.replaceAll("^.* over ([NTK]): .*$", "$1").toLowerCase(Locale.ROOT);
    }

    private Chart chart(String id, String title, String text, Axis y, Function<CellView, Optional<Estimate>> value,
            GridValue gridValue) {
        List<Facet> facets = new ArrayList<>();
        byFacet.forEach((name, cells) -> add(facets, name, fromCells(cells, axisOf(name), value)));
        for (int run = 0; run < model.runs().size(); run++) {
            int place = run;
            model.runs().get(run).record().auto().ifPresent(report -> fromGrid(report, place, gridValue)
                    .forEach((name, series) -> add(facets, model.on(place, name), series)));
        }
        return new Chart(id, title, text, Kind.LINE, new Axis("", Unit.COUNT, true), y, facets);
    }

    private static void add(List<Facet> facets, String name, List<Series> series) {
        if (!series.isEmpty()) {
            facets.add(new Facet(name, List.of(), series, List.of()));
        }
    }

    private List<Series> fromCells(List<CellView> cells, String axis, Function<CellView, Optional<Estimate>> value) {
        Map<String, List<CellView>> lines = cells.stream().sorted(Comparator.comparingLong(cell -> cell.number(axis)))
                .collect(Collectors.groupingBy(cell -> model.on(cell.run(), cell.cell().backend()), LinkedHashMap::new,
                        Collectors.toList()));
        return lines.entrySet().stream().map(line -> {
            CellView first = line.getValue().getFirst();
            List<Point> points = line.getValue().stream().flatMap(cell -> value.apply(cell).stream()
                    .map(estimate -> new Point(cell.number(axis), estimate.value(), estimate.low(), estimate.high(),
                            String.join(", ", cell.flags()))))
                    .toList();
            return new Series(line.getKey(), first.cell().backend(), first.run(), points);
        }).filter(series -> !series.points().isEmpty()).sorted(byBackend()).toList();
    }

    private Comparator<Series> byBackend() {
        return Comparator.comparingInt((Series series) -> CellOrder.place(model.backends(), series.colour()))
                .thenComparingInt(Series::dash);
    }

    /** The grid on which auto is measured has every backend at every size, without intervals. */
    private Map<String, List<Series>> fromGrid(RegretReport report, int run, GridValue value) {
        Map<String, Map<String, TreeMap<Integer, Double>>> facets = new LinkedHashMap<>();
        for (RegretReport.Cell cell : report.cells()) {
            String facet = "auto's grid over N: " + cell.shape() + ", T = " + cell.t() + ", K = "
                    + Quantity.count(cell.k());
            for (String backend : cell.nanos().keySet()) {
                Double at = value.of(report, cell, backend);
                if (at != null) {
                    facets.computeIfAbsent(facet, name -> new LinkedHashMap<>())
                            .computeIfAbsent(backend, name -> new TreeMap<>()).put(cell.n(), at);
                }
            }
        }
        Map<String, List<Series>> found = new LinkedHashMap<>();
        facets.forEach((facet, lines) -> {
            List<Series> series = lines.entrySet().stream().map(line -> new Series(line.getKey(), line.getKey(), run,
                    line.getValue().entrySet().stream()
                            .map(point -> new Point(point.getKey(), point.getValue(), null, null, null)).toList()))
                    .sorted(byBackend()).toList();
            if (series.stream().anyMatch(line -> line.points().size() > 1)) {
                found.put(facet, series);
            }
        });
        return found;
    }
}
