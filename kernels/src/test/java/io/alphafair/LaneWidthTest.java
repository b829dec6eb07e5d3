package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.simd.ScanPath;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.ContractMain;
import io.alphafair.testing.Require;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract in JVMs with other vectors, and in one without any. */
class LaneWidthTest {
    private static final String PROBLEMS = "1500";

    private static ChildJvm.Result contract(String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), ContractMain.class.getName(), PROBLEMS));
        return ChildJvm.java(arguments);
    }

    @ParameterizedTest
    @CsvSource({"-XX:UseAVX=0, 2", "-XX:UseAVX=2, 4", "-XX:MaxVectorSize=16, 2"})
    void equalInVectorsOf(String flag, int lanes) {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the flags are those of x86-64");
        ChildJvm.Result result = contract("--add-modules=jdk.incubator.vector", flag);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("simd equal on " + PROBLEMS + ": 1 thread, " + lanes * 64
                + "-bit vectors of " + lanes + " doubles"), result.output());
        for (ScanPath path : ScanPath.values()) {
            assertTrue(result.output().contains("simd path " + path + " equal on " + PROBLEMS), result.output());
        }
        assertTrue(result.output().contains("forkjoin equal on " + PROBLEMS), result.output());
    }

    @Test
    void withoutTheVectorModuleEverythingElseWorksAndSimdSaysWhyNot() {
        ChildJvm.Result result = contract();
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("simd not available: the module jdk.incubator.vector is not there: start "
                + "java with --add-modules jdk.incubator.vector"), result.output());
        assertTrue(result.output().contains("forkjoin equal on " + PROBLEMS + ": 2 threads, leaf scalar"),
                result.output());
        assertTrue(result.output().contains("auto chose scalar"), result.output());
        assertTrue(result.output().contains("rejected simd: the module"), result.output());
    }
}
