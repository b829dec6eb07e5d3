package io.alphafair.studies.synthetic;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.overlap.Memberships;
import io.alphafair.overlap.OverlapAllocation;
import io.alphafair.overlap.OverlapSolver;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One budget allocated to the overlapping groups: an individual's benefit is the least label, the cost is uniform in
 * [0.5, 1.5), one item each. Beside it what a closed form that knows only groups that do not overlap makes of their
 * cells, and the check that both agree where memberships do not overlap.
 *
 * @param utility of each of the overlapping groups
 * @param byCells utility of the same groups if the cells are the groups
 * @param relativeGap the certified gap
 * @param microseconds the median time of a solution, after the group argmax
 * @param disjointDifference the largest relative difference of utilities to the closed form with the last attribute's groups alone
 */
record OverlapComparison(Fairness fairness, double[] utility, double[] byCells, double relativeGap, int steps,
        double microseconds, double disjointDifference) {
    private static final double LEAST_COST = 0.5;
    private static final int WARM_UP = 2_000;
    private static final int TIMED = 301;

    /** One a level of fairness. */
    static List<OverlapComparison> of(GroupData layout, double[][] rows, List<Fairness> fairnesses, double budget,
            long seed) {
        List<int[]> labels = new ArrayList<>();
        int from = layout.firstMembership();
        for (Attribute attribute : layout.settings().attributes()) {
            labels.add(values(rows, from, attribute.values().size()));
            from += attribute.values().size();
        }
        double[] benefit = Arrays.stream(rows).mapToDouble(row -> row[layout.leastLabel()]).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        double[] cost = random.doubles(rows.length).map(uniform -> LEAST_COST + uniform).toArray();
        Memberships overlapping = Memberships.ofAttributes(labels.toArray(int[][]::new));
        Memberships disjoint = Memberships.ofAttributes(new int[][]{labels.getLast()});
        BestItems cells = bestItems(benefit, cost, overlapping);
        BestItems ofLast = bestItems(benefit, cost, disjoint);
        List<OverlapComparison> comparisons = new ArrayList<>();
        for (Fairness fairness : fairnesses) {
            OverlapSolver solver = new OverlapSolver(overlapping);
            OverlapAllocation allocation = solver.allocate(cells, fairness, budget);
            double[] utility = new double[overlapping.groupCount()];
            Arrays.setAll(utility, allocation::utility);
            comparisons.add(new OverlapComparison(fairness, utility,
                    utilities(overlapping, cells.allocate(fairness, budget)), allocation.relativeGap(),
                    allocation.steps(), microseconds(solver, cells, fairness, budget),
                    difference(disjoint, ofLast, fairness, budget)));
        }
        return comparisons;
    }

    private static int[] values(double[][] rows, int from, int count) {
        return Arrays.stream(rows).mapToInt(row -> {
            int value = 0;
            while (value < count - 1 && row[from + value] == 0) {
                value++;
            }
            return value;
        }).toArray();
    }

    private static BestItems bestItems(double[] benefit, double[] cost, Memberships memberships) {
        try (Items items = Items.of(Matrix.copyOf(benefit), Matrix.copyOf(cost), memberships.cells());
                Backend backend = Backends.auto(items, 1);
                Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }

    /** What the overlapping groups get when each cell is a group of its own. */
    private static double[] utilities(Memberships memberships, Allocation byCells) {
        double[] utility = new double[memberships.groupCount()];
        for (int cell = 0; cell < memberships.cellCount(); cell++) {
            for (int group : memberships.groupsOf(cell)) {
                utility[group] += byCells.utility(cell) * memberships.cellSize(cell) / memberships.groupSize(group);
            }
        }
        return utility;
    }

    private static double difference(Memberships disjoint, BestItems best, Fairness fairness, double budget) {
        OverlapAllocation solved = new OverlapSolver(disjoint).allocate(best, fairness, budget);
        double[] closed = utilities(disjoint, best.allocate(fairness, budget));
        double largest = 0;
        double scale = Arrays.stream(closed).max().orElseThrow();
        for (int group = 0; group < closed.length; group++) {
            largest = Math.max(largest, Math.abs(solved.utility(group) - closed[group]) / scale);
        }
        return largest;
    }

    private static double microseconds(OverlapSolver solver, BestItems best, Fairness fairness, double budget) {
        double[] times = new double[TIMED];
        for (int run = -WARM_UP; run < TIMED; run++) {
            long start = System.nanoTime();
            solver.allocate(best, fairness, budget);
            long nanos = System.nanoTime() - start;
            if (run >= 0) {
                times[run] = nanos / 1e3;
            }
        }
        Arrays.sort(times);
        return times[TIMED / 2];
    }

    double worst() {
        return Arrays.stream(utility).min().orElseThrow();
    }

    double worstByCells() {
        return Arrays.stream(byCells).min().orElseThrow();
    }

    double total() {
        return Arrays.stream(utility).sum();
    }

    double totalByCells() {
        return Arrays.stream(byCells).sum();
    }
}
