package io.alphafair.bench;

import java.util.List;

/** What a JVM needs to run every backend here, in the one place that knows: forks, the launcher's tests and doctor read it. */
public final class JvmFlags {
    /** The vector module, and native access without a warning. */
    public static final List<String> REQUIRED = List.of("--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED");

    private JvmFlags() {
    }
}
