package io.alphafair.studies.solver;

import io.alphafair.Items;
import java.util.SplittableRandom;

/** Seeded problems of moderate conditioning, of the kinds that are hard for a solver. */
final class RandomProblem {
    private RandomProblem() {
    }

    /** Up to 40 x 8 in up to 12 groups, the groups' ratios within some four orders of magnitude, those in a group too. */
    static Items make(SplittableRandom random) {
        int n = random.nextInt(1, 41);
        int t = random.nextInt(1, 9);
        int k = random.nextInt(1, Math.min(n, 12) + 1);
        double apart = random.nextInt(5);
        double[] scale = new double[k];
        for (int group = 0; group < k; group++) {
            scale[group] = Math.pow(10, apart * random.nextDouble());
        }
        double spread = random.nextInt(3) == 0 ? 4 : 0;
        boolean sparse = random.nextInt(5) == 0;
        boolean tied = spread == 0 && random.nextInt(4) == 0;
        double[][] benefit = new double[n][t];
        double[][] cost = new double[n][t];
        int[] labels = new int[n];
        for (int row = 0; row < n; row++) {
            labels[row] = row < k ? row : random.nextInt(k);
            for (int item = 0; item < t; item++) {
                double value = tied ? random.nextInt(1, 4) : 1 + 4 * random.nextDouble();
                value *= Math.pow(10, spread * (random.nextDouble() - 0.5));
                // The first item of the first rows keeps its benefit, so that no group is without any.
                boolean zero = sparse && random.nextInt(3) > 0 && (row >= k || item > 0);
                benefit[row][item] = zero ? 0 : value * scale[labels[row]];
                cost[row][item] = tied ? random.nextInt(1, 3) : 0.2 + 0.8 * random.nextDouble();
            }
        }
        return Items.of(benefit, cost, labels);
    }
}
