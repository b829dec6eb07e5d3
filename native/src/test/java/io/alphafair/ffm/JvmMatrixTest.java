package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.ContractMain;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract of every backend under other garbage collectors, compilers and vectors. The JVM is this one, or that of the JDK
 * in the folder that {@code -Dalphafair.jdk} names.
 */
@Tag("long")
class JvmMatrixTest {
    private static final String JDK = System.getProperty("alphafair.jdk", System.getProperty("java.home"));
    private static final String JAVA = Path.of(JDK, "bin", "java").toString();
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private static List<String> command(String flags, String... rest) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(flags.split(" ")));
        command.addAll(List.of(rest));
        return command;
    }

    /**
     * Runs the contract and checks that the flags were in force.
     *
     * @param seeds problems of the argmax and problems of the selection, for each backend
     * @param inForce what the JVM says of itself
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "-XX:+UseSerialGC                 | 300 | UseSerialGC is true",
            "-XX:+UseParallelGC               | 300 | UseParallelGC is true",
            "-XX:+UseG1GC                     | 300 | UseG1GC is true",
            "-XX:+UseZGC                      | 300 | UseZGC is true",
            "-XX:+UseShenandoahGC             | 300 | UseShenandoahGC is true",
            "-XX:+UseCompactObjectHeaders     | 300 | UseCompactObjectHeaders is true",
            "-XX:-UseCompressedOops           | 300 | UseCompressedOops is false",
            "-Xint                            | 5   | the mode is interpreted mode",
            "-XX:TieredStopAtLevel=1          | 50  | TieredStopAtLevel is 1",
            "-XX:-TieredCompilation           | 100 | TieredCompilation is false",
            "-Xcheck:jni                      | 100 | CheckJNICalls is true"})
    void theContractHoldsUnder(String flags, int seeds, String inForce) {
        check(flags, seeds, inForce);
    }

    /** Flags of x86-64; the last number is that of the doubles in a vector. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "-XX:UseAVX=0         | 300 | UseAVX is 0         | 2",
            "-XX:MaxVectorSize=8  | 50  | MaxVectorSize is 8  | 1",
            "-XX:UseAVX=1         | 300 | UseAVX is 1         | 2",
            "-XX:UseAVX=2         | 300 | UseAVX is 2         | 4",
            "-XX:UseAVX=3         | 300 | UseAVX is 3         | 8",
            "-XX:MaxVectorSize=16 | 300 | MaxVectorSize is 16 | 2"})
    void theContractHoldsInVectors(String flags, int seeds, String inForce, int lanes) throws IOException {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the flags are those of x86-64");
        Require.that("avx512", lanes < 8 || Files.readString(CPU_INFO).contains("avx512dq"), "this CPU has no AVX-512");
        String output = check(flags, seeds, inForce);
        assertTrue(output.contains(lanes == 1
                ? "a vector of this JVM holds one double"
                : "-bit vectors of " + lanes + " doubles"), output);
    }

    private static String check(String flags, int seeds, String inForce) {
        ChildJvm.Result version = ChildJvm.run(command(flags, "-version"));
        Require.that("jvm-flags", version.exitCode() == 0, JAVA + " does not start with " + flags);
        ChildJvm.Result result = ChildJvm.run(command(flags, "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-Dalphafair.vectors=always", "-cp",
                System.getProperty("java.class.path"), ContractMain.class.getName(), "0", Integer.toString(seeds)));
        assertEquals(0, result.exitCode(), result.output());
        List<String> lines = result.output().lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(inForce)), flags + ": " + result.output());
        List<String> backends = Stream.of("scalar", "simd", "native", "forkjoin").filter(backend -> lines.stream()
                .anyMatch(line -> line.startsWith(backend + " equal on " + seeds + ": "))).toList();
        System.out.println(JDK + " " + flags + ": " + seeds + " problems and " + seeds + " selections each on "
                + String.join(", ", backends));
        List<String> expected = new ArrayList<>(List.of("scalar", "simd", "forkjoin"));
        if (new NativeProvider().availability().available()) {
            expected.add(2, "native");
        }
        assertEquals(expected, backends, result.output());
        return result.output();
    }
}
