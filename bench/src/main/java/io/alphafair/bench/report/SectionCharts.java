package io.alphafair.bench.report;

import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.record.RegretReport.Pick;
import io.alphafair.bench.report.Chart.Axis;
import io.alphafair.bench.report.Chart.Facet;
import io.alphafair.bench.report.Chart.Kind;
import io.alphafair.bench.report.Chart.Mark;
import io.alphafair.bench.report.Chart.Point;
import io.alphafair.bench.report.Chart.Series;
import io.alphafair.bench.report.Chart.Unit;
import io.alphafair.bench.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The charts of what is no size: each question's speed-up and allocation, the peers, auto's regret. */
final class SectionCharts {
    private static final Axis CATEGORIES = new Axis("", Unit.CATEGORY, false);

    private final ReportModel model;

    SectionCharts(ReportModel model) {
        this.model = model;
    }

    /** Every problem's speed-up, question by question. */
    Chart speedUps() {
        List<Facet> facets = new ArrayList<>();
        for (int run = 0; run < model.runs().size(); run++) {
            Bars bars = new Bars();
            int place = run;
            model.measured().filter(cell -> cell.run() == place
                    && !cell.cell().backend().equals(ReportModel.REFERENCE)).forEach(cell -> cell.timing()
                            .flatMap(
                                    CellView.Timing::speedUp)
                            .ifPresent(
                                    estimate -> bars.add(cell.cell().label(), cell.problemText(), cell.cell().backend(),
                                            place,
                                            estimate.value(), estimate.low(), estimate.high(),
                                            String.join(", ", cell.flags()))));
            facets.addAll(bars.facets(model, run));
        }
        return new Chart("questions", "Speed-up over scalar, question by question",
                "Scalar's median time over the backend's on the same problem, with its 95 % confidence interval.",
                Kind.BAR, CATEGORIES, new Axis("× scalar", Unit.RATIO, true), facets);
    }

    /** Bytes on the heap a call. */
    Chart allocation() {
        List<Facet> facets = new ArrayList<>();
        for (int run = 0; run < model.runs().size(); run++) {
            Bars bars = new Bars();
            int place = run;
            model.measured().filter(cell -> cell.run() == place).forEach(cell -> {
                double bytes = cell.timing().orElseThrow().allocated();
                if (!Double.isNaN(bytes)) {
                    bars.add(cell.cell().label(), cell.problemText(), cell.cell().backend(), place, bytes, null, null,
                            Quantity.bytes(1e9 * bytes / cell.nanos()) + " a second");
                }
            });
            facets.addAll(bars.facets(model, run));
        }
        return new Chart("allocation", "Allocation",
                "Bytes on the heap a call; hovering shows the rate. What stays below 8 KiB an iteration is JMH's own and counts "
                        + "as 0.",
                Kind.BAR,
                CATEGORIES, new Axis("bytes a call", Unit.BYTES, false), facets);
    }

    /** What people use over the backends. */
    Chart peers() {
        List<Facet> facets = new ArrayList<>();
        for (int run = 0; run < model.runs().size(); run++) {
            Bars bars = new Bars();
            for (Peers.Row row : model.runs().get(run).record().peers().rows()) {
                for (Peers.Against against : row.against()) {
                    bars.add(Sizes.of(row.workload()).text(), row.peer(), against.backend(), run, against.ratio(),
                            against.low(), against.high(), row.summary());
                }
            }
            facets.addAll(bars.facets(model, run));
        }
        return new Chart("peers", "What people use, over the backends",
                "The peer's time over the backend's, of neighbouring turns, with its 95 % confidence interval: 10 means "
                        + "that the backend is ten times as fast.",
                Kind.BAR, CATEGORIES, new Axis("× the backend's time", Unit.RATIO, true), facets);
    }

    /** What auto's choices cost, over the size of the problem. */
    Chart regret() {
        List<Facet> facets = new ArrayList<>();
        for (int run = 0; run < model.runs().size(); run++) {
            int place = run;
            model.runs().get(run).record().auto().filter(report -> !report.cells().isEmpty())
                    .ifPresent(report -> facets.add(new Facet(model.on(place, "every problem of the grid"), List.of(),
                            List.of(picks("auto", report, place, RegretReport.Cell::auto),
                                    picks("the built-in model", report, place, RegretReport.Cell::builtIn)),
                            List.of(new Mark("y", 1 + Pick.TOLERATED, "a miss above this")))));
        }
        return new Chart("regret", "What auto's choices cost",
                "The chosen backend's time over the fastest one's, with its 95 % confidence interval; 1 is the best choice, and "
                        + "what is above it is the regret.",
                Kind.SCATTER, new Axis("N × T", Unit.COUNT, true), new Axis("× the fastest", Unit.RATIO, true), facets);
    }

    private static Series picks(String name, RegretReport report, int run, Function<RegretReport.Cell, Pick> pick) {
        return new Series(name, name, run, report.cells().stream().map(cell -> {
            Pick picked = pick.apply(cell);
            Estimate regret = new Estimate(1 + picked.regret(), 1 + Math.max(0, picked.low()),
                    1 + Math.max(0, picked.high()));
            return new Point((double) cell.n() * cell.t(), regret.value(), regret.low(), regret.high(),
                    cell.shape() + " " + Quantity.count(cell.n()) + " × " + cell.t() + ", K = "
                            + Quantity.count(cell.k()) + ": chose " + picked.backend() + ", best was " + picked.best());
        }).sorted(Comparator.comparingDouble(Point::x)).toList());
    }
}
