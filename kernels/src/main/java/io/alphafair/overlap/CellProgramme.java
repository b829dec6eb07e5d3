package io.alphafair.overlap;

import io.alphafair.BestItems;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The programme that remains: {@code max W(u)}, {@code u_g = sum rate_gj s_j} over shares s of the budget, of the cells
 * that can help somebody and the groups that can be helped. Rates are the utility of a group if all were spent on the
 * cell.
 */
final class CellProgramme {
    /** The number of each variable's cell. */
    final int[] cell;
    /** The number of each row's group. */
    final int[] group;
    /** The rows that each variable helps. */
    final int[][] rows;
    /** By how much, beside {@link #rows}. */
    final double[][] rate;
    /** The cell's best ratio over its size: what the cell's own members get. */
    final double[] slope;
    /** A group without any benefit, or -1. */
    final int zeroGroup;
    private final int groupCount;

    CellProgramme(BestItems best, Memberships memberships, double budget) {
        groupCount = memberships.groupCount();
        cell = IntStream.range(0, memberships.cellCount())
                .filter(j -> best.bestRatio(j) > 0 && memberships.groupsOf(j).length > 0).toArray();
        boolean[] helped = new boolean[groupCount];
        for (int j : cell) {
            for (int g : memberships.groupsOf(j)) {
                helped[g] = true;
            }
        }
        group = IntStream.range(0, groupCount).filter(g -> helped[g]).toArray();
        zeroGroup = IntStream.range(0, groupCount).filter(g -> !helped[g]).findFirst().orElse(-1);
        rows = new int[cell.length][];
        rate = new double[cell.length][];
        slope = new double[cell.length];
        for (int j = 0; j < cell.length; j++) {
            int[] groups = memberships.groupsOf(cell[j]);
            double ratio = best.bestRatio(cell[j]);
            rows[j] = Arrays.stream(groups).map(g -> Arrays.binarySearch(group, g)).toArray();
            rate[j] = Arrays.stream(groups).mapToDouble(g -> budget * ratio / memberships.groupSize(g)).toArray();
            slope[j] = ratio / memberships.cellSize(cell[j]);
        }
    }

    int variables() {
        return cell.length;
    }

    int rowCount() {
        return group.length;
    }

    /** {@code A s}. */
    double[] utilities(double[] share) {
        double[] utility = new double[rowCount()];
        for (int j = 0; j < share.length; j++) {
            for (int i = 0; i < rows[j].length; i++) {
                utility[rows[j][i]] += rate[j][i] * share[j];
            }
        }
        return utility;
    }

    /** {@code (A^T y)_j}: what all of the budget on one cell would be worth at these prices. */
    double worth(int j, double[] price) {
        double worth = 0;
        for (int i = 0; i < rows[j].length; i++) {
            worth += rate[j][i] * price[rows[j][i]];
        }
        return worth;
    }

    double largestWorth(double[] price) {
        double largest = 0;
        for (int j = 0; j < cell.length; j++) {
            largest = Math.max(largest, worth(j, price));
        }
        return largest;
    }

    /** Values by row as values by group, 0 elsewhere. */
    double[] byGroup(double[] byRow) {
        double[] values = new double[groupCount];
        for (int row = 0; row < byRow.length; row++) {
            values[group[row]] = byRow[row];
        }
        return values;
    }
}
