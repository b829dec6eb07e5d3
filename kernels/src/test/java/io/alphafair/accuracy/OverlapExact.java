package io.alphafair.accuracy;

import io.alphafair.BestItems;
import io.alphafair.overlap.Memberships;
import io.alphafair.overlap.OverlapAllocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Groups that overlap in 60 digits, for a budget of 1: from the cells that an answer spends on, Newton's method for the
 * conditions of the optimum, and a check of these conditions. Cells that turn out wrong are exchanged a few times.
 */
final class OverlapExact {
    private static final int EXCHANGES = 30;
    private static final int STEPS = 60;
    /** Newton's method has ended when a step moves the shares, relatively, by less than 2 to this. */
    private static final int CONVERGED = -190;
    /** A condition holds if it is violated by less than 2 to this. */
    private static final int HOLDS = -150;

    private final int[][] groupsOf;
    private final int cells;
    private final int groups;
    /** What all of the budget on a cell gives to each of its groups. */
    private final Wide[][] rate;
    private double alpha;

    /** By cell. */
    private Wide[] share;
    private List<Integer> active;
    private Wide lambda;

    OverlapExact(BestItems best, Memberships memberships) {
        cells = memberships.cellCount();
        groups = memberships.groupCount();
        groupsOf = new int[cells][];
        rate = new Wide[cells][groups];
        for (int j = 0; j < cells; j++) {
            groupsOf[j] = memberships.groupsOf(j);
            Arrays.fill(rate[j], Wide.ZERO);
            for (int g : groupsOf[j]) {
                rate[j][g] = Wide.of(best.winnerBenefit(j)).over(best.winnerCost(j)).over(memberships.groupSize(g));
            }
        }
    }

    /** The optimal utilities, from an answer that is near them; empty if they are not found. At infinity only their minimum. */
    Optional<Wide[]> utilities(OverlapAllocation answer) {
        alpha = answer.fairness().alpha();
        share = new Wide[cells];
        for (int j = 0; j < cells; j++) {
            share[j] = Wide.of(answer.cellBudget(j)).over(answer.totalBudget());
        }
        if (alpha == 0) {
            return isLargest() ? Optional.of(utilities(normalised())) : Optional.empty();
        }
        return alpha == Double.POSITIVE_INFINITY ? game() : optimum();
    }

    private Wide[] normalised() {
        Wide sum = ClosedExact.sum(share);
        return Arrays.stream(share).map(s -> s.over(sum)).toArray(Wide[]::new);
    }

    private Wide[] utilities(Wide[] shares) {
        Wide[] u = new Wide[groups];
        for (int g = 0; g < groups; g++) {
            u[g] = Wide.ZERO;
        }
        for (int j = 0; j < cells; j++) {
            for (int g : shares[j].isZero() ? new int[0] : groupsOf[j]) {
                u[g] = u[g].plus(rate[j][g].times(shares[j]));
            }
        }
        return u;
    }

    /** {@code (A^T y)_j}. */
    private Wide worth(int cell, Wide[] price) {
        Wide sum = Wide.ZERO;
        for (int g : groupsOf[cell]) {
            sum = sum.plus(rate[cell][g].times(price[g]));
        }
        return sum;
    }

    /** alpha = 0: whether the cells with money are worth most, up to the rounding by which doubles tie. */
    private boolean isLargest() {
        Wide[] ones = new Wide[groups];
        Arrays.fill(ones, Wide.ONE);
        for (int j = 0; j < cells; j++) {
            for (int other = 0; other < cells; other++) {
                Wide worth = worth(j, ones);
                Wide better = worth(other, ones);
                if (!share[j].isZero() && better.compareTo(worth) > 0
                        && better.minus(worth).quotient(worth) > 1e-14) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A finite alpha > 0. */
    private Optional<Wide[]> optimum() {
        Wide[] price = prices(utilities(share));
        Wide largest = IntStream.range(0, cells).mapToObj(j -> worth(j, price)).max(Wide::compareTo).orElseThrow();
        active = new ArrayList<>();
        for (int j = 0; j < cells; j++) {
            // Shares and reduced costs are complementary: one of them is near 0. A group's only share may be small, too.
            if (share[j].compareTo(Wide.ONE.minus(worth(j, price).over(largest))) > 0 || isFirstForSomeGroup(j)) {
                active.add(j);
            }
        }
        for (int j = 0; j < cells; j++) {
            share[j] = active.contains(j) ? share[j] : Wide.ZERO;
        }
        for (int exchange = 0; exchange < EXCHANGES; exchange++) {
            makeIndependent();
            if (!newton()) {
                return Optional.empty();
            }
            if (!exchange()) {
                return Optional.of(utilities(share));
            }
        }
        return Optional.empty();
    }

    /** Whether a group gets more from this cell than from any other. */
    private boolean isFirstForSomeGroup(int cell) {
        return Arrays.stream(groupsOf[cell]).anyMatch(g -> IntStream.range(0, cells)
                .allMatch(j -> rate[j][g].times(share[j]).compareTo(rate[cell][g].times(share[cell])) <= 0));
    }

    /** u^-alpha, with groups at 0 left out. */
    private Wide[] prices(Wide[] u) {
        return Arrays.stream(u)
                .map(x -> x.signum() > 0 ? WideFunctions.power(x, Wide.of(-alpha)) : Wide.ZERO)
                .toArray(Wide[]::new);
    }

    /**
     * Moves along a direction that changes no utility, and costs nothing, until the active cells help the groups in independent
     * ways.
     */
    private void makeIndependent() {
        while (true) {
            Wide[][] rows = new Wide[groups][active.size() + 1];
            for (int g = 0; g < groups; g++) {
                for (int i = 0; i < active.size(); i++) {
                    rows[g][i] = rate[active.get(i)][g];
                }
                rows[g][active.size()] = Wide.ZERO;
            }
            WideEquations equations = new WideEquations(rows);
            if (equations.isUnique()) {
                return;
            }
            Wide[] direction = equations.nullVector();
            if (ClosedExact.sum(direction).signum() > 0) {
                direction = Arrays.stream(direction).map(Wide::negate).toArray(Wide[]::new);
            }
            int first = -1;
            Wide length = null;
            for (int i = 0; i < direction.length; i++) {
                if (direction[i].signum() < 0) {
                    Wide limit = share[active.get(i)].over(direction[i].negate());
                    if (length == null || limit.compareTo(length) < 0) {
                        length = limit;
                        first = i;
                    }
                }
            }
            for (int i = 0; i < direction.length; i++) {
                share[active.get(i)] = share[active.get(i)].plus(direction[i].times(length));
            }
            share[active.get(first)] = Wide.ZERO;
            active.remove(first);
        }
    }

    /** Solves for the shares of the active cells: equal worths, and a sum of 1. False if it does not converge. */
    private boolean newton() {
        share = normalised();
        int m = active.size();
        for (int step = 0; step < STEPS; step++) {
            Wide[] u = utilities(share);
            if (Arrays.stream(u).anyMatch(x -> x.signum() <= 0)) {
                return false;
            }
            Wide[] price = prices(u);
            Wide scale = worth(active.getFirst(), price);
            Wide[] slope = new Wide[groups];
            for (int g = 0; g < groups; g++) {
                slope[g] = price[g].over(u[g]).times(-alpha).over(scale);
            }
            Wide[][] rows = new Wide[m + 1][m + 2];
            for (int i = 0; i < m; i++) {
                int cell = active.get(i);
                for (int j = 0; j <= i; j++) {
                    Wide[] other = rate[active.get(j)];
                    rows[i][j] = Wide.ZERO;
                    for (int g : groupsOf[cell]) {
                        rows[i][j] = other[g].isZero()
                                ? rows[i][j]
                                : rows[i][j].plus(rate[cell][g].times(other[g]).times(slope[g]));
                    }
                    rows[j][i] = rows[i][j];
                }
                rows[i][m] = Wide.ONE.negate();
                rows[i][m + 1] = worth(cell, price).over(scale).negate();
                rows[m][i] = Wide.ONE;
            }
            rows[m][m] = Wide.ZERO;
            rows[m][m + 1] = Wide.ZERO;
            WideEquations equations = new WideEquations(rows);
            if (!equations.isUnique()) {
                return false;
            }
            Wide[] move = equations.solution();
            lambda = move[m].times(scale);
            if (isMoved(move, u)) {
                return true;
            }
        }
        return false;
    }

    /** Moves the shares, by no more than keeps utilities positive; whether the step was too small to matter. */
    private boolean isMoved(Wide[] move, Wide[] u) {
        Wide[] direction = new Wide[cells];
        Arrays.fill(direction, Wide.ZERO);
        for (int i = 0; i < active.size(); i++) {
            direction[active.get(i)] = move[i];
        }
        Wide[] du = utilities(direction);
        double largest = 0;
        for (int g = 0; g < groups; g++) {
            largest = du[g].isZero() ? largest : Math.max(largest, du[g].quotient(u[g]));
        }
        // Newton's method converges from where alpha times the relative change is below 1.
        Wide length = largest * alpha > 0.5 ? Wide.of(0.5 / (largest * alpha)) : Wide.ONE;
        for (int j : active) {
            share[j] = share[j].plus(direction[j].times(length));
        }
        return largest < Math.scalb(1.0, CONVERGED);
    }

    /** Drops a cell with a negative share, or adds one that is worth more than its price; whether there was one. */
    private boolean exchange() {
        int worst = -1;
        for (int j : active) {
            if (share[j].signum() < 0 && (worst < 0 || share[j].compareTo(share[worst]) < 0)) {
                worst = j;
            }
        }
        if (worst >= 0) {
            share[worst] = Wide.ZERO;
            active.remove((Integer) worst);
            return true;
        }
        Wide[] price = prices(utilities(share));
        double most = Math.scalb(1.0, HOLDS);
        for (int j = 0; j < cells; j++) {
            Wide excess = worth(j, price).minus(lambda);
            if (!active.contains(j) && excess.signum() > 0 && excess.quotient(lambda) > most) {
                most = excess.quotient(lambda);
                worst = j;
            }
        }
        if (worst >= 0) {
            active.add(worst);
        }
        return worst >= 0;
    }

    /** Infinity: equal utilities of the poorest groups from the cells that are spent on, and prices that prove them. */
    private Optional<Wide[]> game() {
        Wide[] u = utilities(share);
        Wide least = Arrays.stream(u).min(Wide::compareTo).orElseThrow();
        List<Integer> poorest = IntStream.range(0, groups)
                .filter(g -> u[g].minus(least).isZero() || u[g].minus(least).quotient(least) < 1e-9).boxed().toList();
        active = IntStream.range(0, cells).filter(j -> share[j].signum() > 0).boxed().toList();
        if (poorest.size() != active.size()) {
            return Optional.empty();
        }
        int m = active.size();
        // Shares that give the poorest a utility of 1, and prices at which each active cell is worth 1.
        Wide[][] rows = new Wide[m][m + 1];
        Wide[][] columns = new Wide[m][m + 1];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                rows[i][j] = rate[active.get(j)][poorest.get(i)];
                columns[j][i] = rows[i][j];
            }
            rows[i][m] = Wide.ONE;
            columns[i][m] = Wide.ONE;
        }
        WideEquations primal = new WideEquations(rows);
        WideEquations dual = new WideEquations(columns);
        if (!primal.isUnique() || !dual.isUnique()) {
            return Optional.empty();
        }
        Wide[] shares = new Wide[cells];
        Wide[] price = new Wide[groups];
        Arrays.fill(shares, Wide.ZERO);
        Arrays.fill(price, Wide.ZERO);
        for (int i = 0; i < m; i++) {
            shares[active.get(i)] = primal.solution()[i];
            price[poorest.get(i)] = dual.solution()[i];
        }
        Wide slack = Wide.of(Math.scalb(1.0, HOLDS));
        boolean proved = Arrays.stream(shares).allMatch(s -> s.signum() >= 0)
                && Arrays.stream(price).allMatch(y -> y.signum() >= 0)
                && Arrays.stream(utilities(shares)).allMatch(x -> x.compareTo(Wide.ONE.minus(slack)) >= 0)
                && IntStream.range(0, cells).allMatch(j -> worth(j, price).compareTo(Wide.ONE.plus(slack)) <= 0);
        return proved ? Optional.of(new Wide[]{Wide.ONE.over(ClosedExact.sum(shares))}) : Optional.empty();
    }
}
