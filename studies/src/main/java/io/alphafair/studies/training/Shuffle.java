package io.alphafair.studies.training;

import java.util.SplittableRandom;

/** Fisher and Yates' shuffle. */
public final class Shuffle {
    private Shuffle() {
    }

    /** Brings the numbers into a random order. */
    public static void of(int[] numbers, SplittableRandom random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = kept;
        }
    }
}
