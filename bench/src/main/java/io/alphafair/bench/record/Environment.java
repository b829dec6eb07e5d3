package io.alphafair.bench.record;

import io.alphafair.cuda.DeviceInfo;
import java.util.List;

/**
 * What a run's times depend on beside the code. Holds no host name, user name or path.
 *
 * @param schema the version of this layout
 * @param vectorBits the width of the vectors in use; 0 without the vector module
 * @param devices what backends run on beside the processors
 */
public record Environment(int schema, Run run, Git git, Machine machine, Jdk jdk, int vectorBits,
        List<BackendInfo> backends, List<DeviceInfo> devices) {
    /** The version of the layout that this code writes. */
    public static final int SCHEMA = 1;
    /** The field that records of older versions lack. */
    static final String DEVICES = "devices";

    /**
     * How the run was made.
     *
     * @param profile the profile's name
     * @param command the command line, folders left out
     * @param start when it began, UTC, ISO 8601
     * @param end when it ended
     * @param interruptions how often it was killed and resumed
     * @param parallelism threads at work in a backend that uses several
     */
    public record Run(String profile, String command, String start, String end, int interruptions, int parallelism,
            int forks, int warmups, int warmupMillis, int iterations, int iterationMillis, String jmh) {}

    /**
     * The JVM of the forks.
     *
     * @param flags its arguments
     */
    public record Jdk(String runtime, String vm, String vendor, List<String> flags) {}

    /**
     * A backend, whether or not it can run here.
     *
     * @param description what really runs: lanes, threads, device; empty if it cannot
     * @param reason why it cannot; empty if it can
     */
    public record BackendInfo(String name, String summary, boolean available, String reason, String description) {}
}
