package io.alphafair.studies.verify;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.studies.numpy.NumpyRandom;
import java.util.Arrays;

/**
 * Random data as the notebooks draw them: {@code rng = default_rng(seed)}; benefits {@code 1 + benefitSpan * rng.random((n,
 * t))}, costs {@code costFrom + (1 - costFrom) * rng.random((n, t))}, groups {@code rng.integers(0, k, n)}. A small
 * population may lack a group; as in the notebooks the number of groups is then that of the largest label, and groups
 * between may be absent.
 */
record NotebookData(String name, int n, int t, int k, double budget, long seed, double benefitSpan, double costFrom) {
    private static final double SPAN = 4;
    private static final double FROM = 0.2;

    /** What the notebooks ran. */
    static NotebookData[] all() {
        return new NotebookData[]{new NotebookData("notebook 1", 4, 4, 3, 200, 0, SPAN, FROM),
                new NotebookData("notebook 2", 4, 2, 3, 200, 0, SPAN, FROM),
                new NotebookData("derivative check", 10, 3, 3, 100, 0, SPAN, 0.3),
                new NotebookData("5000 x 1", 5000, 1, 2, 1000, 42, 1, FROM)};
    }

    private NumpyRandom random() {
        return new NumpyRandom(seed);
    }

    Items items() {
        NumpyRandom random = random();
        double[] benefit = Arrays.stream(random.random(n * t)).map(x -> 1 + benefitSpan * x).toArray();
        double[] cost = Arrays.stream(random.random(n * t)).map(x -> costFrom + (1 - costFrom) * x).toArray();
        int[] labels = random.integers(0, k, n);
        int count = Arrays.stream(labels).max().getAsInt() + 1;
        return Items.of(Matrix.copyOf(benefit, n, t), Matrix.copyOf(cost, n, t),
                Groups.of(labels, count, Groups.Absent.ALLOWED));
    }

    @Override
    public String toString() {
        return name + ": N " + n + ", T " + t + ", K " + k + ", budget " + budget + ", seed " + seed;
    }
}
