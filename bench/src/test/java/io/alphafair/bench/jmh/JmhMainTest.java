package io.alphafair.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.process.JvmFlags;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class JmhMainTest {
    private static final String FLAGS = String.join(" ", JvmFlags.REQUIRED);

    private static void assertRewritten(String[] expected, String... args) {
        assertArrayEquals(expected, JmhMain.completed(args, List.of("a", "b")));
    }

    @Test
    void theFlagsAreAddedToWhateverThereIs() {
        assertRewritten(new String[]{"-p", "backend=a,b", "-jvmArgsAppend", FLAGS});
        assertRewritten(new String[]{"name", "-f", "1", "-jvmArgs", "-Xmx1g", "-p", "backend=a,b", "-jvmArgsAppend",
                FLAGS}, "name", "-f", "1", "-jvmArgs", "-Xmx1g");
    }

    @Test
    void backendsThatTheUserNamesStayAlone() {
        assertRewritten(new String[]{"-p", "backend=c", "-jvmArgsAppend", FLAGS}, "-p", "backend=c");
    }

    @Test
    void theUsersOwnAppendedFlagsComeAfter() {
        String[] expected = {"name", "-f", "1", "-p", "backend=a,b", "-jvmArgsAppend", FLAGS + " -Xmx1g -ea"};
        assertRewritten(expected, "-jvmArgsAppend", "-Xmx1g -ea", "name", "-f", "1");
        assertRewritten(expected, "name", "--jvmArgsAppend", "-Xmx1g -ea", "-f", "1");
        assertRewritten(expected, "name", "-jvmArgsAppend=-Xmx1g -ea", "-f", "1");
    }

    @Test
    void aMissingValueIsLeftToJmh() {
        assertRewritten(new String[]{"name", "-jvmArgsAppend"}, "name", "-jvmArgsAppend");
    }

    @Test
    void aPatternThatMatchesNothingIsAnsweredWithWhatThereIs() {
        String said = JmhMain.unmatched(new String[]{"BestItemsBenchmark"}).orElseThrow();
        assertTrue(said.startsWith("no benchmark matches BestItemsBenchmark: expected a part of "), said);
        assertTrue(said.contains(Benchmarks.class.getName() + ".bestItems"), said);
        assertTrue(JmhMain.unmatched(new String[]{"bestItems", "-f", "1"}).isEmpty());
        assertTrue(JmhMain.unmatched(new String[0]).isEmpty());
    }

    /** JMH's own words for what a fork gets. */
    @Test
    void jmhReadsTheRewrittenArguments() throws CommandLineOptionException {
        CommandLineOptions options = new CommandLineOptions(
                JmhMain.completed(new String[]{"-jvmArgsAppend", "-Da=b -ea", "-jvmArgsPrepend", "-Xmx1g"},
                        List.of("a")));
        assertEquals(List.of(JvmFlags.REQUIRED.get(0), JvmFlags.REQUIRED.get(1), "-Da=b", "-ea"),
                options.getJvmArgsAppend().get());
        assertEquals(List.of("-Xmx1g"), options.getJvmArgsPrepend().get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-jvmArgs", "-jvmArgsPrepend", "-jvmArgsAppend"})
    void aForkSeesTheVectorModuleWhateverFlagsTheUserSets(String option)
            throws CommandLineOptionException, RunnerException {
        String[] args = JmhMain.completed(
                new String[]{VectorModuleBenchmark.class.getSimpleName(), option, "-Xmx200m", "-f", "1", "-wi", "0",
                        "-i", "1", "-bm", "ss", "-foe", "true", "-v", "SILENT"},
                List.of("a"));
        RunResult result = new Runner(new CommandLineOptions(args)).run().iterator().next();
        assertTrue(result.getParams().getJvmArgs().contains("-Xmx200m"), result.getParams().getJvmArgs().toString());
        assertEquals(1, result.getBenchmarkResults().size());
    }
}
