package io.alphafair.capped;

import java.util.SplittableRandom;

/**
 * The search for a bound in several sorted lists at once: each round draws one of the places that are left, and the caller
 * narrows all lists by it. A random place takes some log(n) rounds whatever the lists are; the seed does not change the
 * result.
 */
final class Halving {
    /** The places left of list k: {@code low[k] .. high[k]-1}. */
    final int[] low;
    final int[] high;
    private final SplittableRandom random = new SplittableRandom(1);
    private int owner;
    private int place;

    /** @param counts the places per list */
    Halving(int[] counts) {
        low = new int[counts.length];
        high = counts.clone();
    }

    /** Draws a place; false if none is left. */
    boolean draw() {
        long left = 0;
        for (int k = 0; k < high.length; k++) {
            left += high[k] - low[k];
        }
        if (left == 0) {
            return false;
        }
        long drawn = random.nextLong(left);
        owner = 0;
        while (drawn >= high[owner] - low[owner]) {
            drawn -= high[owner] - low[owner];
            owner++;
        }
        place = low[owner] + (int) drawn;
        return true;
    }

    /** The list of the place that was drawn. */
    int owner() {
        return owner;
    }

    /** The place in its list. */
    int place() {
        return place;
    }
}
