package io.alphafair.bench.report;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.cuda.DeviceInfo;
import io.alphafair.cuda.DeviceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A GPU beside the CPU backends, as Markdown. */
public final class GpuTable {
    private static final String NOTHING = "–";
    private static final String INTRODUCTION = """

            ## GPU

            The group argmax. A problem's arms take turns in one JVM, each after its answers had scalar's bits; times are medians.
            *resident*: the problem is on the GPU; *update*: new benefits are copied, costs and labels are there; *transfer*: all of
            it is copied. Up, kernel and down are by the GPU's clock and may overlap. GB/s: benefits, costs and labels by the kernel's
            time; the read ceiling is a kernel of ours that finds the largest of as many bytes and nothing else, and takes turns
            with the others. A ratio is the median of the rounds' paired ratios with its 95 % confidence interval.

            """;

    private GpuTable() {
    }

    /** The section; empty if no GPU was measured so. */
    public static String of(Optional<GpuReport> gpu, List<DeviceInfo> devices) {
        if (gpu.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder(INTRODUCTION);
        devices.forEach(device -> out.append("- ").append(MarkdownTable.escape(device(device))).append('\n'));
        times(out, gpu.get());
        shapes(out, gpu.get().problems());
        crossovers(out, gpu.get().crossovers());
        updates(out, gpu.get().problems());
        return out.toString();
    }

    /** A device in one line. */
    static String device(DeviceInfo device) {
        return String.format(Locale.ROOT,
                "%s (device %d): compute capability %s, %d multiprocessors at up to %d MHz, %d MiB at up to %d MHz and %d bits,"
                        + " ECC %s, CUDA %s, driver %s; the kernels were compiled in %.0f ms%s",
                device.name(), device.index(), device.computeCapability(), device.multiprocessors(),
                device.clockMegahertz(), device.memoryBytes() >> 20, device.memoryClockMegahertz(),
                device.memoryBusBits(), device.ecc() ? "on" : "off", device.interfaceVersion(), device.driver(),
                device.compileMillis(),
                device.sensors().isEmpty() ? "" : "; no temperature, energy or throttling: " + device.sensors());
    }

    private static void times(StringBuilder out, GpuReport report) {
        List<String> cpus = cpus(report);
        out.append("\n| shape | N | T | K | arm | time a call | up | kernel | down | bytes up | bytes down | GB/s | "
                + "% of read ceiling | J a call |");
        cpus.forEach(cpu -> out.append(" x ").append(cpu).append(" |"));
        out.append(" |\n|---|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|").append("--:|".repeat(cpus.size()))
                .append("---|\n");
        for (GpuReport.Problem problem : report.problems()) {
            if (!problem.race().reason().isEmpty()) {
                List<String> columns = nothing(9 + 1 + cpus.size());
                columns.add(problem.race().reason());
                line(out, problem, columns);
                continue;
            }
            for (GpuReport.Arm arm : problem.arms()) {
                onGpu(out, problem, arm, cpus);
            }
            for (RaceResult.Arm arm : problem.race().arms()) {
                if (cpus.contains(arm.name())) {
                    List<String> columns = nothing(10 + cpus.size());
                    columns.set(0, arm.name());
                    columns.set(1, Quantity.time(arm.nanos(), Double.NaN));
                    columns.set(7, Quantity.significant(arm.gigabytesASecond()));
                    columns.add(arm.what());
                    line(out, problem, columns);
                }
            }
        }
    }

    private static List<String> nothing(int columns) {
        return new ArrayList<>(Collections.nCopies(columns, NOTHING));
    }

    private static List<String> cpus(GpuReport report) {
        return report.problems().stream().flatMap(problem -> problem.race().paired().stream())
                .map(RaceResult.Paired::to).distinct().toList();
    }

    private static void onGpu(StringBuilder out, GpuReport.Problem problem, GpuReport.Arm arm, List<String> cpus) {
        boolean copies = arm.downloadBytes() > 0;
        List<String> columns = new ArrayList<>(List.of(arm.name(), nanos(problem, arm.name())
                .map(nanos -> Quantity.time(nanos, Double.NaN)).orElse(NOTHING), millis(arm.uploadMillis()),
                millis(arm.kernelMillis()), millis(arm.downloadMillis()),
                copies ? Quantity.bytes(arm.uploadBytes()) : NOTHING,
                copies ? Quantity.bytes(arm.downloadBytes()) : NOTHING,
                Quantity.significant(arm.gigabytesPerSecond()),
                arm.ofCeiling() == 0
                        ? NOTHING
                        : String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * arm.ofCeiling(), 100 * arm.low(),
                                100 * arm.high()),
                arm.joules() == 0 ? NOTHING : String.format(Locale.ROOT, "%.3g", arm.joules())));
        for (String cpu : cpus) {
            columns.add(problem.race().paired().stream()
                    .filter(paired -> paired.arm().equals(arm.name()) && paired.to().equals(cpu)).findFirst()
                    .map(paired -> Quantity.significant(paired.ratio()) + " [" + Quantity.significant(paired.low())
                            + ", " + Quantity.significant(paired.high()) + "]")
                    .orElse(NOTHING));
        }
        columns.add(arm.name().equals(GpuReport.RESIDENT) ? state(problem.state()) : "");
        line(out, problem, columns);
    }

    private static String state(DeviceState state) {
        return state.equals(DeviceState.UNKNOWN)
                ? ""
                : state.celsius() + " °C, " + state.clockMegahertz() + " and " + state.memoryClockMegahertz() + " MHz"
                        + (state.throttling().isEmpty()
                                ? ""
                                : ", held back by " + String.join(", ", state.throttling()));
    }

    private static String millis(double millis) {
        return millis == 0 ? NOTHING : Quantity.time(millis * 1e6, Double.NaN);
    }

    private static Optional<Double> nanos(GpuReport.Problem problem, String arm) {
        return problem.race().arms().stream().filter(raced -> raced.name().equals(arm)).findFirst()
                .map(RaceResult.Arm::nanos);
    }

    private static void line(StringBuilder out, GpuReport.Problem problem, List<String> columns) {
        out.append("| ").append(problem(problem)).append(" | ")
                .append(columns.stream().map(MarkdownTable::escape).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private static String problem(GpuReport.Problem problem) {
        return shape(problem) + " | " + sizes(problem);
    }

    private static String sizes(GpuReport.Problem problem) {
        Map<String, String> params = problem.race().race().params();
        return List.of("n", "t", "k").stream()
                .map(size -> Quantity.count(Long.parseLong(params.get(size)))).collect(Collectors.joining(" | "));
    }

    /** What unequal groups, or groups scaled apart, cost beside uniform data of the same size. */
    private static void shapes(StringBuilder out, List<GpuReport.Problem> problems) {
        Map<String, Double> uniform = new HashMap<>();
        StringBuilder lines = new StringBuilder();
        for (GpuReport.Problem problem : problems) {
            residentKernel(problem).ifPresent(millis -> {
                if (shape(problem).equals("uniform")) {
                    uniform.put(sizes(problem), millis);
                }
            });
        }
        for (GpuReport.Problem problem : problems) {
            Double twin = uniform.get(sizes(problem));
            residentKernel(problem).filter(millis -> twin != null && !shape(problem).equals("uniform"))
                    .ifPresent(millis -> lines.append(
                            String.format(Locale.ROOT, "| %s | %.3f |%n", problem(problem), millis / twin)));
        }
        if (!lines.isEmpty()) {
            out.append("\nThe resident kernel's time over that on uniform data of the same size:\n\n"
                    + "| shape | N | T | K | x uniform |\n|---|--:|--:|--:|--:|\n").append(lines);
        }
    }

    private static String shape(GpuReport.Problem problem) {
        return problem.race().race().params().get("shape");
    }

    private static Optional<Double> residentKernel(GpuReport.Problem problem) {
        return problem.arms().stream().filter(arm -> arm.name().equals(GpuReport.RESIDENT)).findFirst()
                .map(GpuReport.Arm::kernelMillis);
    }

    private static void crossovers(StringBuilder out, List<GpuReport.Crossover> crossovers) {
        if (crossovers.isEmpty()) {
            return;
        }
        out.append(
                "\nFrom which N on the GPU is faster, between measured sizes by straight lines through the logarithms of the "
                        + "ratios; the interval is where the ratios' intervals cross 1.\n\n"
                        + "| shape | T | K | arm | than | from N | interval | measured |\n|---|--:|--:|---|---|--:|--:|--:|\n");
        for (GpuReport.Crossover crossover : crossovers) {
            out.append(String.format(Locale.ROOT, "| %s | %,d | %,d | %s | %s | %s | %s | %,d to %,d |%n",
                    crossover.shape(), crossover.t(), crossover.k(), crossover.way(), crossover.backend(),
                    from(crossover, crossover.n()),
                    crossover.low() == 0
                            ? NOTHING
                            : from(crossover, crossover.low()) + " to " + from(crossover, crossover.high()),
                    crossover.smallest(), crossover.largest()));
        }
    }

    private static String from(GpuReport.Crossover crossover, double n) {
        if (n == 0) {
            return "beyond " + Quantity.count(crossover.largest());
        }
        return n == crossover.smallest()
                ? "at most " + Quantity.count(crossover.smallest())
                : Quantity.count(
                        Math.round(n));
    }

    /** What m updates take with the first copy of everything, beside as many calls of the fastest CPU backend. */
    private static void updates(StringBuilder out, List<GpuReport.Problem> problems) {
        List<GpuReport.Problem> measured = problems.stream()
                .filter(problem -> problem.race().reason().isEmpty() && !problem.race().paired().isEmpty()).toList();
        if (measured.isEmpty()) {
            return;
        }
        out.append(
                "\nm new benefits, as in a training loop: costs and labels are copied once, with the first. From the times "
                        + "above: a transfer and m updates, beside m calls of the fastest CPU backend, which copies nothing.\n\n"
                        + "| shape | N | T | K | bytes an update | m = 1 | m = 10 | m = 100 | m = 1,000 | fastest CPU | "
                        + "its m = 1,000 | the GPU ahead from m |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|\n");
        measured.forEach(problem -> updates(out, problem));
    }

    private static void updates(StringBuilder out, GpuReport.Problem problem) {
        double first = nanos(problem, GpuReport.TRANSFER).orElseThrow();
        double update = nanos(problem, GpuReport.UPDATE).orElseThrow();
        GpuReport.Arm onGpu = problem.arms().stream().filter(arm -> arm.name().equals(GpuReport.UPDATE)).findFirst()
                .orElseThrow();
        RaceResult.Arm cpu = problem.race().arms().stream().filter(arm -> !GpuReport.WAYS.contains(arm.name()))
                .min(Comparator.comparingDouble(RaceResult.Arm::nanos)).orElseThrow();
        List<String> columns = new ArrayList<>();
        columns.add(Quantity.bytes(onGpu.uploadBytes() + onGpu.downloadBytes()));
        for (int m : new int[]{1, 10, 100, 1000}) {
            columns.add(Quantity.time(first + m * update, Double.NaN));
        }
        columns.add(cpu.name());
        columns.add(Quantity.time(1000 * cpu.nanos(), Double.NaN));
        columns.add(update < cpu.nanos() ? Quantity.count((long) (first / (cpu.nanos() - update)) + 1) : "never");
        line(out, problem, columns);
    }
}
