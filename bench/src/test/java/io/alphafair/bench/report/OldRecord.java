package io.alphafair.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Summaries;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Reads the record of an earlier layout into today's types. Bytes are counted as they were then: every label once. */
final class OldRecord {
    private static final String FOLDER = "bb6f3cdae/";
    private static final Schedule JMH = Schedule.jmh(2, 4, 4, 100);
    private static final Schedule RACE = Schedule.race(4000);
    private static final Schedule PEERS = new Schedule(new Turn.Burst(200_000_000, 0), Place.FORK_EACH, 9, 9, 0);
    private static final Schedule GRID = new Schedule(new Turn.Burst(2_000_000, 0), Place.SHARED_FORK, 11, 41, 300);

    private OldRecord() {
    }

    static NamedRun named() throws IOException {
        return new NamedRun("2026-11-22-amd-epyc-bb6f3cdae", "AMD EPYC", run(), Map.of());
    }

    static Run run() throws IOException {
        List<Session> sessions = new ArrayList<>(cells());
        sessions.addAll(races());
        sessions.addAll(peers());
        sessions.addAll(auto());
        return new Run(environment(), sessions, List.of());
    }

    static String text(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(OldRecord.class.getResourceAsStream(FOLDER + file + ".gz"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(String file) throws IOException {
        return Json.parse(text(file));
    }

    private static Environment environment() throws IOException {
        JsonNode old = json("environment.json");
        JsonNode run = old.path("run");
        JsonNode git = old.path("git");
        JsonNode jdk = old.path("jdk");
        List<Environment.BackendInfo> backends = new ArrayList<>();
        old.path("backends").forEach(backend -> backends.add(new Environment.BackendInfo(backend.path("name").asText(),
                backend.path("summary").asText(), backend.path("available").asBoolean(),
                backend.path("reason").asText(),
                backend.path("description").asText())));
        return new Environment(Environment.SCHEMA,
                new Environment.Run(run.path("profile").asText(), run.path("command").asText(),
                        run.path("start").asText(),
                        run.path("end").asText(), 0, run.path("jmh").asText()),
                new Git(git.path("sha").asText(), false, "", "checkout"),
                Json.parse(old.path("machine").toString(), Machine.class),
                new Environment.Jdk(jdk.path("runtime").asText(), jdk.path("vm").asText(), jdk.path("vendor").asText(),
                        texts(jdk.path("flags"))),
                backends, Map.of());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static int threads(String description) {
        return description.matches("(?s).*\\b1 thread\\b.*") && !description.contains("2 threads") ? 1 : 2;
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static Series series(Id id, Role role, String what, int threads, Map<String, double[][]> samples,
            Turn turn) {
        int forks = samples.values().iterator().next().length;
        return Summaries
                .of(new Series(id, role, what, threads, Verdict.MATCHED, "", samples, Collections.nCopies(forks, ""),
                        Map.of(), List.of()), turn);
    }

    private static double[][] raw(JsonNode metric) {
        return StreamSupport.stream(metric.path("rawData").spliterator(), false)
                .map(fork -> StreamSupport.stream(fork.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray())
                .toArray(double[][]::new);
    }

    private static List<Session> cells() throws IOException {
        Map<String, List<Series>> series = new LinkedHashMap<>();
        Map<String, Session> empty = new HashMap<>();
        for (JsonNode cell : json("jmh.json")) {
            Map<String, String> params = map(cell.path("params"));
            Id id = Id.parse(params.remove("backend"));
            Map<String, double[][]> samples = new LinkedHashMap<>();
            samples.put(Metric.TIME.name(), raw(cell.path("primaryMetric")));
            samples.put(Metric.ALLOCATED.name(), raw(cell.path("secondaryMetrics").path("gc.alloc.rate.norm")));
            String key = key(empty, cell.path("benchmark").asText(), params);
            series.computeIfAbsent(key, own -> new ArrayList<>()).add(series(id,
                    id.name().equals("solver") ? Role.SOLVER : Role.BACKEND, "", 0, samples, JMH.turn()));
        }
        for (JsonNode skipped : json("validation.json").path("skipped")) {
            Map<String, String> params = map(skipped.path("cell").path("params"));
            Id id = Id.parse(params.remove("backend"));
            String key = key(empty, skipped.path("cell").path("benchmark").asText(), params);
            series.computeIfAbsent(key, own -> new ArrayList<>())
                    .add(Series.without(id, Role.BACKEND, Verdict.UNAVAILABLE, skipped.path("reason").asText()));
        }
        return series.entrySet().stream().map(entry -> session(empty.get(entry.getKey()), entry.getValue())).toList();
    }

    private static String key(Map<String, Session> empty, String benchmark, Map<String, String> params) {
        String label = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        Problem problem = Problem.ofParams(params);
        String key = Session.key(label, problem, JMH);
        // Questions of this version count the bytes of nmes and census as allocate does.
        long read = 16 * problem.elements() + 4 * problem.n();
        long bytes = Question.of(label).map(asked -> asked.writes()
                ? 8 * problem.elements()
                : asked.leastBytes(problem) == 0 ? 0 : read).orElse(read);
        empty.put(key,
                new Session(label, problem, JMH, List.of(Metric.TIME, Metric.ALLOCATED), bytes, List.of(), List.of(),
                        Map.of(), ""));
        return key;
    }

    /** The session with all ratios of its series. */
    private static Session session(Session empty, List<Series> series) {
        List<Ratio> ratios = new ArrayList<>();
        for (Series one : series) {
            for (Series other : series) {
                if (one != other && one.isMeasured() && other.isMeasured()) {
                    ratios.add(Summaries.ratio(one, other, Metric.TIME, empty.how().turn()));
                }
            }
        }
        return new Session(empty.question(), empty.problem(), empty.how(), empty.metrics(), empty.leastBytes(), series,
                ratios,
                Map.of(), "");
    }

    private static Session empty(Question question, Map<String, String> params, Schedule how, long bytes) {
        return new Session(question.label(), Problem.ofParams(params), how, List.of(Metric.TIME), bytes, List.of(),
                List.of(),
                Map.of(), "");
    }

    private static Map<String, double[][]> rounds(double... values) {
        return Map.of(Metric.TIME.name(), new double[][]{values});
    }

    private static double[] numbers(JsonNode array, double scale) {
        return StreamSupport.stream(array.spliterator(), false).mapToDouble(value -> value.asDouble() * scale)
                .toArray();
    }

    private static List<Session> races() throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (JsonNode race : json("races.json").path("races")) {
            boolean reads = race.path("race").path("benchmark").asText().endsWith(".read");
            for (Question question : reads
                    ? List.of(Question.BEST_ITEMS)
                    : List.of(Question.DENSE_GRADIENT, Question.DENSE_VJP)) {
                List<Series> series = new ArrayList<>();
                long bytes = 0;
                for (JsonNode arm : race.path("arms")) {
                    String[] name = arm.path("name").asText().split(" ");
                    boolean asked = name.length == 1 || question.label().equalsIgnoreCase("dense" + name[1]);
                    Id id = Id.parse(name[0].replace("ceiling-", reads ? "floor+labels:" : "write:").replace("native-",
                            "native:"));
                    if (asked && arm.path("reason").asText().isEmpty()) {
                        bytes = arm.path("bytes").asLong();
                        series.add(series(id, role(id), arm.path("what").asText(), threads(arm.path("what").asText()),
                                rounds(numbers(arm.path("bursts"), 1.0 / arm.path("calls").asDouble())), RACE.turn()));
                    } else if (asked) {
                        series.add(Series.without(id, role(id), Verdict.UNAVAILABLE, arm.path("reason").asText()));
                    }
                }
                sessions.add(session(empty(question, map(race.path("race").path("params")), RACE, bytes), series));
            }
        }
        return sessions;
    }

    private static Role role(Id id) {
        return switch (id.name()) {
            case "floor+labels", "write" -> Role.CEILING;
            case "native" -> Role.PEER;
            default -> Role.BACKEND;
        };
    }

    private static List<Session> peers() throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (JsonNode row : json("peers.json").path("rows")) {
            List<Series> series = new ArrayList<>();
            Id peer = Id.parse(row.path("peer").asText());
            for (JsonNode against : row.path("against")) {
                if (series.isEmpty()) {
                    series.add(series(peer, Role.PEER, row.path("summary").asText(), row.path("threads").asInt(),
                            rounds(numbers(against.path("peerNanos"), 1)), PEERS.turn()));
                }
                series.add(series(Id.parse(against.path("backend").asText()), Role.BACKEND, "",
                        against.path("threads").asInt(),
                        rounds(numbers(against.path("backendNanos"), 1)), PEERS.turn()));
            }
            if (series.isEmpty()) {
                series.add(Series.without(peer, Role.PEER, Verdict.UNAVAILABLE, row.path("reason").asText()));
            }
            sessions.add(session(empty(Question.BEST_ITEMS, map(row.path("workload")), PEERS, 0), series));
        }
        return sessions;
    }

    /** The old grid kept medians and what the choices cost, and no samples. */
    private static List<Session> auto() throws IOException {
        JsonNode old = json("auto.json");
        List<Session> sessions = new ArrayList<>();
        for (JsonNode cell : old.path("cells")) {
            Problem problem = Problem.of(cell.path("shape").asText(), cell.path("n").asLong(), cell.path("t").asInt(),
                    cell.path("k").asInt());
            List<Series> series = new ArrayList<>();
            cell.path("nanos").properties()
                    .forEach(time -> series.add(series(Id.parse(time.getKey()), Role.BACKEND, "", 0,
                            rounds(time.getValue().asDouble()), GRID.turn())));
            List<Ratio> ratios = new ArrayList<>();
            for (JsonNode pick : List.of(cell.path("auto"), cell.path("builtIn"))) {
                if (!pick.path("backend").equals(pick.path("best"))) {
                    ratios.add(new Ratio(Id.parse(pick.path("best").asText()), Id.parse(pick.path("backend").asText()),
                            Metric.TIME.name(), 1 + pick.path("regret").asDouble(), 1 + pick.path("low").asDouble(),
                            1 + pick.path("high").asDouble(), 11));
                }
            }
            sessions.add(new Session(Question.BEST_ITEMS.label(), problem, GRID, List.of(Metric.TIME),
                    Question.BEST_ITEMS.leastBytes(problem), series, ratios,
                    Regret.facts(cell.path("auto").path("backend").asText(),
                            cell.path("auto").path("predictedNanos").asDouble(),
                            cell.path("builtIn").path("backend").asText(),
                            cell.path("builtIn").path("predictedNanos").asDouble(), old.path("origin").asText()),
                    ""));
        }
        List<Series> own = Arrays.asList(
                series(Id.parse("auto:load"), Role.CHOOSER, "", 1, rounds(old.path("loadNanos").asDouble()),
                        GRID.turn()),
                series(Id.parse("auto:choose"), Role.CHOOSER, "", 1, rounds(old.path("chooseNanos").asDouble()),
                        GRID.turn()));
        sessions.add(new Session(Question.CHOOSE.label(), Problem.of("uniform", 1000, 8, 64), GRID,
                List.of(Metric.TIME), 0, own,
                List.of(), Map.of(), ""));
        return sessions;
    }
}
