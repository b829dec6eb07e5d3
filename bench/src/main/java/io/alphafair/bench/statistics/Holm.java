package io.alphafair.bench.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's correction: with many tests at once, the chance of even one false alarm stays what a single test's was. */
public final class Holm {
    private Holm() {
    }

    /** The corrected probabilities, in the order of the given ones. */
    public static double[] correct(double... probabilities) {
        List<Integer> order = IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(index -> probabilities[index])).toList();
        double[] corrected = new double[probabilities.length];
        double largest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            int index = order.get(rank);
            largest = Math.max(largest, Math.min(1, (order.size() - rank) * probabilities[index]));
            corrected[index] = largest;
        }
        return corrected;
    }
}
