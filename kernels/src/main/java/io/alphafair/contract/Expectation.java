package io.alphafair.contract;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.backend.Prepared;

/** What a problem's answer has to be, a result or a refusal, and the comparison of what a backend answers with it. */
final class Expectation {
    /** The backend and the problem, for the message. */
    private final String where;
    /** Null where the problem has to be refused. */
    private final BestItems best;
    private final InvalidValueException refusal;

    private Expectation(String where, BestItems best, InvalidValueException refusal) {
        this.where = where;
        this.best = best;
        this.refusal = refusal;
    }

    /** That of the plain loop. */
    static Expectation of(Items items, String where) {
        try {
            return of(PlainArgmax.of(items), where);
        } catch (InvalidValueException e) {
            return new Expectation(where, null, e);
        }
    }

    static Expectation of(BestItems best, String where) {
        return new Expectation(where, best, null);
    }

    /** The same for another backend. */
    Expectation at(String other) {
        return new Expectation(other, best, refusal);
    }

    boolean isRefusal() {
        return refusal != null;
    }

    /** The expected result. */
    BestItems best() {
        return best;
    }

    ContractViolationException violation(String what) {
        return new ContractViolationException(where, what);
    }

    /** Asks without the runner-up, and with it if it is known. */
    void checkWinners(Prepared prepared) {
        checkTwice(prepared, false);
        if (isRefusal() || best.hasRunnerUp()) {
            checkTwice(prepared, true);
        }
    }

    /** Asks twice, into the same result, which must be written anew each time. */
    private void checkTwice(Prepared prepared, boolean runnerUp) {
        BestItems found = empty(prepared.items(), runnerUp);
        check(prepared, found);
        if (!isRefusal()) {
            spoil(found);
            check(prepared, found);
        }
    }

    /** Makes every number of every group wrong. */
    private static void spoil(BestItems found) {
        BestItems.Writer writer = found.writer();
        for (int group = 0; group < found.groupCount(); group++) {
            writer.put(group, Double.NaN, Long.MIN_VALUE, !found.isTied(group), Long.MIN_VALUE);
            writer.putEntry(group, Double.NaN, Double.NaN);
            if (found.hasRunnerUp()) {
                writer.putRunnerUp(group, Double.NaN);
            }
        }
    }

    static BestItems empty(Items items, boolean runnerUp) {
        return runnerUp ? BestItems.withRunnerUp(items.groupCount()) : BestItems.forGroups(items.groupCount());
    }

    private void check(Prepared prepared, BestItems found) {
        try {
            prepared.bestItems(found);
        } catch (InvalidValueException e) {
            checkRefusal(e);
            return;
        }
        if (isRefusal()) {
            throw violation("the problem was taken: expected the refusal '" + refusal.getMessage() + "'");
        }
        checkEqual(found);
    }

    private void checkRefusal(InvalidValueException e) {
        if (!isRefusal()) {
            throw new ContractViolationException(where, "the problem was refused with '" + e.getMessage()
                    + "': expected a result", e);
        }
        if (!e.getMessage().equals(refusal.getMessage())) {
            throw new ContractViolationException(where, "the problem was refused with '" + e.getMessage()
                    + "': expected '" + refusal.getMessage() + "'", e);
        }
    }

    /** Compares every field bit for bit; the runner-up where both have it. */
    void checkEqual(BestItems found) {
        if (found.groupCount() != best.groupCount() || found.itemCount() != best.itemCount()
                || found.individualCount() != best.individualCount()) {
            throw violation("found " + found + ": expected " + best);
        }
        boolean runnerUp = found.hasRunnerUp() && best.hasRunnerUp();
        for (int group = 0; group < best.groupCount(); group++) {
            checkNumber(group, "members", best.groupSize(group), found.groupSize(group));
            checkNumber(group, "winner", best.winner(group), found.winner(group));
            checkBits(group, "best ratio", best.bestRatio(group), found.bestRatio(group));
            checkBits(group, "winner's benefit", best.winnerBenefit(group), found.winnerBenefit(group));
            checkBits(group, "winner's cost", best.winnerCost(group), found.winnerCost(group));
            if (best.isTied(group) != found.isTied(group)) {
                throw violation("group " + group + ": expected tied " + best.isTied(group) + ", found "
                        + found.isTied(group));
            }
            if (runnerUp) {
                checkBits(group, "runner-up", best.runnerUp(group), found.runnerUp(group));
            }
        }
    }

    void checkNumber(int group, String field, long expected, long found) {
        if (expected != found) {
            throw violation("group " + group + ": expected " + field + " " + expected + ", found " + found);
        }
    }

    void checkBits(int group, String field, double expected, double found) {
        if (Double.doubleToRawLongBits(expected) != Double.doubleToRawLongBits(found)) {
            throw violation("group " + group + ": expected " + field + " " + expected + ", found " + found + " (bits "
                    + Long.toHexString(Double.doubleToRawLongBits(expected)) + " and "
                    + Long.toHexString(Double.doubleToRawLongBits(found)) + ")");
        }
    }
}
