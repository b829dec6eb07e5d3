package io.alphafair.studies.fdfl;

import java.util.stream.DoubleStream;

/**
 * The source document's data: eight people, four in each group, one feature and the true benefits of two resources.
 *
 * @param name {@code linear} or {@code nonlinear}
 * @param feature a number per person, the first group's four first
 * @param truth the true benefits
 */
public record Example(String name, double[] feature, TwoResources truth) {
    private static final double[] FIRST_GROUP = {5, 10, 14, 17};
    private static final double[] SECOND_GROUP = {4, 6, 9, 12};

    /** A benefit as a function of the feature. */
    @FunctionalInterface
    private interface Benefit {
        double of(double feature);
    }

    /** Benefits linear in the feature, with another line for each group and resource. */
    public static Example linear() {
        return of("linear", x -> x / 4 + 1, x -> x / 3 + 2, x -> x / 2 + 2, x -> 3.0 / 16 * x + 3);
    }

    /** Benefits of powers and logarithms. */
    public static Example nonlinear() {
        return of("nonlinear", x -> 0.5 * Math.pow(x, 0.9) + Math.log(x + 1),
                x -> 0.3 * Math.pow(x, 1.1) + 0.5 * Math.log(x + 1),
                x -> 0.4 * Math.pow(x, 0.95) + Math.log(x + 1),
                x -> 0.2 * Math.pow(x, 1.05) + 0.7 * Math.log(x + 1));
    }

    /** The benefits of the first and the second resource for the first group, then for the second. */
    private static Example of(String name, Benefit a, Benefit c, Benefit b, Benefit d) {
        double[] feature = DoubleStream.concat(DoubleStream.of(FIRST_GROUP), DoubleStream.of(SECOND_GROUP)).toArray();
        return new Example(name, feature,
                new TwoResources(benefits(a, b), benefits(c, d), FIRST_GROUP.length));
    }

    private static double[] benefits(Benefit ofFirst, Benefit ofSecond) {
        return DoubleStream.concat(DoubleStream.of(FIRST_GROUP).map(ofFirst::of),
                DoubleStream.of(SECOND_GROUP).map(ofSecond::of)).toArray();
    }
}
