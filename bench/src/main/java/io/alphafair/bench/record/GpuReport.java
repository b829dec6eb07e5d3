package io.alphafair.bench.record;

import io.alphafair.cuda.DeviceState;
import java.util.List;

/**
 * The group argmax on a GPU beside every CPU backend of the machine.
 *
 * @param schema the version of this layout
 * @param problems the smallest first; one that could not be measured says why in its race
 * @param crossovers from where on the GPU is faster: for each T and K, each way of the GPU and each CPU backend
 */
public record GpuReport(int schema, List<Problem> problems, List<Crossover> crossovers) {
    /** The version of the layout that this code writes. */
    public static final int SCHEMA = 1;
    /** The backend that is measured. */
    public static final String BACKEND = "cuda";
    /** The name of every problem's race, as a benchmark's. */
    public static final String BENCHMARK = "io.alphafair.bench.gpu.Race.gpu";
    /** The arm whose problem is on the GPU when a call begins. */
    public static final String RESIDENT = "cuda resident";
    /** The arm that copies new benefits; costs and labels are on the GPU. A burst of m calls is m updates. */
    public static final String UPDATE = "cuda update";
    /** The arm that copies all of the problem. */
    public static final String TRANSFER = "cuda transfer";
    /** What only reads as many bytes of the GPU's memory. */
    public static final String CEILING = "cuda read ceiling";
    /** The arms that answer, in the order of tables. */
    public static final List<String> WAYS = List.of(RESIDENT, UPDATE, TRANSFER);

    /** The race on a problem of that shape and size. */
    public static Cell race(String shape, int n, int t, int k) {
        return Cell.of(BENCHMARK, "shape", shape, "n", n, "t", t, "k", k);
    }

    /**
     * A problem.
     *
     * @param race what took turns in one JVM, by the host's clock: the GPU's ways, and each CPU backend by its name; paired is
     *            each way to each CPU backend
     * @param arms what the GPU's clock and sensors say of its ways and of its read ceiling; empty without a result
     * @param state what its sensors said while it was busy with this problem
     */
    public record Problem(RaceResult race, List<Arm> arms, DeviceState state) {}

    /**
     * An arm on the GPU; each time is the median over the rounds. Copies and kernels may overlap.
     *
     * @param name a way's in the race, or the ceiling's
     * @param uploadMillis copies to the GPU, a call
     * @param kernelMillis kernels
     * @param downloadMillis copies from it
     * @param uploadBytes copied to the GPU by the last call
     * @param downloadBytes copied from it
     * @param gigabytesPerSecond benefits, costs and labels by kernelMillis
     * @param ofCeiling of the read ceiling: the median of the rounds' ratios of the ceiling's kernel time to this one's; 0
     *            for an arm that is not compared
     * @param low the lower end of the median's 95 % confidence interval, free of any distribution
     * @param high its upper end
     * @param joules the GPU's energy a call; 0 where it was not measured
     */
    public record Arm(String name, double uploadMillis, double kernelMillis, double downloadMillis, long uploadBytes,
            long downloadBytes, double gigabytesPerSecond, double ofCeiling, double low, double high,
            double joules) {}

    /**
     * From which N on a way of the GPU is faster than a CPU backend, between measured sizes by straight lines through the
     * logarithms of the paired ratios.
     *
     * @param way one of {@link GpuReport#WAYS}
     * @param n 0 if it is not faster at the largest N; the smallest N if it is faster at every one
     * @param low the same by the upper ends of the ratios' intervals: it is surely not faster below
     * @param high the same by their lower ends: it is surely faster above; 0 if it is not surely so at the largest N
     * @param smallest the smallest N measured
     * @param largest the largest N measured
     */
    public record Crossover(String way, String backend, String shape, int t, int k, double n, double low, double high,
            long smallest, long largest) {}
}
