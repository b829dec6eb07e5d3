package io.alphafair.bench.gpu;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** From which N on the GPU is faster. */
public final class GpuCrossovers {
    private record Line(String shape, int t, int k, String way, String backend) {}

    private GpuCrossovers() {
    }

    /** For each shape, T and K, each way and each CPU backend: of those problems that have a result. */
    public static List<GpuReport.Crossover> of(List<GpuReport.Problem> problems) {
        Map<Line, SortedMap<Long, RaceResult.Paired>> lines = new LinkedHashMap<>();
        for (GpuReport.Problem problem : problems) {
            Map<String, String> params = problem.race().race().params();
            for (RaceResult.Paired paired : problem.race().paired()) {
                lines.computeIfAbsent(
                        new Line(params.get("shape"), Integer.parseInt(params.get("t")),
                                Integer.parseInt(params.get("k")), paired.arm(), paired.to()),
                        line -> new TreeMap<>()).put(Long.parseLong(params.get("n")), paired);
            }
        }
        List<GpuReport.Crossover> found = new ArrayList<>();
        lines.forEach((line, ratios) -> found.add(new GpuReport.Crossover(line.way(), line.backend(), line.shape(),
                line.t(), line.k(), crossing(ratios, RaceResult.Paired::ratio),
                crossing(ratios, RaceResult.Paired::high), crossing(ratios, RaceResult.Paired::low),
                ratios.firstKey(), ratios.lastKey())));
        found.sort(Comparator.comparing(GpuReport.Crossover::shape).thenComparingInt(GpuReport.Crossover::t)
                .thenComparingInt(GpuReport.Crossover::k)
                .thenComparingInt(crossover -> GpuReport.WAYS.indexOf(crossover.way())));
        return found;
    }

    /** Where the ratio last rises above 1; the smallest N if it is always above, 0 if it is not at the largest. */
    private static double crossing(SortedMap<Long, RaceResult.Paired> ratios,
            ToDoubleFunction<RaceResult.Paired> ratio) {
        double from = 0;
        double before = Double.NaN;
        double beforeN = Double.NaN;
        for (Map.Entry<Long, RaceResult.Paired> size : ratios.entrySet()) {
            double log = Math.log(ratio.applyAsDouble(size.getValue()));
            if (log <= 0) {
                from = 0;
            } else if (from == 0) {
                from = Double.isNaN(before)
                        ? size.getKey()
                        : beforeN * Math.pow(size.getKey() / beforeN, -before / (log - before));
            }
            before = log;
            beforeN = size.getKey();
        }
        return from;
    }
}
