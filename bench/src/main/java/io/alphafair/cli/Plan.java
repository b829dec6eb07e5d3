package io.alphafair.cli;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.Items;
import io.alphafair.OneItemEach;
import io.alphafair.WholeAllocation;
import io.alphafair.cli.Solver.Answer;
import io.alphafair.robust.Lottery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A problem as it is solved: its rows may be in an order by lot, and its items may be the steps of one item per person.
 * Answers are in the given order of the rows again.
 */
final class Plan implements AutoCloseable {
    /** How doses may be given. */
    record Doses(boolean oneItemEach, boolean whole) {}

    private final Doses doses;
    /** Null where the given order of the rows decides ties. */
    private final Lottery lottery;
    private final Items items;
    /** Null where a person may get several items. */
    private final OneItemEach one;

    /**
     * @param given stays its owner's, and has to stay open
     * @param seed of the lottery that decides ties; empty for the given order of the rows
     * @throws io.alphafair.InvalidInputException if the problem is refused
     */
    Plan(Items given, Doses doses, OptionalLong seed) {
        this.doses = doses;
        lottery = seed.isPresent() ? Lottery.of(given, seed.getAsLong()) : null;
        try {
            items = lottery == null ? given : lottery.items();
            one = doses.oneItemEach() ? OneItemEach.of(items) : null;
        } catch (RuntimeException e) {
            close(lottery);
            throw e;
        }
    }

    /**
     * One outcome per fairness, in their order.
     *
     * @param weights one per group, or null
     */
    List<Outcome> solve(Solver solver, List<Fairness> fairness, double budget, double[] weights) {
        // Whole doses may go to any entry, so that all have to be listed.
        List<Answer<CappedAllocation>> answers = fairness.size() == 1 && !doses.whole()
                ? List.of(solver.solveCapped(solved(), fairness.getFirst(), budget, weights))
                : solver.solveCapped(solved(), fairness, budget, weights);
        return answers.stream().map(this::outcome).toList();
    }

    /** One outcome per budget, in their order; they ascend. */
    List<Outcome> path(Solver solver, Fairness fairness, double[] budgets, double[] weights) {
        return solver.solvePath(solved(), fairness, budgets, weights).stream().map(this::outcome).toList();
    }

    private Outcome outcome(Answer<CappedAllocation> answer) {
        CappedAllocation allocation = answer.allocation();
        if (!doses.whole()) {
            return new Outcome(answer, null,
                    inGivenOrder(one == null ? allocation.funded() : one.funded(allocation)));
        }
        WholeAllocation whole = one == null ? allocation.whole() : one.whole(allocation);
        return new Outcome(answer, whole, inGivenOrder(one == null ? whole.funded() : one.funded(whole)));
    }

    private List<FundedEntry> inGivenOrder(Iterable<FundedEntry> entries) {
        List<FundedEntry> given = new ArrayList<>();
        for (FundedEntry entry : entries) {
            long row = givenRow(entry.row());
            given.add(lottery == null
                    ? entry
                    : new FundedEntry(row * items.itemCount() + entry.item(), row, entry.item(), entry.group(),
                            entry.dose(), entry.full()));
        }
        given.sort(Comparator.comparingLong(FundedEntry::index));
        return given;
    }

    /** The people in the order of the solved rows, with their items as given. */
    Items people() {
        return items;
    }

    /** The problem that the solver is given. */
    Items solved() {
        return one == null ? items : one.increments();
    }

    /** The steps of one item per person; null where a person may get several items. */
    OneItemEach steps() {
        return one;
    }

    /** The row of the given items that is this row of the solved ones. */
    long givenRow(long row) {
        return lottery == null ? row : lottery.originalRow(row);
    }

    /** The row of the solved items that is this row of the given ones. */
    long solvedRow(long given) {
        return lottery == null ? given : lottery.drawnRow(given);
    }

    /** Whether lots decide ties. */
    boolean isByLot() {
        return lottery != null;
    }

    Doses doses() {
        return doses;
    }

    /** Releases what was made; the given items stay open. */
    @Override
    public void close() {
        close(one);
        close(lottery);
    }

    private static void close(Lottery lottery) {
        if (lottery != null) {
            lottery.close();
        }
    }

    private static void close(OneItemEach one) {
        if (one != null) {
            one.close();
        }
    }
}
