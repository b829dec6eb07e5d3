package io.alphafair.bench.report;

import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Machines, JVMs and commits of a page's runs. */
final class EnvironmentTable {
    private final ReportModel model;
    private final Html html;

    EnvironmentTable(ReportModel model, Html html) {
        this.model = model;
        this.html = html;
    }

    /** A column a run. */
    void write() {
        List<String> columns = new ArrayList<>(List.of(""));
        model.runs().forEach(run -> columns.add(run.name()));
        html.table("Where and how it was measured", "environment", columns);
        fact("processor", (environment, machine) -> machine.cpu() + ", " + machine.cpus() + " CPUs, "
                + machine.architecture() + ", " + environment.vectorBits() + "-bit vectors"
                + (machine.virtualMachine() ? ", virtual machine" : ""));
        fact("caches", (environment, machine) -> machine.caches().isEmpty()
                ? "not known"
                : machine.caches().stream().map(EnvironmentTable::cache).collect(Collectors.joining(", ")));
        fact("memory", (environment, machine) -> machine.memoryBytes() == 0
                ? "not known"
                : Quantity.bytes(machine.memoryBytes()));
        fact("system", (environment, machine) -> machine.os() + ", kernel " + machine.kernel()
                + ", frequency governor " + machine.frequencyGovernor() + ", huge pages " + machine.hugePages());
        fact("JVM", (environment, machine) -> environment.jdk().vm() + " " + environment.jdk().runtime() + ", "
                + environment.jdk().vendor() + ", " + String.join(" ", environment.jdk().flags()));
        fact("commit", (environment, machine) -> environment.git().sha()
                + (environment.git().dirty() ? " with changes" : ""));
        fact("time", (environment, machine) -> environment.run().start() + " to " + environment.run().end()
                + (environment.run().interruptions() == 0
                        ? ""
                        : ", resumed " + environment.run().interruptions() + " times"));
        fact("a cell", (environment, machine) -> effort(environment.run()));
        fact("devices", (environment, machine) -> environment.devices().isEmpty()
                ? "none was noted"
                : environment.devices().stream().map(GpuTable::device).collect(Collectors.joining("; ")));
        fact("command", (environment, machine) -> environment.run().command());
        html.endTable();
    }

    private static String cache(Machine.Cache cache) {
        return "L" + cache.level() + " " + cache.type().toLowerCase(Locale.ROOT) + " " + cache.size()
                + (cache.sharedBy() > 1 ? " for " + cache.sharedBy() : "");
    }

    private void fact(String what, BiFunction<Environment, Machine, String> text) {
        List<String> row = new ArrayList<>(List.of(what));
        model.runs().forEach(run -> row.add(
                text.apply(run.record().environment(), run.record().environment().machine())));
        html.row(row);
    }

    static String effort(Environment.Run run) {
        return run.forks() + " forks × " + run.iterations() + " iterations of " + run.iterationMillis() + " ms after "
                + run.warmups() + " of " + run.warmupMillis() + " ms, JMH " + run.jmh();
    }
}
