package io.alphafair.bench.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;

/** One quantity, measured in every iteration of every fork. */
public final class ForkSamples {
    private final double[][] forks;

    /**
     * Keeps the values.
     *
     * @param forks the iterations of each fork
     * @throws IllegalArgumentException if there is no fork, or one without iterations
     */
    public ForkSamples(double[][] forks) {
        if (forks.length == 0 || Arrays.stream(forks).anyMatch(fork -> fork.length == 0)) {
            throw new IllegalArgumentException("expected at least one fork, and an iteration in each");
        }
        this.forks = Arrays.stream(forks).map(double[]::clone).toArray(double[][]::new);
    }

    /** How many forks. */
    public int count() {
        return forks.length;
    }

    /** A fork's iterations, in their order. */
    public double[] fork(int index) {
        return forks[index].clone();
    }

    /** All iterations, fork after fork. */
    public double[] all() {
        return Arrays.stream(forks).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The median of each fork. */
    public double[] medians() {
        return Arrays.stream(forks).mapToDouble(Median.withDefaults()::evaluate).toArray();
    }

    /** The mean of each fork. */
    public double[] means() {
        return Arrays.stream(forks).mapToDouble(fork -> Mean.of(fork).getAsDouble()).toArray();
    }

    /** The median of all iterations. */
    public double median() {
        return Median.withDefaults().withCopy(false).evaluate(all());
    }

    /** The mean of all iterations. */
    public double mean() {
        return Mean.of(all()).getAsDouble();
    }

    /** The raw values as lists, for files. */
    public List<List<Double>> toLists() {
        return Arrays.stream(forks).map(fork -> Arrays.stream(fork).boxed().toList()).toList();
    }

    double[][] raw() {
        return forks;
    }
}
