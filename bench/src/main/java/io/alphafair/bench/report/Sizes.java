package io.alphafair.bench.report;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import java.util.Map;

/** A problem's shape and sizes; 0 is a size that nobody told. */
record Sizes(String shape, long n, long t, long k) {
    /** Of a race, a workload, or whatever else names them. */
    static Sizes of(Map<String, String> params) {
        return new Sizes(params.getOrDefault("shape", "?"), number(params, "n"), number(params, "t"),
                number(params, "k"));
    }

    static Sizes of(RaceResult race) {
        return of(race.race().params());
    }

    static Sizes of(GpuReport.Problem problem) {
        return of(problem.race());
    }

    /** All but N. */
    static Sizes of(GpuReport.Crossover crossover) {
        return new Sizes(crossover.shape(), 0, crossover.t(), crossover.k());
    }

    private static long number(Map<String, String> params, String name) {
        String value = params.getOrDefault(name, "");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static String count(long size) {
        return size == 0 ? "?" : Quantity.count(size);
    }

    /** As in {@code uniform, 1,000,000 × 8, K = 64}. */
    String text() {
        return shape + ", " + count(n) + " × " + count(t) + ", K = " + count(k);
    }

    /** The same without N. */
    String held() {
        return shape + ", T = " + count(t) + ", K = " + count(k);
    }
}
