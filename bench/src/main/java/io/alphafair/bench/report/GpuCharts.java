package io.alphafair.bench.report;

import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.GpuReport.Crossover;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.report.Chart.Axis;
import io.alphafair.bench.report.Chart.Facet;
import io.alphafair.bench.report.Chart.Kind;
import io.alphafair.bench.report.Chart.Mark;
import io.alphafair.bench.report.Chart.Point;
import io.alphafair.bench.report.Chart.Series;
import io.alphafair.bench.report.Chart.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The GPU beside the CPU backends: what a call consists of, how long it takes, and from which N it pays. */
final class GpuCharts {
    private static final int[] UPDATES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
    private static final String ONCE = "copied, then ";
    private static final Axis TIME = new Axis("time a call", Unit.NANOS, true);

    private final ReportModel model;

    GpuCharts(ReportModel model) {
        this.model = model;
    }

    private void each(BiConsumer<Integer, GpuReport> visitor) {
        for (int run = 0; run < model.runs().size(); run++) {
            int place = run;
            model.runs().get(run).record().gpu().ifPresent(report -> visitor.accept(place, report));
        }
    }

    /** Copies and kernels as parts of a call. */
    Chart parts() {
        List<Facet> facets = new ArrayList<>();
        each((run, report) -> {
            Bars bars = new Bars();
            for (String way : GpuReport.WAYS.reversed()) {
                for (GpuReport.Problem problem : report.problems()) {
                    GpuMedians.arm(problem, way).ifPresent(arm -> {
                        double call = GpuMedians.nanos(problem.race(), way);
                        Sizes sizes = Sizes.of(problem);
                        String facet = way + ": " + sizes.held();
                        String name = "N = " + Quantity.count(sizes.n());
                        double told = 0;
                        for (Map.Entry<String, Double> part : parts(arm).entrySet()) {
                            told += part.getValue();
                            bar(bars, facet, name, part.getKey(), run, part.getValue(), call);
                        }
                        bar(bars, facet, name, "launching and waiting", run, Math.max(0, call - told), call);
                    });
                }
            }
            facets.addAll(bars.facets(model, run));
        });
        return new Chart("gpu-parts", "What a call consists of",
                "The parts of a call's time: copies to the GPU (H2D), kernels, copies back (D2H), by the GPU's clock, and what "
                        + "the host's clock has beyond them. Copies and kernels may overlap, and then make more than 100 %.",
                Kind.STACK, new Axis("", Unit.CATEGORY, false), new Axis("% of a call", Unit.PERCENT, false), facets);
    }

    private static Map<String, Double> parts(GpuReport.Arm arm) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("H2D", 1e6 * arm.uploadMillis());
        parts.put("kernels", 1e6 * arm.kernelMillis());
        parts.put("D2H", 1e6 * arm.downloadMillis());
        return parts;
    }

    private static void bar(Bars bars, String facet, String problem, String part, int run, double nanos, double call) {
        bars.add(facet, problem, part, run, 100 * nanos / call, null, null,
                Quantity.time(nanos, Double.NaN) + " of " + Quantity.time(call, Double.NaN));
    }

    /** Every way of the GPU and every CPU backend over N. */
    Chart ways() {
        List<Facet> facets = new ArrayList<>();
        each((run, report) -> {
            Map<String, Map<String, List<Point>>> lines = new LinkedHashMap<>();
            for (GpuReport.Problem problem : report.problems()) {
                Sizes sizes = Sizes.of(problem);
                for (RaceResult.Arm arm : problem.race().arms()) {
                    if (arm.reason().isEmpty() && !arm.name().equals(GpuReport.CEILING)) {
                        lines.computeIfAbsent(sizes.held(), name -> new LinkedHashMap<>())
                                .computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(point(sizes.n(), arm));
                    }
                }
            }
            lines.forEach((held, series) -> facets.add(new Facet(model.on(run, "over N: " + held), List.of(),
                    series(series, run), marks(report, held))));
        });
        return new Chart("gpu-ways", "Resident, with new benefits, with all of the problem copied",
                "The host's clock, medians with 95 % intervals, every arm in turn in one JVM. Upright lines are the N from "
                        + "which a way of the GPU is faster than every CPU backend.",
                Kind.LINE, new Axis("", Unit.COUNT, true), TIME, facets);
    }

    private static List<Series> series(Map<String, List<Point>> lines, int run) {
        return lines.entrySet().stream()
                .map(line -> new Series(line.getKey(), line.getKey().replace(ONCE, ""), run, line.getValue())).toList();
    }

    private static Point point(double n, RaceResult.Arm arm) {
        MedianInterval burst = MedianInterval.of(arm.bursts().stream().mapToDouble(Long::doubleValue).toArray());
        return new Point(n, arm.nanos(), burst.low() / arm.calls(), burst.high() / arm.calls(), arm.what());
    }

    private static List<Mark> marks(GpuReport report, String held) {
        return GpuReport.WAYS.stream().flatMap(way -> GpuMedians.overtakes(report, way, held).stream()
                .filter(crossover -> crossover.n() > 0)
                .map(crossover -> new Mark("x", crossover.n(), way))).toList();
    }

    /** From which N each way pays, against each CPU backend. */
    Chart crossovers() {
        List<Facet> facets = new ArrayList<>();
        each((run, report) -> {
            Bars bars = new Bars();
            for (Crossover crossover : report.crossovers()) {
                if (crossover.n() > 0) {
                    bars.add("against " + crossover.backend(), Sizes.of(crossover).held(), crossover.way(), run,
                            crossover.n(), crossover.low() > 0 ? crossover.low() : Double.valueOf(crossover.n()),
                            crossover.high() > 0 ? crossover.high() : Double.valueOf(crossover.largest()),
                            note(crossover));
                }
            }
            facets.addAll(bars.facets(model, run));
        });
        return new Chart("gpu-crossover", "From which N the GPU is faster",
                "Between measured sizes by straight lines through the logarithms of the paired ratios; whiskers go from where "
                        + "it is surely not faster below to where it surely is above. What has no bar is not faster at any N "
                        + "that was measured.",
                Kind.BAR, new Axis("", Unit.CATEGORY, false), new Axis("N", Unit.COUNT, true), facets);
    }

    private static String note(Crossover crossover) {
        return crossover.n() <= crossover.smallest()
                ? "faster at every N measured, from " + Quantity.count(crossover.smallest()) + " on"
                : crossover.high() == 0
                        ? "not surely faster at the largest N, " + Quantity.count(crossover.largest())
                        : "";
    }

    /** What a call costs on average when the problem is copied once and then used m times; computed from the medians. */
    Chart updates() {
        List<Facet> facets = new ArrayList<>();
        each((run, report) -> {
            for (GpuReport.Problem problem : GpuMedians.largest(report)) {
                Map<String, List<Point>> lines = new LinkedHashMap<>();
                double transfer = GpuMedians.nanos(problem.race(), GpuReport.TRANSFER);
                for (int m : UPDATES) {
                    for (String way : List.of(GpuReport.RESIDENT, GpuReport.UPDATE)) {
                        double then = GpuMedians.nanos(problem.race(), way);
                        add(lines, ONCE + way, m, (transfer + m * then) / m);
                    }
                    for (RaceResult.Arm arm : GpuMedians.processors(problem.race())) {
                        add(lines, arm.name(), m, arm.nanos());
                    }
                }
                facets.add(new Facet(model.on(run, "over m: " + Sizes.of(problem).text()), List.of(),
                        series(lines, run), List.of()));
            }
        });
        return new Chart("gpu-updates", "One copy, then m calls",
                "The mean time of m calls after one that copied all of the problem, that one included: they copy nothing "
                        + "(resident) or new benefits (update). Computed from the medians above, at the largest N.",
                Kind.LINE, new Axis("m", Unit.COUNT, true), TIME, facets);
    }

    private static void add(Map<String, List<Point>> lines, String name, int m, double nanos) {
        if (Double.isFinite(nanos)) {
            lines.computeIfAbsent(name, key -> new ArrayList<>()).add(new Point(m, nanos, null, null, null));
        }
    }
}
