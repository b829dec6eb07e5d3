package io.alphafair.bench.report;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.GpuReport.Crossover;
import io.alphafair.bench.record.RaceResult;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks things up in a GPU's report. */
final class GpuMedians {
    private GpuMedians() {
    }

    /** A call's median time; NaN if the arm did not run. */
    static double nanos(RaceResult race, String arm) {
        return race.arms().stream().filter(found -> found.name().equals(arm) && found.reason().isEmpty())
                .mapToDouble(RaceResult.Arm::nanos).findFirst().orElse(Double.NaN);
    }

    static Optional<GpuReport.Arm> arm(GpuReport.Problem problem, String name) {
        return problem.arms().stream().filter(arm -> arm.name().equals(name)).findFirst();
    }

    /** Whether the GPU told what energy any arm took. */
    static boolean hasEnergy(GpuReport report) {
        return report.problems().stream().flatMap(problem -> problem.arms().stream()).anyMatch(arm -> arm.joules() > 0);
    }

    /** The CPU backends' arms that ran. */
    static List<RaceResult.Arm> processors(RaceResult race) {
        return race.arms().stream().filter(arm -> arm.reason().isEmpty() && !GpuReport.WAYS.contains(arm.name())
                && !arm.name().equals(GpuReport.CEILING)).toList();
    }

    /** For each shape, T and K the problem with the largest N that has a result. */
    static Collection<GpuReport.Problem> largest(GpuReport report) {
        Map<String, GpuReport.Problem> largest = new LinkedHashMap<>();
        report.problems().stream().filter(problem -> !problem.arms().isEmpty())
                .forEach(problem -> largest.merge(Sizes.of(problem).held(), problem,
                        (one, other) -> Sizes.of(one).n() > Sizes.of(other).n() ? one : other));
        return largest.values();
    }

    /** Where a way overtakes the CPU backend that it overtakes last; its n is 0 if there is one that it does not overtake. */
    static Optional<Crossover> overtakes(GpuReport report, String way, String held) {
        return report.crossovers().stream()
                .filter(crossover -> crossover.way().equals(way) && Sizes.of(crossover).held().equals(held))
                .max(Comparator.comparingDouble(
                        crossover -> crossover.n() == 0 ? Double.POSITIVE_INFINITY : crossover.n()));
    }
}
