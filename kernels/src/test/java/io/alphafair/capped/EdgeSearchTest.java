package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The search of the edges finds what a look at every edge does. */
class EdgeSearchTest {
    /** As in the search. */
    private static final double SLACK = 1e-6;

    /** A few groups with few edges, many of whose keys are equal or infinite. */
    private static final class Edges {
        private final int[] start;
        private final double[] key;
        private final double[] spending;
        private final double budget;

        Edges(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int groups = 1 + random.nextInt(5);
            start = new int[groups + 1];
            for (int k = 0; k < groups; k++) {
                start[k + 1] = start[k] + random.nextInt(8);
            }
            key = new double[start[groups]];
            spending = new double[key.length + groups];
            for (int k = 0; k < groups; k++) {
                for (int i = start[k]; i < start[k + 1]; i++) {
                    int drawn = random.nextInt(12);
                    key[i] = drawn == 0 ? Double.NEGATIVE_INFINITY : drawn == 11 ? Double.POSITIVE_INFINITY : drawn;
                }
                Arrays.sort(key, start[k], start[k + 1]);
                double sum = 0;
                for (int i = start[k] + k; i <= start[k + 1] + k; i++) {
                    sum += random.nextInt(3) == 0 ? 0 : random.nextInt(20);
                    spending[i] = sum;
                }
                if (random.nextInt(3) == 0) {
                    spending[start[k + 1] + k] = Double.POSITIVE_INFINITY;
                }
            }
            budget = random.nextInt(1, 200);
        }

        private int passed(int group, double at) {
            return (int) Arrays.stream(key, start[group], start[group + 1]).filter(own -> own <= at).count();
        }

        private double spent(double at, int bucketsBack) {
            double sum = 0;
            for (int k = 0; k < start.length - 1; k++) {
                int bucket = passed(k, at) - bucketsBack;
                sum += bucket < 0 ? 0 : spending[start[k] + k + bucket];
            }
            return sum;
        }

        private int first(int group) {
            double last = Arrays.stream(key).filter(at -> spent(at, 0) < budget * (1 - SLACK)).max()
                    .orElse(Double.NEGATIVE_INFINITY);
            return last == Double.NEGATIVE_INFINITY ? -1 : passed(group, last) - 1;
        }

        private int last(int group) {
            double first = Arrays.stream(key).filter(at -> spent(at, 1) >= budget * (1 + SLACK)).min()
                    .orElse(Double.POSITIVE_INFINITY);
            int edges = start[group + 1] - start[group];
            int most = 0;
            while (most < edges && spending[start[group] + group + most] <= budget * (1 + SLACK)) {
                most++;
            }
            return Math.min(most, first == Double.POSITIVE_INFINITY ? edges : passed(group, first));
        }
    }

    @Test
    @Seeded(first = 20_000, all = 200_000)
    void findsWhatALookAtEveryEdgeDoes(Seeds seeds) {
        int[] inside = new int[1];
        seeds.stream().forEach(seed -> {
            Edges edges = new Edges(seed);
            int groups = edges.start.length - 1;
            int[] first = new int[groups];
            int[] last = new int[groups];
            new EdgeSearch(edges.start, edges.key, edges.spending).find(edges.budget, first, last);
            int[] expectedFirst = new int[groups];
            int[] expectedLast = new int[groups];
            Arrays.setAll(expectedFirst, edges::first);
            Arrays.setAll(expectedLast, edges::last);
            assertArrayEquals(expectedFirst, first, () -> "first edges, seed " + seed);
            assertArrayEquals(expectedLast, last, () -> "last edges, seed " + seed);
            inside[0] += first[0] >= 0 && last[0] < edges.start[1] ? 1 : 0;
        });
        if (!seeds.isReplay()) {
            assertTrue(inside[0] > seeds.count() / 20, inside[0] + " between two edges");
        }
    }
}
