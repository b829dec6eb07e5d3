package io.alphafair.overlap;

import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import java.util.Arrays;

/**
 * Allocates a budget to overlapping groups: {@code max W(u)}, {@code u_k} the mean benefit over all members of group k.
 *
 * <p>Microseconds for a dozen cells; a step costs the cube of the number of cells with a positive ratio. alpha up to some
 * 300 can be certified in doubles. Stateless, so safe to share.
 */
public final class OverlapSolver {
    /** The largest relative duality gap of an answer; see {@link OverlapAllocation#relativeGap()}. */
    public static final double TOLERANCE = 1e-10;

    private static final int MOST_STEPS = 500;
    private static final int PIVOTS_A_ROW = 50;

    private final Memberships memberships;

    /** A solver for these memberships. */
    public OverlapSolver(Memberships memberships) {
        this.memberships = memberships;
    }

    /**
     * The alpha-fair allocation.
     *
     * @param best the group argmax with {@link Memberships#cells()} as groups, by any backend
     * @param budget finite and positive, in units of cost
     * @throws InvalidInputException if {@code best} is of other cells, the budget is refused, no ratio is positive, or at
     *             alpha >= 1 a group has none
     * @throws UncertifiedException if the relative duality gap stays above {@link #TOLERANCE}
     */
    public OverlapAllocation allocate(BestItems best, Fairness fairness, double budget) {
        requireSameCells(best);
        if (!(budget > 0 && budget <= Double.MAX_VALUE)) {
            throw new InvalidInputException("budget is " + budget + ": expected a finite number > 0");
        }
        CellProgramme programme = new CellProgramme(best, memberships, budget);
        if (programme.variables() == 0) {
            throw new InvalidInputException(
                    "no benefit of a member is positive: expected at least one; check the benefits");
        }
        if (programme.zeroGroup >= 0 && fairness.alpha() >= 1) {
            throw new InvalidInputException("group " + programme.zeroGroup
                    + " has no ratio above 0, so the welfare at " + fairness
                    + (fairness.equals(Fairness.MAX_MIN) ? " is 0 whatever the others get" : " is minus infinity")
                    + ": drop the group or choose alpha < 1");
        }
        return solve(best, programme, fairness, budget);
    }

    private static OverlapAllocation solve(BestItems best, CellProgramme programme, Fairness fairness, double budget) {
        double[] share;
        double[] price = null;
        int steps = 0;
        if (fairness.equals(Fairness.UTILITARIAN)) {
            share = mostUseful(programme);
        } else if (fairness.equals(Fairness.MAX_MIN)) {
            GameSimplex.Answer answer = new GameSimplex(programme)
                    .solve(PIVOTS_A_ROW * (programme.rowCount() + programme.variables()));
            share = answer.share();
            price = answer.price();
            steps = answer.pivots();
        } else {
            InteriorPoint.Answer answer = new InteriorPoint(programme, fairness.alpha()).solve(MOST_STEPS);
            share = answer.share();
            steps = answer.steps();
        }
        Verdict verdict = Verdict.of(programme, fairness, budget, share, price);
        // Written so that a NaN is refused too.
        if (!(verdict.relativeGap() <= TOLERANCE)) {
            throw new UncertifiedException("no certified allocation for " + fairness + ": the relative gap is "
                    + verdict.relativeGap() + " after " + steps + " steps, expected at most " + TOLERANCE
                    + "; choose a smaller alpha or infinity, or scale the benefits closer together",
                    verdict.relativeGap());
        }
        double[] byCell = new double[best.groupCount()];
        for (int j = 0; j < share.length; j++) {
            byCell[programme.cell[j]] = budget * share[j];
        }
        return new OverlapAllocation(best, fairness, budget, byCell, verdict, steps);
    }

    private void requireSameCells(BestItems best) {
        boolean same = best.groupCount() == memberships.cellCount();
        for (int cell = 0; same && cell < memberships.cellCount(); cell++) {
            same = best.groupSize(cell) == memberships.cellSize(cell);
        }
        if (!same) {
            throw new InvalidInputException("the group argmax is of " + best + ", the memberships have "
                    + memberships.cellCount() + " cells: expected items whose groups are the memberships' cells()");
        }
    }

    /** alpha = 0: all to the cell whose unit adds most to the sum of the utilities, equally among exact ties. */
    private static double[] mostUseful(CellProgramme programme) {
        double[] ones = new double[programme.rowCount()];
        Arrays.fill(ones, 1);
        double most = programme.largestWorth(ones);
        double[] share = new double[programme.variables()];
        int ties = 0;
        for (int j = 0; j < share.length; j++) {
            share[j] = programme.worth(j, ones) == most ? 1 : 0;
            ties += (int) share[j];
        }
        for (int j = 0; j < share.length; j++) {
            share[j] /= ties;
        }
        return share;
    }
}
