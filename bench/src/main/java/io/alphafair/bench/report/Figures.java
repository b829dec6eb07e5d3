package io.alphafair.bench.report;

import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.report.Crossovers.Crossover;
import io.alphafair.bench.report.Figure.Axis;
import io.alphafair.bench.report.Figure.Dot;
import io.alphafair.bench.report.Figure.Mark;
import io.alphafair.bench.report.Table.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The figures of a run. Each is a pure function of the run. */
final class Figures {
    private static final Axis TIME = new Axis("time per call", Unit.NANOS, true);
    private static final Axis N = new Axis("N (individuals)", Unit.COUNT, true);

    private Figures() {
    }

    /** Time over one size, the other sizes held. */
    static List<Figure> sizes(Run run) {
        return Stream.of(overSize(run, "n", N), overSize(run, "t", new Axis("T (items)", Unit.COUNT, true)),
                overSize(run, "k", new Axis("K (groups)", Unit.COUNT, true))).flatMap(List::stream).toList();
    }

    private static List<Figure> overSize(Run run, String size, Axis x) {
        Map<String, List<Session>> facets = new LinkedHashMap<>();
        for (Sessions.Kind kind : List.of(Sessions.Kind.CELLS, Sessions.Kind.AUTO)) {
            Sessions.of(run, kind).forEach(session -> facets.computeIfAbsent(
                    (kind == Sessions.Kind.AUTO ? "in turns, " : "") + session.question() + ": "
                            + Sessions.without(session.problem(), size),
                    facet -> new ArrayList<>()).add(session));
        }
        List<Dot> dots = new ArrayList<>();
        facets.forEach((facet, sessions) -> {
            if (sessions.stream().map(session -> session.problem().params().get(size)).distinct().count() > 1) {
                sessions.forEach(session -> session.series().stream().filter(Series::isMeasured)
                        .forEach(series -> dots.add(time(facet, session, series, size))));
            }
        });
        return Figure.of("time-over-" + size, Figure.Kind.LINE, x, TIME, dots, Map.of());
    }

    private static Dot time(String facet, Session session, Series series, String size) {
        return Dot.at(facet, series.subject().toString(), Double.parseDouble(session.problem().params().get(size)),
                Sessions.median(series, Metric.TIME), Sessions.notes(series, Metric.TIME));
    }

    static List<Figure> shares(Run run) {
        List<Dot> dots = new ArrayList<>();
        for (Session session : Sessions.of(run, Sessions.Kind.RACES)) {
            session.series().stream().filter(Series::isMeasured)
                    .forEach(series -> Sessions.ceiling(session, series, Metric.TIME)
                            .ifPresent(ratio -> dots.add(Dot.bar(session.question(), series.subject().toString(),
                                    session.problem().toString(), Sessions.cell(ratio).times(100),
                                    "of " + ratio.against()))));
        }
        return Figure.of("shares", Figure.Kind.BAR, Axis.CATEGORIES, new Axis("% of the ceiling", Unit.PERCENT, false),
                dots, Map.of("", List.of(new Mark("x", 100, "ceiling"))));
    }

    /** What auto's choices cost, over the size of the problem. */
    static List<Figure> regret(Run run) {
        List<Dot> dots = new ArrayList<>();
        for (Session session : Sessions.of(run, Sessions.Kind.AUTO)) {
            Map.of(Regret.CHOSEN, "auto", Regret.BUILT_IN, "built-in model").forEach((choice, name) -> Regret
                    .of(session, choice).ifPresent(pick -> {
                        Cell regret = pick.regret();
                        dots.add(Dot.at("every problem of the grid", name, Sessions.elements(session.problem()),
                                Cell.of(1 + regret.value(), 1 + regret.low(), 1 + regret.high()),
                                session.problem() + ": chose " + pick.chosen() + ", fastest is " + pick.best()));
                    }));
        }
        dots.sort(Comparator.comparing(Dot::line));
        return Figure.of("regret", Figure.Kind.SCATTER, new Axis("N·T (elements)", Unit.COUNT, true),
                new Axis("time over the fastest backend's", Unit.SPEEDUP, true), dots,
                Map.of("", List.of(new Mark("y", 1 + Regret.TOLERATED, "10 % longer"))));
    }

    static List<Figure> coldStart(Run run) {
        List<Dot> dots = new ArrayList<>();
        for (Metric metric : List.of(Metric.FIRST, Metric.HUNDRED, Metric.TENTH, Metric.HUNDREDTH)) {
            for (Session session : Sessions.of(run, Sessions.Kind.COLD_START)) {
                session.series().stream().filter(Series::isMeasured).forEach(series -> dots.add(Dot.bar(metric.name(),
                        series.subject().toString(), session.problem().toString(), Sessions.median(series, metric),
                        "")));
            }
        }
        return Figure.of("cold-start", Figure.Kind.BAR, Axis.CATEGORIES, new Axis("time", Unit.NANOS, false), dots,
                Map.of());
    }

    /** A GPU and the CPU backends over N, and from which N the GPU is faster. */
    static List<Figure> gpu(Run run) {
        List<Session> sessions = Sessions.of(run, Sessions.Kind.GPU);
        List<Crossover> crossovers = Crossovers.last(Crossovers.of(sessions));
        List<Dot> dots = new ArrayList<>();
        Map<String, List<Mark>> marks = new LinkedHashMap<>();
        for (Session session : sessions) {
            String held = Sessions.without(session.problem(), "n");
            Sessions.measured(session, Role.BACKEND).forEach(series -> dots.add(time(held, session, series, "n")));
            marks.put(held, crossovers.stream().filter(last -> last.held().equals(held) && last.n() > 0)
                    .map(last -> new Mark("x", last.n(), last.way().variant())).toList());
        }
        return Figure.of("gpu", Figure.Kind.LINE, N, TIME, dots, marks);
    }
}
