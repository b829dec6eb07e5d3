package io.alphafair.bench.subject;

import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Problems on which every backend is measured for {@code auto}: to calibrate it, and to see what its choices cost.
 *
 * @param warmUps problems that between them take every loop of the backends, so that all is compiled before anything counts
 * @param warming how long the warm-ups are measured
 * @param problems what counts, the smallest first
 * @param measuring how long they are measured; a subject does not settle there, because the warm-ups were for that
 */
public record AutoGrid(List<Problem> warmUps, Schedule warming, List<Problem> problems, Schedule measuring) {
    private static final String UNIFORM = "uniform";
    private static final List<String> BOTH = List.of(UNIFORM, "scaled");
    private static final int[] ITEMS = {1, 3, 8, 64};
    private static final int[] GROUPS = {1, 16, 256, 4096};
    /**
     * How long each backend calls on each warm-up once it has decided between its loops: all loops together get seconds of
     * the same code.
     */
    private static final int WARM_MILLIS = 100;
    /** Elements of a warm-up that stands for all larger ones. */
    private static final long LARGE = 200_000;

    /** The one of {@code doctor --calibrate}: about three minutes. */
    static AutoGrid calibration() {
        int[] groups = {1, 2, 16, 128, 1024, 4096, 65_536};
        // Closest where one thread and several cross, 1e4 to 1e6; then past the cache, where time follows the elements.
        long[] elements = {30, 100, 300, 1000, 3000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
                2_000_000};
        long[] large = {10_000_000};
        List<Problem> problems = grid(elements, ITEMS, groups, BOTH);
        problems.addAll(grid(large, ITEMS, new int[]{2, 16, 128, 4096}, BOTH));
        grid(elements, new int[]{1, 8}, new int[]{2, 16, 128, 4096}, List.of(UNIFORM))
                .forEach(problem -> problems.add(broadcast(problem)));
        problems.add(broadcast(Problem.of(UNIFORM, 1_250_000, 8, 16)));
        for (int t : ITEMS) {
            for (int k : groups) {
                // Where each curve begins: one individual per group, so that no smaller problem is guessed at.
                problems.addAll(grid(new long[]{(long) t * k}, new int[]{t}, new int[]{k}, BOTH));
            }
        }
        List<Problem> warmUps = allLoops();
        warmUps.addAll(grid(new long[]{LARGE}, new int[]{1}, new int[]{65_536}, List.of(UNIFORM)));
        for (int t : ITEMS) {
            warmUps.addAll(grid(new long[]{t * 65_536L}, new int[]{t}, new int[]{65_536}, List.of(UNIFORM)));
        }
        warmUps.add(broadcast(Problem.of(UNIFORM, 20_000, 1, 16)));
        warmUps.add(broadcast(Problem.of(UNIFORM, 2500, 8, 16)));
        return of(warmUps, problems, Place.HERE, 500_000, 3, 25, 60);
    }

    /** Whether all of it works. */
    public static AutoGrid tiny() {
        return of(grid(new long[]{500}, new int[]{3}, new int[]{4}, List.of(UNIFORM)),
                grid(new long[]{100, 1000}, new int[]{1}, new int[]{4}, List.of(UNIFORM)), Place.SHARED_FORK, 300_000,
                3, 3, 10);
    }

    /** To see what auto's choices cost: every value of each axis, N x T by decades; under two minutes. */
    public static AutoGrid small() {
        List<Problem> problems = grid(new long[]{100, 1000, 10_000, 100_000, 1_000_000}, ITEMS, GROUPS, BOTH);
        problems.addAll(grid(new long[]{10_000_000}, new int[]{1, 8}, new int[]{16, 256}, BOTH));
        return of(allLoops(), problems, Place.SHARED_FORK, 300_000, Schedule.FEWEST_ROUNDS, 21, 80);
    }

    /** The same by half decades, between which a calibration has to interpolate, and longer; some minutes. */
    public static AutoGrid whole() {
        List<Problem> problems = grid(new long[]{100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000,
                3_000_000, 10_000_000}, ITEMS, GROUPS, BOTH);
        return of(allLoops(), problems, Place.SHARED_FORK, 500_000, 11, 41, 300);
    }

    private static AutoGrid of(List<Problem> warmUps, List<Problem> problems, Place place, long burstNanos,
            int leastRounds, int mostRounds, int limitMillis) {
        problems.sort(Comparator.comparingLong(Problem::elements));
        return new AutoGrid(List.copyOf(warmUps),
                new Schedule(new Turn.Burst(burstNanos, WARM_MILLIS), place, leastRounds, leastRounds, 0),
                List.copyOf(problems),
                new Schedule(new Turn.Burst(burstNanos, 0), place, leastRounds, mostRounds, limitMillis));
    }

    /**
     * Rows of one element, few, a vector's and many; one group, as many as two vectors hold, and more; so few rows that no
     * sample is taken, whose short loops need many calls; and more elements than the near caches hold. A backend that starts
     * with a plain loop decides for each such kind of problem on its own when the vector loop takes over, so each kind that
     * is measured has a warm-up.
     */
    private static List<Problem> allLoops() {
        List<Problem> problems = grid(new long[]{20_000}, ITEMS, new int[]{1, 16, 256}, BOTH);
        problems.addAll(grid(new long[]{500}, ITEMS, new int[]{1, 16}, List.of(UNIFORM)));
        problems.addAll(grid(new long[]{1000}, ITEMS, new int[]{100}, List.of(UNIFORM)));
        problems.addAll(grid(new long[]{LARGE}, ITEMS, new int[]{16, 256}, List.of(UNIFORM)));
        return problems;
    }

    /** Those of the product that have at least one individual per group. */
    private static List<Problem> grid(long[] elements, int[] items, int[] groups, List<String> shapes) {
        List<Problem> grid = new ArrayList<>();
        for (long count : elements) {
            for (int t : items) {
                for (int k : groups) {
                    if (count / t >= k) {
                        shapes.forEach(shape -> grid.add(Problem.of(shape, count / t, t, k)));
                    }
                }
            }
        }
        return grid;
    }

    private static Problem broadcast(Problem problem) {
        return problem.with("costs", "row");
    }

    /** Whether all individuals share one row of costs. */
    public static boolean isBroadcast(Problem problem) {
        return problem.more().containsKey("costs");
    }
}
