package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.simd.ScanPath;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.ContractMain;
import io.alphafair.testing.Require;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract in JVMs with other vectors, and in one without any. */
class LaneWidthTest {
    private static ChildJvm.Result contract(Seeds seeds, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("-Dalphafair.vectors=always", "-cp", System.getProperty("java.class.path"),
                ContractMain.class.getName(),
                Long.toString(seeds.from()), Long.toString(seeds.to())));
        return ChildJvm.java(arguments);
    }

    @ParameterizedTest
    @Seeded(first = 200, all = 1500)
    @CsvSource({"-XX:UseAVX=0, 2", "-XX:UseAVX=2, 4", "-XX:MaxVectorSize=16, 2"})
    void equalInVectorsOf(String flag, int lanes, Seeds seeds) {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the flags are those of x86-64");
        ChildJvm.Result result = contract(seeds, "--add-modules=jdk.incubator.vector", flag);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("simd equal on " + seeds.count() + ": 1 thread, " + lanes * 64
                + "-bit vectors of " + lanes + " doubles"), result.output());
        for (ScanPath path : ScanPath.values()) {
            assertTrue(result.output().contains("simd path " + path + " equal on " + seeds.count()), result.output());
        }
        assertTrue(result.output().contains("forkjoin equal on " + seeds.count()), result.output());
    }

    @Test
    void whereAVectorHoldsOneDoubleThePlainLoopAnswers() {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the flags are those of x86-64");
        ChildJvm.Result result = contract(new Seeds(0, 50), "--add-modules=jdk.incubator.vector",
                "-XX:MaxVectorSize=8");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("simd equal on 50: 1 thread, the plain loop, because a vector of this JVM "
                + "holds one double"), result.output());
    }

    @Test
    @Seeded(first = 200, all = 1500)
    void withoutTheVectorModuleEverythingElseWorksAndSimdSaysWhyNot(Seeds seeds) {
        ChildJvm.Result result = contract(seeds);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("simd not available: the module jdk.incubator.vector is not there: start "
                + "java with --add-modules jdk.incubator.vector"), result.output());
        assertTrue(result.output().contains("forkjoin equal on " + seeds.count() + ": 2 threads, leaf scalar"),
                result.output());
        assertTrue(result.output().contains("auto chose scalar"), result.output());
        assertTrue(result.output().contains("rejected simd: the module"), result.output());
    }
}
