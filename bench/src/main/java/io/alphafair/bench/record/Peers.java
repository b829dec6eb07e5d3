package io.alphafair.bench.record;

import java.util.List;
import java.util.Map;

/**
 * What people use for the same answer, beside the backends.
 *
 * @param schema the version of this layout; 0 if nobody asked for peers
 * @param burstMillis how long one arm runs at least before the next has its turn
 * @param rows one for each peer on each problem, and one for each backend that had no time
 */
public record Peers(int schema, int burstMillis, List<Row> rows) {
    /** The version of the layout that this code writes. */
    public static final int SCHEMA = 1;
    /** Nobody asked. */
    public static final Peers NONE = new Peers(0, 0, List.of());

    /**
     * A peer on a problem.
     *
     * @param summary how it finds the answer
     * @param workload shape and sizes
     * @param reason one line; empty if it matched
     * @param threads threads at work; 0 without a time
     * @param versions what ran, by name
     * @param against empty without a time
     */
    public record Row(String peer, String summary, Map<String, String> workload, Verdict verdict, String reason,
            int threads, Map<String, String> versions, List<Against> against) {}

    /**
     * A peer beside a backend. The two took turns, so the times at one index are neighbours.
     *
     * @param peerNanos the median time of a call in each of the peer's bursts
     * @param backendNanos the same of the backend's bursts
     * @param ratio the median of peerNanos / backendNanos
     * @param low the lower end of the median's 95 % confidence interval, free of any distribution
     * @param high its upper end
     */
    public record Against(String backend, int threads, List<Double> peerNanos, List<Double> backendNanos, double ratio,
            double low, double high) {}
}
