package io.alphafair.bench.report;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Summary;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.Crossovers.Crossover;
import io.alphafair.bench.report.Sessions.Kind;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.report.Table.Maker;
import io.alphafair.bench.subject.BackendSubject;
import io.alphafair.bench.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of measurements. Each is a list of rows and a list of columns, of which most are shared. */
final class Tables {
    static final String SPEEDUP = "speedup over " + Sessions.REFERENCE;

    private static final Maker<Line> SUBJECT = Maker.text("subject", Line::subject);
    private static final Maker<Line> QUESTION = Maker.text("question", line -> line.session.question());
    private static final Maker<Line> MEDIAN = cell("median", Unit.NANOS,
            (session, series) -> Sessions.median(series, Metric.TIME));
    private static final Maker<Line> ROUNDS = summary("rounds", Unit.COUNT, Metric.TIME, Summary::samples);
    private static final Maker<Line> WHAT = Maker.text("what", line -> line.series == null ? "" : line.series.what());

    /**
     * What a row is about.
     *
     * @param series null for a session without any result
     * @param backend what a peer is compared with; else null
     */
    private record Line(Session session, Series series, Series backend) {
        boolean isMarked() {
            return series == null || !series.isMeasured();
        }

        String subject() {
            return series == null ? "" : series.subject().toString();
        }
    }

    private Tables() {
    }

    /** A column with a cell for each series that has a result. */
    private static Maker<Line> cell(String name, Unit unit, BiFunction<Session, Series, Cell> cell) {
        return new Maker<>(name, unit, line -> line.isMarked() ? Cell.EMPTY : cell.apply(line.session, line.series));
    }

    private static Maker<Line> summary(String name, Unit unit, Metric metric, ToDoubleFunction<Summary> value) {
        return cell(name, unit, (session, series) -> series.of(metric)
                .map(summary -> Cell.of(value.applyAsDouble(summary))).orElse(Cell.EMPTY));
    }

    /** Each backend's and peer's speedup over another subject of its session, if there is that one. */
    private static Maker<Line> speedup(String name, Metric metric,
            BiFunction<Session, Series, Optional<Id>> against) {
        return cell(name, Unit.SPEEDUP, (session, series) -> against.apply(session, series)
                .filter(other -> series.role() != Role.CEILING && series.role() != Role.ARGMAX)
                .map(other -> Sessions.speedup(session, series, other, metric)).orElse(Cell.EMPTY));
    }

    private static Maker<Line> speedup(String name, Metric metric) {
        return speedup(name, metric, (session, series) -> Optional.of(Sessions.REFERENCE));
    }

    /** The bytes that every correct answer moves, over the time of the kernel where there is one. */
    private static Maker<Line> gigabytes() {
        return cell("GB/s", Unit.GIGABYTES_PER_SECOND, (session, series) -> session.leastBytes() == 0
                ? Cell.EMPTY
                : series.of(Metric.KERNEL).or(() -> series.of(Metric.TIME))
                        .map(time -> Cell.of(session.leastBytes() / time.median())).orElse(Cell.EMPTY));
    }

    private static Maker<Line> share(String name, Metric metric) {
        return cell(name, Unit.PERCENT, (session, series) -> Sessions.ceiling(session, series, metric)
                .map(ratio -> Sessions.cell(ratio).times(100)).orElse(Cell.EMPTY));
    }

    private static Maker<Line> notes(Metric metric) {
        return Maker.text("notes",
                line -> line.series == null ? line.session.reason() : Sessions.notes(line.series, metric));
    }

    /** The columns that name a problem, and more. */
    private static <R> List<Maker<R>> problem(Function<R, Session> session, List<Maker<R>> more) {
        List<Maker<R>> columns = new ArrayList<>(
                List.of(Maker.text("shape", row -> session.apply(row).problem().shape()),
                        new Maker<>("N", Unit.COUNT, row -> Cell.of(session.apply(row).problem().n())),
                        new Maker<>("T", Unit.COUNT, row -> Cell.of(session.apply(row).problem().t())),
                        new Maker<>("K", Unit.COUNT, row -> Cell.of(session.apply(row).problem().k())),
                        Maker.text("parameters", row -> session.apply(row).problem().details())));
        columns.addAll(more);
        return columns;
    }

    private static List<Table> table(String id, List<Line> lines, List<Maker<Line>> columns) {
        return Table.of(id, lines, Line::isMarked, problem(Line::session, columns));
    }

    /** A line per session without any result, and per series; what cannot run here stands in one table for the whole run. */
    private static List<Line> lines(List<Session> sessions) {
        return sessions.stream().flatMap(session -> session.reason().isEmpty()
                ? session.series().stream().filter(series -> series.verdict() != Verdict.UNAVAILABLE)
                        .map(series -> new Line(session, series, null))
                : Stream.of(new Line(session, null, null))).toList();
    }

    /** What each subject does alone by JMH: a table per question. */
    static List<Table> cells(Run run) {
        Map<String, List<Session>> byQuestion = Sessions.of(run, Kind.CELLS).stream()
                .collect(Collectors.groupingBy(Session::question, LinkedHashMap::new, Collectors.toList()));
        List<Maker<Line>> columns = List.of(Maker.text("backend", Line::subject), MEDIAN,
                cell("ns/element", Unit.NANOS_PER_ELEMENT,
                        (session, series) -> Cell.of(Sessions.nanos(series) / Sessions.elements(session.problem()))),
                gigabytes(), speedup(SPEEDUP, Metric.TIME), cell("B/op", Unit.BYTES_PER_OP, Sessions::allocated),
                summary("CV", Unit.PERCENT, Metric.TIME, summary -> 100 * summary.within()),
                summary("CV between forks", Unit.PERCENT, Metric.TIME,
                        summary -> summary.forks() > 1 ? 100 * summary.between() : Double.NaN),
                summary("forks", Unit.COUNT, Metric.TIME, Summary::forks), notes(Metric.TIME));
        return byQuestion.entrySet().stream().flatMap(entry -> Table.of(entry.getKey(), entry.getKey(),
                Question.of(entry.getKey()).map(Question::text)
                        .orElse("This version of the program has no question of that name."),
                lines(entry.getValue()), Line::isMarked, problem(Line::session, columns)).stream()).toList();
    }

    static List<Table> coldStarts(Run run) {
        List<Maker<Line>> columns = new ArrayList<>(List.of(Maker.text("backend", Line::subject)));
        for (Metric metric : List.of(Metric.FIRST, Metric.TENTH, Metric.HUNDREDTH, Metric.HUNDRED)) {
            columns.add(cell(metric.name(), Unit.NANOS, (session, series) -> Sessions.median(series, metric)));
        }
        columns.addAll(List.of(speedup(SPEEDUP + ", " + Metric.FIRST.name(), Metric.FIRST),
                summary("JVMs", Unit.COUNT, Metric.FIRST, Summary::samples), notes(Metric.FIRST)));
        return table("cold-start", lines(Sessions.of(run, Kind.COLD_START)), columns);
    }

    /** Whole processes of the command, and how near auto comes to the best backend that a user could have named. */
    static List<Table> processes(Run run) {
        return table("process", lines(Sessions.of(run, Kind.PROCESS)), List.of(Maker.text("backend", Line::subject),
                MEDIAN, cell("time over the best named backend's", Unit.SLOWDOWN, Tables::overBestNamed), ROUNDS,
                WHAT, notes(Metric.TIME)));
    }

    private static Cell overBestNamed(Session session, Series series) {
        return Sessions.fastestFirst(session).stream().map(Series::subject).filter(id -> !id.equals(Subjects.AUTO))
                .findFirst().map(best -> best.equals(series.subject())
                        ? Cell.of(1)
                        : Sessions.ratio(session, best, series.subject(), Metric.TIME).map(Sessions::cell)
                                .orElse(Cell.EMPTY))
                .orElse(Cell.EMPTY);
    }

    /** What auto chose on each problem of the grid, and what auto itself costs. */
    static List<Table> auto(Run run) {
        List<Session> sessions = Sessions.of(run, Kind.AUTO);
        List<Maker<Session>> columns = new ArrayList<>(List.of(
                Maker.text("chosen", session -> session.facts().getOrDefault(Regret.CHOSEN, "")),
                new Maker<>("regret", Unit.PERCENT, session -> regret(session, Regret.CHOSEN)),
                Maker.text("fastest", session -> Sessions.fastestFirst(session).stream().findFirst()
                        .map(series -> series.subject().toString()).orElse("")),
                Maker.text("built-in choice", session -> session.facts().getOrDefault(Regret.BUILT_IN, "")),
                new Maker<>("built-in regret", Unit.PERCENT, session -> regret(session, Regret.BUILT_IN))));
        sessions.stream().flatMap(session -> Sessions.fastestFirst(session).stream()).map(Series::subject).distinct()
                .sorted().forEach(id -> columns.add(new Maker<>("time of " + id, Unit.NANOS, session -> session.find(id)
                        .map(series -> Sessions.median(series, Metric.TIME).plain()).orElse(Cell.EMPTY))));
        columns.add(Maker.text("notes", Session::reason));
        List<Table> tables = new ArrayList<>(Table.of("auto", sessions, session -> !session.reason().isEmpty(),
                problem(Function.identity(), columns)));
        tables.addAll(table("choose", lines(Sessions.of(run, Kind.CHOOSER)),
                List.of(Maker.text("part", Line::subject), MEDIAN, notes(Metric.TIME))));
        return tables;
    }

    private static Cell regret(Session session, String choice) {
        return Regret.of(session, choice).map(pick -> pick.regret().times(100)).orElse(Cell.EMPTY);
    }

    /** How many times as long an answer with caps takes as the group argmax of the same backend. */
    private static Cell overArgmax(Session session, Series series) {
        return Sessions.ratio(session, BackendSubject.argmax(series.subject()), series.subject(), Metric.TIME)
                .map(Sessions::cell)
                .orElse(Cell.EMPTY);
    }

    static List<Table> races(Run run) {
        List<Session> sessions = Sessions.of(run, Kind.RACES);
        List<Maker<Line>> columns = new ArrayList<>(List.of(SUBJECT,
                QUESTION, MEDIAN, gigabytes(),
                share("share of ceiling", Metric.TIME),
                Maker.text("ceiling", line -> Optional.ofNullable(line.series)
                        .flatMap(series -> Sessions.ceiling(line.session, series, Metric.TIME))
                        .map(ratio -> ratio.against().toString()).orElse("")),
                cell("time over its group argmax", Unit.SLOWDOWN, Tables::overArgmax),
                speedup(SPEEDUP, Metric.TIME)));
        sessions.stream().flatMap(session -> Sessions.measured(session, Role.PEER)).map(peer -> peer.subject().name())
                .distinct().forEach(name -> columns.add(speedup("speedup over " + name, Metric.TIME,
                        (session, series) -> Sessions.measured(session, Role.PEER)
                                .filter(peer -> peer.subject().name().equals(name) && series.role() == Role.BACKEND
                                        && peer.threads() > 1 == series.threads() > 1)
                                .map(Series::subject).findFirst())));
        columns.addAll(List.of(speedup("speedup over one thread", Metric.TIME,
                (session, series) -> Sessions.fastestFirst(session).stream().filter(other -> other.threads() == 1
                        && series.threads() > 1 && series.role() == Role.BACKEND).map(Series::subject).findFirst()),
                ROUNDS, WHAT, notes(Metric.TIME)));
        return table("races", lines(sessions), columns);
    }

    /** What people use, beside each backend. */
    static List<Table> peers(Run run) {
        List<Line> lines = lines(Sessions.of(run, Kind.PEERS)).stream()
                .filter(line -> line.series == null || line.series.role() == Role.PEER).flatMap(line -> {
                    List<Line> pairs = line.series == null
                            ? List.of()
                            : Sessions.measured(line.session, Role.BACKEND)
                                    .filter(backend -> Sessions.ratio(line.session, backend, line.series).isPresent())
                                    .map(backend -> new Line(line.session, line.series, backend)).toList();
                    return pairs.isEmpty() ? Stream.of(line) : pairs.stream();
                }).toList();
        return table("peers", lines, List.of(Maker.text("peer", Line::subject), QUESTION, WHAT,
                threads("peer's threads", Line::series), time("peer's time", Line::series),
                Maker.text("backend", line -> line.backend == null ? "" : line.backend.subject().toString()),
                threads("backend's threads", Line::backend), time("backend's time", Line::backend),
                new Maker<>("speedup", Unit.SPEEDUP, line -> line.backend == null
                        ? Cell.EMPTY
                        : Sessions.speedup(line.session, line.backend, line.series.subject(), Metric.TIME)),
                ROUNDS, notes(Metric.TIME)));
    }

    private static Maker<Line> threads(String name, Function<Line, Series> whose) {
        return new Maker<>(name, Unit.COUNT, line -> Optional.ofNullable(whose.apply(line)).map(Series::threads)
                .filter(threads -> threads > 0).map(Cell::of).orElse(Cell.EMPTY));
    }

    private static Maker<Line> time(String name, Function<Line, Series> whose) {
        return new Maker<>(name, Unit.NANOS, line -> Optional.ofNullable(whose.apply(line))
                .map(series -> Sessions.median(series, Metric.TIME)).orElse(Cell.EMPTY));
    }

    /** A GPU beside the CPU backends, and from which N it is faster. */
    static List<Table> gpu(Run run) {
        List<Session> sessions = Sessions.of(run, Kind.GPU);
        List<Maker<Line>> columns = new ArrayList<>(List.of(SUBJECT, MEDIAN));
        for (Metric part : List.of(Metric.UPLOAD, Metric.KERNEL, Metric.DOWNLOAD)) {
            columns.add(cell(part.name(), Unit.NANOS, (session, series) -> Sessions.median(series, part).plain()));
        }
        columns.addAll(List.of(gigabytes(), share("share of read ceiling", Metric.KERNEL),
                summary("energy per call", Unit.MICROJOULES, Metric.ENERGY, energy -> 1e6 * energy.median())));
        sessions.stream().flatMap(session -> Crossovers.processors(session).stream()).map(Series::subject).distinct()
                .forEach(cpu -> columns.add(speedup("speedup over " + cpu, Metric.TIME,
                        (session, series) -> Optional.of(cpu).filter(id -> Crossovers.isOnDevice(series)))));
        columns.addAll(List.of(ROUNDS, Maker.text("device", Tables::facts), notes(Metric.TIME)));
        List<Table> tables = new ArrayList<>(table("gpu", lines(sessions), columns));
        tables.addAll(Table.of("crossovers", Crossovers.of(sessions), crossover -> crossover.n() == 0,
                List.of(Maker.text("problems", Crossover::held),
                        Maker.text("subject", crossover -> crossover.way().toString()),
                        Maker.text("faster than", crossover -> crossover.backend().toString()),
                        new Maker<>("from N", Unit.COUNT, Crossover::cell),
                        new Maker<>("smallest N", Unit.COUNT, crossover -> Cell.of(crossover.smallest())),
                        new Maker<>("largest N", Unit.COUNT, crossover -> Cell.of(crossover.largest())),
                        Maker.text("notes", Crossover::note))));
        return tables;
    }

    /** What a device said while a subject ran, such as clocks and throttling: the facts that begin with the subject's name. */
    private static String facts(Line line) {
        String start = line.subject() + " ";
        return line.session.facts().entrySet().stream().filter(fact -> fact.getKey().startsWith(start))
                .sorted(Map.Entry.comparingByKey())
                .map(fact -> fact.getKey().substring(start.length()) + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }
}
