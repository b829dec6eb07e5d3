package io.alphafair.studies.regret;

import java.util.Arrays;

/** Selections as ascending members. */
final class Selections {
    private Selections() {
    }

    /** In how many ways so many seats can be filled with the tied. */
    static double choices(int tied, int seats) {
        double value = 1;
        for (int i = 1; i <= seats; i++) {
            value = value * (tied - seats + i) / i;
        }
        return value;
    }

    /** All of these, ascending. */
    static int[] union(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray();
    }
}
