package io.alphafair.robust;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.OneItemEach;
import io.alphafair.Selection;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/**
 * How far an allocation depends on noise in the benefits. Benefits are drawn many times, the budget is allocated for each
 * draw, and this is the share of the draws in which each individual is funded. A seed gives the same numbers on every
 * backend, number of threads, machine and version of Java.
 */
public final class FundedShares {
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    /**
     * What is allocated for each draw.
     *
     * @param budget finite and positive
     * @param weights K finite, positive weights, or null for 1 each
     * @param isOneItemEach whether an individual gets at most one item; then every entry needs a finite cap
     */
    public record Question(Fairness fairness, double budget, double[] weights, boolean isOneItemEach) {}

    private final Question question;
    private final int draws;
    /** In how many draws each individual is funded. */
    private final int[] funded;
    /** Utilities per group and draw, then ascending. */
    private final double[][] utility;

    private FundedShares(Items items, Question question, int draws) {
        this.question = question;
        this.draws = draws;
        this.funded = new int[(int) items.individualCount()];
        this.utility = new double[items.groupCount()][draws];
    }

    /**
     * Draws benefits and allocates for each draw. It takes one N x T matrix and as many allocations as draws.
     *
     * @param items with or without caps; they stay as they are
     * @param draws at least 1
     * @throws InvalidInputException if the problem, the noise or the number of draws is refused, or the problem with the
     *             benefits of a draw, which the message names
     */
    public static FundedShares of(Backend backend, Items items, Noise noise, Question question, int draws, long seed) {
        if (draws < 1) {
            throw new InvalidInputException(draws + " draws: expected at least 1, as 200");
        }
        if (items.individualCount() > MOST_ROWS) {
            throw new InvalidInputException(
                    items.individualCount() + " individuals: expected at most " + MOST_ROWS + "; split the data");
        }
        Selection.requireQuestion(items.groupCount(), question.budget, question.weights);
        noise.require(items);
        FundedShares shares = new FundedShares(items, question, draws);
        Random random = SeededRandom.of(seed);
        try (Matrix drawn = Matrix.allocate(items.individualCount(), items.itemCount())) {
            // Not closed: what it has beside the drawn benefits belongs to the items.
            Items noisy = Items.of(drawn, items.cost(), items.groups());
            noisy = items.hasCaps() ? noisy.withCaps(items.cap()) : noisy;
            shares.allocate(backend, noisy, () -> noise.draw(items, random, drawn));
        }
        for (double[] ofGroup : shares.utility) {
            Arrays.sort(ofGroup);
        }
        return shares;
    }

    private void allocate(Backend backend, Items noisy, Runnable redraw) {
        if (question.isOneItemEach) {
            for (int draw = 0; draw < draws; draw++) {
                redraw.run();
                countSteps(backend, noisy, draw);
            }
            return;
        }
        try (Prepared prepared = backend.prepare(noisy)) {
            for (int draw = 0; draw < draws; draw++) {
                redraw.run();
                count(prepared, draw);
            }
        }
    }

    private void countSteps(Backend backend, Items noisy, int draw) {
        try (OneItemEach one = ofDraw(draw, () -> OneItemEach.of(noisy));
                Prepared prepared = backend.prepare(one.increments())) {
            count(prepared, draw);
        }
    }

    private void count(Prepared prepared, int draw) {
        CappedAllocation allocation = ofDraw(draw,
                () -> prepared.allocate(question.fairness, question.budget, question.weights));
        long last = -1;
        for (FundedEntry entry : allocation.funded()) {
            if (entry.row() != last) {
                last = entry.row();
                funded[(int) last]++;
            }
        }
        for (int k = 0; k < utility.length; k++) {
            utility[k][draw] = allocation.utility(k);
        }
    }

    /** A refusal names the draw, because the benefits are not those that were given. */
    private <R> R ofDraw(int draw, Supplier<R> call) {
        try {
            return call.get();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("with the benefits of draw " + draw + " of 0.." + (draws - 1) + ": "
                    + e.getMessage(), e);
        }
    }

    /** The number of draws. */
    public int draws() {
        return draws;
    }

    /**
     * The share of the draws in which an individual is funded, from 0 to 1; a dose below the cap counts as funded.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public double share(long row) {
        return (double) funded[(int) Objects.checkIndex(row, (long) funded.length)] / draws;
    }

    /**
     * A quantile of a group's mean benefit over the draws, each with the benefits and the allocation of that draw. It is
     * interpolated linearly between the two nearest draws.
     *
     * @param part as 0.05 or 0.95
     * @throws InvalidInputException if it is not from 0 to 1
     */
    public double utilityQuantile(int group, double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new InvalidInputException("the quantile is " + part + ": expected a number from 0 to 1");
        }
        double place = part * (draws - 1);
        int below = (int) place;
        double low = utility[group][below];
        return below == draws - 1 ? low : low + (place - below) * (utility[group][below + 1] - low);
    }
}
