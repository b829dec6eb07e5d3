package io.alphafair.bench.report;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.GpuReport.Crossover;
import io.alphafair.bench.record.RaceResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a GPU's report says, in sentences computed from it: where the GPU pays, and what would change that. */
final class GpuFindings {
    private final GpuReport report;
    private final List<String> sentences = new ArrayList<>();

    private GpuFindings(GpuReport report) {
        this.report = report;
    }

    /** The most important first; never none. */
    static List<String> of(GpuReport report) {
        GpuFindings findings = new GpuFindings(report);
        findings.whereItPays();
        findings.biggest().ifPresent(problem -> {
            findings.link(problem);
            findings.bornThere(problem);
            findings.ceiling(problem);
            findings.energy(problem);
        });
        findings.notMeasured();
        return List.copyOf(findings.sentences);
    }

    /** Where it pays, alone. */
    static String verdict(GpuReport report) {
        GpuFindings findings = new GpuFindings(report);
        findings.whereItPays();
        return findings.sentences.isEmpty()
                ? "Measured, but beside no CPU backend."
                : String.join(" ", findings.sentences);
    }

    private void say(String format, Object... arguments) {
        sentences.add(String.format(Locale.ROOT, format, arguments));
    }

    private void whereItPays() {
        List<String> held = report.crossovers().stream().map(crossover -> Sizes.of(crossover).held()).distinct()
                .toList();
        for (String way : GpuReport.WAYS) {
            List<Crossover> found = held.stream().flatMap(sizes -> GpuMedians.overtakes(report, way, sizes).stream())
                    .toList();
            List<Crossover> paid = found.stream().filter(crossover -> crossover.n() > 0)
                    .sorted(Comparator.comparingDouble(Crossover::n)).toList();
            if (found.isEmpty()) {
                continue;
            }
            String never = never(found.stream().filter(crossover -> crossover.n() == 0).toList());
            if (paid.isEmpty()) {
                say("%s: no faster than the best CPU backend %s.", name(way), never);
            } else {
                say("%s: faster than every CPU backend from N = %s on%s%s.", name(way),
                        paid.size() == 1
                                ? from(paid.getFirst())
                                : from(paid.getFirst()) + " to " + from(paid.getLast()),
                        paid.size() == 1 ? "" : ", as T and K have it", never.isEmpty() ? "" : "; not " + never);
            }
        }
    }

    /** Up to which N there is no crossover, and where. */
    private static String never(List<Crossover> none) {
        return none.stream().collect(Collectors.groupingBy(Crossover::largest, TreeMap::new, Collectors.toList()))
                .entrySet().stream()
                .map(same -> "up to N = " + Quantity.count(same.getKey()) + " (" + same.getValue().stream()
                        .map(crossover -> Sizes.of(crossover).held()).collect(Collectors.joining("; ")) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String name(String way) {
        return switch (way) {
            case GpuReport.RESIDENT -> "With the problem on the GPU (resident)";
            case GpuReport.UPDATE -> "With new benefits copied before each call (update)";
            default -> "With all of the problem copied before each call (transfer)";
        };
    }

    /** N with its uncertainty and what it holds for. */
    private static String from(Crossover crossover) {
        String range = crossover.n() <= crossover.smallest()
                ? "the smallest measured"
                : round(crossover.low()) + " to "
                        + (crossover.high() > 0 ? round(crossover.high()) : "beyond the largest");
        return round(crossover.n()) + " [" + range + "] (" + Sizes.of(crossover).held() + ", "
                + crossover.backend() + ")";
    }

    /** Two digits: an interpolated N has no more. */
    private static String round(double n) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, n))) - 1));
        return Quantity.count(Math.round(Math.round(n / unit) * unit));
    }

    private Optional<GpuReport.Problem> biggest() {
        return GpuMedians.largest(report).stream().max(Comparator.comparingLong(problem -> {
            Sizes sizes = Sizes.of(problem);
            return sizes.n() * sizes.t();
        }));
    }

    private static Optional<RaceResult.Arm> bestProcessor(GpuReport.Problem problem) {
        return GpuMedians.processors(problem.race()).stream().min(Comparator.comparingDouble(RaceResult.Arm::nanos));
    }

    /** How fast the link would have to be for the copies not to decide. */
    private void link(GpuReport.Problem problem) {
        double call = GpuMedians.nanos(problem.race(), GpuReport.TRANSFER);
        Optional<GpuReport.Arm> arm = GpuMedians.arm(problem, GpuReport.TRANSFER);
        Optional<RaceResult.Arm> cpu = bestProcessor(problem);
        if (arm.isEmpty() || cpu.isEmpty() || !(arm.get().uploadMillis() > 0)) {
            return;
        }
        double upload = 1e6 * arm.get().uploadMillis();
        double rate = arm.get().uploadBytes() / upload;
        double left = cpu.get().nanos() - Math.max(0, call - upload);
        String start = String.format(Locale.ROOT,
                "What a faster link would change, on %s: copying takes %s of %s, at %s GB/s; ",
                Sizes.of(problem).text(), Quantity.time(upload, Double.NaN), Quantity.time(call, Double.NaN),
                Quantity.significant(rate));
        if (left <= 0) {
            say("%snothing, since without its copies a call still takes longer than %s (%s).", start, cpu.get().name(),
                    Quantity.time(cpu.get().nanos(), Double.NaN));
        } else if (left < upload) {
            say("%sfrom %s GB/s on (%s times as fast) it would beat %s (%s).", start,
                    Quantity.significant(arm.get().uploadBytes() / left), Quantity.significant(upload / left),
                    cpu.get().name(), Quantity.time(cpu.get().nanos(), Double.NaN));
        } else {
            say("%sit beats %s (%s) already, and would down to %s GB/s.", start, cpu.get().name(),
                    Quantity.time(cpu.get().nanos(), Double.NaN), Quantity.significant(arm.get().uploadBytes() / left));
        }
    }

    private void bornThere(GpuReport.Problem problem) {
        double resident = GpuMedians.nanos(problem.race(), GpuReport.RESIDENT);
        double transfer = GpuMedians.nanos(problem.race(), GpuReport.TRANSFER);
        bestProcessor(problem).filter(cpu -> resident > 0).ifPresent(cpu -> {
            boolean copyDecides = transfer >= cpu.nanos() && resident < cpu.nanos();
            say("What data born on the GPU would change, on the same: a call takes %s, %s times as fast as %s%s.",
                    Quantity.time(resident, Double.NaN), Quantity.significant(cpu.nanos() / resident), cpu.name(),
                    copyDecides
                            ? "; copied there first, " + Quantity.count(callsThatPay(transfer, resident, cpu.nanos()))
                                    + " calls or more pay for the copy"
                            : "");
        });
    }

    private static long callsThatPay(double first, double next, double cpu) {
        return (long) (first / (cpu - next)) + 1;
    }

    private void ceiling(GpuReport.Problem problem) {
        GpuMedians.arm(problem, GpuReport.RESIDENT).filter(arm -> arm.ofCeiling() > 0)
                .ifPresent(arm -> say(
                        "The kernels read at %s GB/s, %.1f %% [%.1f, %.1f] of what plain reading of the GPU's "
                                + "memory reaches.",
                        Quantity.significant(arm.gigabytesPerSecond()), 100 * arm.ofCeiling(),
                        100 * arm.low(), 100 * arm.high()));
    }

    private void energy(GpuReport.Problem problem) {
        String told = GpuReport.WAYS.stream().flatMap(way -> GpuMedians.arm(problem, way).stream())
                .filter(arm -> arm.joules() > 0)
                .map(arm -> arm.name() + " " + Quantity.significant(1000 * arm.joules()) + " mJ")
                .collect(Collectors.joining(", "));
        if (!told.isEmpty()) {
            say("The GPU's energy a call there: %s; the processors' was not measured.", told);
        }
    }

    private void notMeasured() {
        String reasons = Stream.concat(
                report.problems().stream().filter(problem -> !problem.race().reason().isEmpty())
                        .map(problem -> Sizes.of(problem).text() + ": " + problem.race().reason()),
                report.problems().isEmpty() ? Stream.of("no problem was measured") : Stream.of())
                .collect(Collectors.joining("; "));
        if (!reasons.isEmpty()) {
            say("Not measured: %s.", reasons);
        }
    }
}
