package io.alphafair.bench.process;

import java.util.List;

/** What a JVM needs to run every backend here, in the one place that knows: forks, the launcher's tests and doctor read it. */
public final class JvmFlags {
    /** Resolves the Vector API's module, without which {@code simd} is absent. */
    public static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";
    /** Native access without a warning. */
    public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
    /** A measured fork's smallest heap; the matrices lie outside the heap, labels and results in it. */
    public static final String SMALLEST_HEAP = "-Xms1g";
    /** A measured fork's largest heap: equal to the smallest, so that no fork resizes it. */
    public static final String LARGEST_HEAP = "-Xmx1g";

    /** The vector module, and native access without a warning. */
    public static final List<String> REQUIRED = List.of(VECTOR_MODULE, NATIVE_ACCESS);
    /** What the launcher passes for every command. */
    public static final List<String> LAUNCHER = List.of(VECTOR_MODULE, NATIVE_ACCESS,
            "--sun-misc-unsafe-memory-access=allow");
    /** The heap of a measured fork; set, so that the flags of the JVM that starts it are not inherited. */
    public static final List<String> HEAP = List.of(SMALLEST_HEAP, LARGEST_HEAP);

    private JvmFlags() {
    }
}
