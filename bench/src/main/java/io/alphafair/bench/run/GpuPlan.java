package io.alphafair.bench.run;

import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.GpuReport;
import java.util.ArrayList;
import java.util.List;

/** On which problems a GPU is measured beside the CPU backends. */
final class GpuPlan {
    private static final int[] ITEMS = {1, 8, 64};
    /** One group, tables in shared memory, their largest sizes, and tables in device memory. */
    private static final int[] GROUPS = {1, 64, 1024, 65_536};
    /** N x T, by half decades where a GPU begins to pay off; the last are past every cache. */
    private static final long[] ELEMENTS = {10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000,
            100_000_000};
    private static final int LARGEST = 100_000_000;

    private GpuPlan() {
    }

    /** The sizes of each T and K, and other data at the largest. */
    static List<Cell> problems() {
        List<Cell> problems = new ArrayList<>();
        for (int t : ITEMS) {
            for (int k : GROUPS) {
                for (long elements : ELEMENTS) {
                    if (k <= elements / t) {
                        problems.add(GpuReport.race("uniform", Math.toIntExact(elements / t), t, k));
                    }
                }
            }
        }
        for (String shape : List.of("zipf", "scaled")) {
            for (int k : new int[]{64, 1024}) {
                problems.add(GpuReport.race(shape, LARGEST / 8, 8, k));
            }
        }
        return problems;
    }
}
