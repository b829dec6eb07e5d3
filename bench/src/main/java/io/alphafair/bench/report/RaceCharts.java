package io.alphafair.bench.report;

import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.Question;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.report.Chart.Axis;
import io.alphafair.bench.report.Chart.Facet;
import io.alphafair.bench.report.Chart.Kind;
import io.alphafair.bench.report.Chart.Mark;
import io.alphafair.bench.report.Chart.Point;
import io.alphafair.bench.report.Chart.Series;
import io.alphafair.bench.report.Chart.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How near the backends come to what the machine reads and writes: a roofline over the problem's bytes, and percentages. */
final class RaceCharts {
    private static final String CEILING = "ceiling-";

    private final ReportModel model;

    RaceCharts(ReportModel model) {
        this.model = model;
    }

    /** Achieved GB/s over the bytes of a call, under the ceilings that were measured on the same bytes. */
    Chart roofline() {
        List<Facet> facets = new ArrayList<>();
        for (int run = 0; run < model.runs().size(); run++) {
            List<RaceResult> races = model.runs().get(run).record().races();
            for (String kind : races.stream().map(race -> race.race().label()).distinct().toList()) {
                List<Series> series = achieved(run,
                        races.stream().filter(race -> race.race().label().equals(kind)).toList());
                if (!series.isEmpty()) {
                    facets.add(new Facet(model.on(run, name(kind)), List.of(),
                            series, caches(run)));
                }
            }
            addCells(facets, run, races);
        }
        return new Chart("roofline", "Achieved bandwidth under the ceilings",
                "Bytes a call moves over its median time. Broken lines are loops that read or write the same bytes and do "
                        + "nothing else, in the same JVM at the same time; upright lines are the sizes of the caches.",
                Kind.SCATTER, new Axis("bytes a call", Unit.BYTES, true),
                new Axis("GB/s", Unit.GIGABYTES_A_SECOND, true), facets);
    }

    private static String name(String kind) {
        return switch (kind) {
            case "read" -> "races: the group argmax, which reads";
            case "write" -> "races: dense gradients, which write";
            default -> "races: " + kind;
        };
    }

    private List<Series> achieved(int run, List<RaceResult> races) {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        for (RaceResult race : races) {
            for (RaceResult.Arm arm : race.arms()) {
                if (arm.reason().isEmpty() && !arm.bursts().isEmpty()) {
                    points.computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(point(race, arm));
                }
            }
        }
        return points.entrySet().stream().map(line -> new Series(line.getKey(), line.getKey(), run,
                line.getKey().startsWith(CEILING) ? highest(line.getValue()) : sorted(line.getValue()))).toList();
    }

    private static Point point(RaceResult race, RaceResult.Arm arm) {
        MedianInterval burst = MedianInterval
                .of(arm.bursts().stream().limit(1000).mapToDouble(Long::doubleValue).toArray());
        double bytes = (double) arm.bytes() * arm.calls();
        return new Point(arm.bytes(), arm.gigabytesASecond(), bytes / burst.high(), bytes / burst.low(),
                Sizes.of(race).text() + "; " + arm.what());
    }

    private static List<Point> sorted(List<Point> points) {
        return points.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
    }

    /** Of several ceilings of as many bytes the highest is the limit. */
    private static List<Point> highest(List<Point> points) {
        TreeMap<Double, Point> found = new TreeMap<>();
        points.forEach(point -> found.merge(point.x(), point, (one, other) -> one.y() >= other.y() ? one : other));
        return List.copyOf(found.values());
    }

    private List<Mark> caches(int run) {
        return Caches.of(model.runs().get(run).record().environment().machine()).stream()
                .map(cache -> new Mark("x", cache.bytes(), "L" + cache.level())).toList();
    }

    /** The cells of the group argmax, each backend alone, under the ceilings of the races. */
    private void addCells(List<Facet> facets, int run, List<RaceResult> races) {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        model.measured().filter(cell -> cell.run() == run && cell.bytes() > 0
                && cell.question().filter(Question.BEST_ITEMS::equals).isPresent())
                .forEach(cell -> {
                    var median = cell.timing().orElseThrow().median();
                    points.computeIfAbsent(cell.cell().backend(), name -> new ArrayList<>())
                            .add(new Point(cell.bytes(), cell.gigabytesASecond(), cell.bytes() / median.high(),
                                    cell.bytes() / median.low(), cell.problemText()));
                });
        if (points.isEmpty()) {
            return;
        }
        List<Series> series = new ArrayList<>(achieved(run, races.stream()
                .filter(race -> race.race().label().equals("read")).toList()).stream()
                .filter(line -> line.name().startsWith(CEILING)).toList());
        points.forEach((name, line) -> series.add(new Series(name, name, run, sorted(line))));
        facets.add(new Facet(model.on(run, "cells: bestItems, each backend alone"), List.of(), series, caches(run)));
    }

    /** Each arm's percentage of the ceiling of as many threads. */
    Chart percentages() {
        List<Facet> facets = new ArrayList<>();
        for (int run = 0; run < model.runs().size(); run++) {
            Bars bars = new Bars();
            for (RaceResult race : model.runs().get(run).record().races()) {
                for (RaceResult.Paired pair : race.paired()) {
                    if (pair.to().startsWith(CEILING)) {
                        bars.add(name(race.race().label()), Sizes.of(race).text(), pair.arm(), run, 100 * pair.ratio(),
                                100 * pair.low(), 100 * pair.high(), "of " + pair.to());
                    }
                }
            }
            facets.addAll(bars.facets(model, run, new Mark("x", 100, "the ceiling")));
        }
        return new Chart("limit", "Percent of the ceiling",
                "The median of the rounds' paired ratios with its 95 % confidence interval; a backend of one thread is "
                        + "compared with ceiling-1, one of several with ceiling-all.",
                Kind.BAR, new Axis("", Unit.CATEGORY, false), new Axis("% of the ceiling", Unit.PERCENT, false),
                facets);
    }
}
