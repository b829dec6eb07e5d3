package io.alphafair.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In JVMs of their own, because what a proof has shown holds for a whole JVM. */
class TierTest {
    private static final String DUE = "due after 127, then false, undecided true\n";

    private static String run(Class<?> main, List<String> flags, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector", "-cp",
                System.getProperty("java.class.path")));
        all.addAll(flags);
        all.add(main.getName());
        all.addAll(List.of(arguments));
        ChildJvm.Result result = ChildJvm.java(all);
        assertEquals(0, result.exitCode(), result.output());
        return result.output().lines().filter(line -> !line.startsWith("WARNING")).reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void theFastFormDoesTheWorkOnceItWasFaster() {
        assertEquals(DUE + "fast true, undecided false\nsimd runs\n",
                run(TierMain.class, List.of(), "600", "200", "true"));
    }

    @Test
    void aSlowerFormNeverDoes() {
        assertEquals(DUE + "fast false, undecided false\nsimd runs\n",
                run(TierMain.class, List.of(), "200", "600", "true"));
    }

    @Test
    void otherBitsMakeSimdUnavailableWithTheReason() {
        String output = run(TierMain.class, List.of(), "600", "200", "false");
        assertTrue(output.startsWith(DUE + "fast false, undecided false\n"), output);
        assertTrue(output.contains("give other bits than the plain loops: use scalar"), output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+TieredCompilation", "-XX:UseAVX=2"})
    void simdBeginsWithThePlainLoopAndGivesTheSameAnswersWhenItSwitches(String flag) {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the flags are those of x86-64");
        assertEquals("first by vectors: false\nlater by vectors: true, same true\n",
                run(SwitchMain.class, List.of(flag)));
    }

    @Test
    void theVectorsCanBeAskedForAndForbidden() {
        assertEquals("first by vectors: true\nlater by vectors: true, same true\n",
                run(SwitchMain.class, List.of("-Dalphafair.vectors=always")));
        assertEquals("first by vectors: false\nlater by vectors: false, same true\n",
                run(SwitchMain.class, List.of("-Dalphafair.vectors=never")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timed", "always"})
    void aVectorOfOneDoubleIsNeverUsed(String mode) {
        Require.that("x86-vectors", System.getProperty("os.arch").equals("amd64"), "the flags are those of x86-64");
        assertEquals("first by vectors: false\nlater by vectors: false, same true\n",
                run(SwitchMain.class, List.of("-XX:MaxVectorSize=8", "-Dalphafair.vectors=" + mode)));
    }
}
