package io.alphafair.bench.report;

import io.alphafair.bench.measure.OwnData;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.Table.Maker;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Machine, JVM, commit and backends of a run, and what could not run there. */
final class EnvironmentTables {
    private EnvironmentTables() {
    }

    static List<Table> of(Run run) {
        return Stream.of(environment(run), backends(run), unavailable(run)).flatMap(List::stream).toList();
    }

    private static List<Table> environment(Run run) {
        Environment environment = run.environment();
        Machine machine = environment.machine();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", machine.cpu() + ", " + machine.cpus() + " CPUs, " + machine.architecture()
                + (machine.virtualMachine() ? ", virtual machine" : ""));
        facts.put("caches", machine.caches().stream().map(EnvironmentTables::cache).collect(Collectors.joining(", ")));
        facts.put("memory", machine.memoryBytes() == 0 ? "" : Unit.BYTES.text(machine.memoryBytes()));
        facts.put("system", machine.os() + ", kernel " + machine.kernel() + ", frequency governor "
                + machine.frequencyGovernor() + ", huge pages " + machine.hugePages());
        facts.put("JVM", environment.jdk().vm() + " " + environment.jdk().runtime() + ", " + environment.jdk().vendor()
                + ", " + String.join(" ", environment.jdk().flags()));
        facts.put("commit", environment.git().sha() + (environment.git().dirty() ? " with changes" : ""));
        facts.put("time", environment.run().start() + " to " + environment.run().end()
                + (environment.run().interruptions() == 0
                        ? ""
                        : ", resumed " + environment.run().interruptions() + " times"));
        facts.put("effort", effort(run));
        run.sessions().stream().map(Session::problem).filter(OwnData::is).findFirst().map(Problem::more)
                .ifPresent(data -> facts.put(OwnData.SHAPE,
                        data.get(OwnData.NAMES) + ", SHA-256 " + data.get(Problem.SHA_256)));
        environment.devices().forEach((backend, device) -> facts.put("device of " + backend, device.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", "))));
        facts.put("command", environment.run().command());
        facts.replaceAll((what, value) -> value.isEmpty() ? "not known" : value);
        return Table.of("environment", List.copyOf(facts.entrySet()), fact -> false,
                List.of(Maker.text("what", Map.Entry::getKey), Maker.text("value", Map.Entry::getValue)));
    }

    private static String cache(Machine.Cache cache) {
        return "L" + cache.level() + " " + cache.type().toLowerCase(Locale.ROOT) + " " + cache.size()
                + (cache.sharedBy() > 1 ? " for " + cache.sharedBy() + " CPUs" : "");
    }

    /** How much was measured, as in {@code 2 forks of JMH with 4 iterations of 100 ms}. */
    private static String effort(Run run) {
        String schedules = run.sessions().stream().map(session -> switch (session.how().turn()) {
            case Turn.JmhFork jmh ->
                session.how().leastRounds() + " forks of JMH " + run.environment().run().jmh() + " with "
                        + jmh.iterations() + " iterations of " + jmh.millis() + " ms after " + jmh.warmups()
                        + " for warm-up";
            case Turn.FreshJvm fresh -> session.how().leastRounds() + " fresh JVMs with " + fresh.calls() + " calls";
            case Turn.WholeProcess process -> session.how().leastRounds() + " whole processes";
            case Turn.Burst burst -> "turns of " + Unit.NANOS.text(burst.nanos()) + " in at least "
                    + session.how().leastRounds() + " rounds";
        }).distinct().collect(Collectors.joining("; "));
        return schedules.isEmpty() ? "nothing was measured" : schedules;
    }

    private static List<Table> backends(Run run) {
        return Table.of("backends", run.environment().backends(), backend -> !backend.available(),
                List.of(Maker.text("backend", BackendInfo::name), Maker.text("summary", BackendInfo::summary),
                        Maker.text("runs here", backend -> backend.available()
                                ? backend.description()
                                : "not available: " + backend.reason()),
                        Maker.text("answers", backend -> answers(run, backend))));
    }

    private static String answers(Run run, BackendInfo backend) {
        List<Series> series = run.sessions().stream().flatMap(session -> session.series().stream())
                .filter(own -> own.role() == Role.BACKEND && own.subject().name().equals(backend.name())
                        && own.verdict() != Verdict.UNAVAILABLE)
                .toList();
        return series.isEmpty()
                ? "not measured"
                : series.stream()
                        .collect(Collectors.groupingBy(Series::verdict, TreeMap::new, Collectors.counting())).entrySet()
                        .stream()
                        .map(entry -> entry.getKey().text() + " in " + entry.getValue() + " measurements")
                        .collect(Collectors.joining(", "));
    }

    /** Subjects that could not run, each reason once. */
    private static List<Table> unavailable(Run run) {
        Map<String, Set<String>> reasons = new LinkedHashMap<>();
        run.sessions().stream().flatMap(session -> session.series().stream())
                .filter(series -> series.verdict() == Verdict.UNAVAILABLE)
                .filter(series -> run.environment().backends().stream().noneMatch(backend -> !backend.available()
                        && series.role() == Role.BACKEND && backend.name().equals(series.subject().name())))
                .forEach(series -> reasons.computeIfAbsent(series.subject().toString(), key -> new LinkedHashSet<>())
                        .add(series.reason()));
        return Table.of("unavailable", List.copyOf(reasons.entrySet()), entry -> true,
                List.of(Maker.text("subject", Map.Entry::getKey),
                        Maker.text("reason", entry -> String.join("; ", entry.getValue()))));
    }
}
