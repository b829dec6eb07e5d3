package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens and closes backends 10,000 times in a JVM of its own, and counts what is left. */
public final class OpenClose {
    private static final int CYCLES = 10_000;
    /** What a cycle allocates is 40 kB, of which 10,000 would be 400 MB. */
    private static final long MOST_KILOBYTES = 40_000;

    private OpenClose() {
    }

    /** @param expected the backends that there are here, and {@code pool}, in alphabetical order */
    public static void check(List<String> expected) {
        Require.that("procfs", Files.isDirectory(Path.of("/proc/self/fd")), "the counts are those of Linux");
        ChildJvm.Result result = ChildJvm.java(List.of("--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-Dalphafair.vectors=always", "-Xms200m", "-Xmx200m",
                "-XX:+AlwaysPreTouch", "-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads",
                "-cp", System.getProperty("java.class.path"), OpenCloseMain.class.getName(),
                Integer.toString(CYCLES)));
        assertEquals(0, result.exitCode(), result.output());
        List<String> backends = new ArrayList<>();
        for (String line : result.output().lines().filter(line -> !line.startsWith("WARNING")).toList()) {
            String[] numbers = line.split(" ");
            backends.add(numbers[0]);
            assertEquals(CYCLES, Integer.parseInt(numbers[1]), result.output());
            assertTrue(Long.parseLong(numbers[2]) <= 0, "threads: " + result.output());
            assertTrue(Long.parseLong(numbers[3]) <= 0, "descriptors: " + result.output());
            assertTrue(Long.parseLong(numbers[4]) < MOST_KILOBYTES, "memory: " + result.output());
        }
        assertEquals(expected, backends.stream().sorted().toList());
    }
}
