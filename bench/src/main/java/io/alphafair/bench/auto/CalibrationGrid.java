package io.alphafair.bench.auto;

import io.alphafair.contract.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a calibration measures.
 *
 * @param warmUps problems on which everything is compiled first
 * @param problems the smallest first
 * @param effort for each problem
 * @param nanos after which the largest problems are left out
 */
record CalibrationGrid(List<Problem> warmUps, List<Problem> problems, Effort effort, long nanos) {
    private static final int[] ITEMS = {1, 3, 8, 64};
    private static final int[] GROUPS = {1, 2, 16, 128, 1024, 4096, 65_536};
    /** Closest where one thread and several cross, 1e4 to 1e6. */
    private static final long[] ELEMENTS = {30, 100, 300, 1000, 3000, 10_000, 20_000, 50_000, 100_000, 200_000,
            500_000, 1_000_000, 2_000_000};
    /** Past the cache, where time follows the elements; long to make. */
    private static final long[] LARGE = {10_000_000};
    private static final List<Shape> SHAPES = List.of(Shape.UNIFORM, Shape.SCALED);

    /** The one of {@code doctor --calibrate}: under a minute. */
    static CalibrationGrid standard() {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(Problem.grid(ELEMENTS, ITEMS, GROUPS, SHAPES, false));
        problems.addAll(Problem.grid(LARGE, new int[]{1, 3, 8, 64}, new int[]{2, 16, 128, 4096}, SHAPES, false));
        problems.addAll(
                Problem.grid(ELEMENTS, new int[]{1, 8}, new int[]{2, 16, 128, 4096}, List.of(Shape.UNIFORM), true));
        problems.addAll(Problem.grid(LARGE, new int[]{8}, new int[]{16}, List.of(Shape.UNIFORM), true));
        for (int t : ITEMS) {
            for (int k : GROUPS) {
                // Where each curve begins: one individual a group, so that no smaller problem is guessed at.
                problems.addAll(Problem.grid(new long[]{(long) t * k}, new int[]{t}, new int[]{k}, SHAPES, false));
            }
        }
        problems.sort(Comparator.comparingLong(Problem::elements));
        List<Problem> warmUps = new ArrayList<>(Problem.warmUps());
        warmUps.addAll(Problem.grid(new long[]{20_000}, new int[]{1, 8}, new int[]{16}, List.of(Shape.UNIFORM), true));
        return new CalibrationGrid(warmUps, problems, new Effort(1_000_000, 300_000, 3, 25, 40_000_000),
                52_000_000_000L);
    }
}
