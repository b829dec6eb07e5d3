package io.alphafair.bench.record;

/**
 * A quantity that is measured, smaller is better.
 *
 * @param name as records and tables write it
 * @param unit as in {@code ns/op}
 */
public record Metric(String name, String unit) {
    /** Time per call. */
    public static final Metric TIME = new Metric("time", "ns/op");
    /** Heap bytes per call. */
    public static final Metric ALLOCATED = new Metric("allocated", "B/op");
    /** A device's kernels, by its own clock. */
    public static final Metric KERNEL = new Metric("kernel", "ns/op");
    /** Copies to a device, by its own clock. */
    public static final Metric UPLOAD = new Metric("upload", "ns/op");
    /** Copies from a device, by its own clock. */
    public static final Metric DOWNLOAD = new Metric("download", "ns/op");
    /** A device's energy per call. */
    public static final Metric ENERGY = new Metric("energy", "J/op");
    /** Opening the backend, preparing the problem and the first answer, in a fresh JVM. */
    public static final Metric FIRST = new Metric("first answer", "ns");
    /** The tenth call in a fresh JVM. */
    public static final Metric TENTH = new Metric("tenth call", "ns");
    /** The hundredth call in a fresh JVM. */
    public static final Metric HUNDREDTH = new Metric("hundredth call", "ns");
    /** Opening, preparing and the first hundred answers in a fresh JVM. */
    public static final Metric HUNDRED = new Metric("first hundred answers", "ns");
}
