package io.alphafair.bench.report;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A GPU's report as rows of the page's table. */
final class GpuRows {
    /** A number's column begins with #. */
    static final List<String> COLUMNS = List.of("problem", "arm", "#time a call", "#H2D", "#kernels", "#D2H", "#GB/s",
            "% of the ceiling", "#mJ", "busy");
    private static final String NOTHING = "–";

    private GpuRows() {
    }

    static List<List<String>> of(GpuReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (GpuReport.Problem problem : report.problems()) {
            String name = Sizes.of(problem).text();
            if (!problem.race().reason().isEmpty()) {
                List<String> row = new ArrayList<>(List.of(name, "not measured: " + problem.race().reason()));
                while (row.size() < COLUMNS.size()) {
                    row.add(NOTHING);
                }
                rows.add(row);
            }
            problem.race().arms().forEach(arm -> rows.add(row(name, problem, arm)));
            GpuMedians.arm(problem, GpuReport.CEILING).ifPresent(ceiling -> {
                List<String> row = new ArrayList<>(List.of(name, ceiling.name(), NOTHING));
                row.addAll(onGpu(problem, ceiling));
                rows.add(row);
            });
        }
        return rows;
    }

    private static List<String> row(String name, GpuReport.Problem problem, RaceResult.Arm arm) {
        Optional<GpuReport.Arm> own = GpuMedians.arm(problem, arm.name());
        List<String> row = new ArrayList<>(List.of(name, arm.name(),
                arm.reason().isEmpty() ? Quantity.time(arm.nanos(), Double.NaN) : "not measured: " + arm.reason()));
        row.addAll(own.map(gpu -> onGpu(problem, gpu)).orElseGet(() -> List.of(NOTHING, NOTHING, NOTHING,
                arm.reason().isEmpty() ? Quantity.significant(arm.gigabytesASecond()) : NOTHING, NOTHING, NOTHING,
                NOTHING)));
        return row;
    }

    private static List<String> onGpu(GpuReport.Problem problem, GpuReport.Arm gpu) {
        return List.of(millis(gpu.uploadMillis()), millis(gpu.kernelMillis()), millis(gpu.downloadMillis()),
                Quantity.significant(gpu.gigabytesPerSecond()),
                gpu.ofCeiling() == 0
                        ? NOTHING
                        : String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * gpu.ofCeiling(), 100 * gpu.low(),
                                100 * gpu.high()),
                gpu.joules() == 0 ? NOTHING : Quantity.significant(1000 * gpu.joules()), busy(problem));
    }

    private static String millis(double millis) {
        return millis == 0 ? NOTHING : Quantity.time(1e6 * millis, Double.NaN);
    }

    private static String busy(GpuReport.Problem problem) {
        var state = problem.state();
        return state.clockMegahertz() == 0
                ? NOTHING
                : state.clockMegahertz() + " MHz, " + state.celsius() + " °C"
                        + (state.throttling().isEmpty() ? "" : ", held back: " + String.join(", ", state.throttling()));
    }
}
