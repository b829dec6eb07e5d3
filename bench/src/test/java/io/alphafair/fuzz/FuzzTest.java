package io.alphafair.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.compare.SampleCells;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.SampleRuns;
import io.alphafair.cli.ProblemsTarget;
import io.alphafair.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer makes input for each target in a JVM of its own with a small heap, and looks for input that takes branches that no
 * earlier one took. The input of a finding is kept in {@code target/fuzz}.
 */
@Tag("long")
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("alphafair.fuzz.seconds", 60);
    private static final int FINDING = 77;
    /**
     * As in {@code #4096 NEW cov: 117 ft: 284 corp: 21/1830b}: the executions so far, the branches that were taken, and
     * these together with how often they were taken.
     */
    private static final Pattern PROGRESS = Pattern.compile("(?m)^#(\\d+)\\s+\\w+\\s+cov: (\\d+) ft: (\\d+) ");

    @TempDir
    private Path folder;

    /** @param branches fewer than the seeds take, and more than without what the target tests */
    private record Target(Class<?> type, int branches, List<byte[]> seeds) {
        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Target> targets() throws IOException {
        return Stream.of(new Target(NpyTarget.class, 200, NpyTarget.seeds()),
                new Target(TableTarget.class, 100, TableTarget.seeds()),
                new Target(ParquetTarget.class, 1000, parquet()),
                new Target(ProblemsTarget.class, 1000, ProblemsTarget.seeds()),
                new Target(RecordTarget.class, 1000, records()),
                new Target(CalibrationTarget.class, 150, CalibrationTarget.seeds()),
                new Target(BackendTarget.class, 1000, BackendTarget.seeds()));
    }

    private static List<byte[]> parquet() throws IOException {
        try (TemporaryFolder written = TemporaryFolder.of("fuzz")) {
            return ParquetTarget.seeds(written.path());
        }
    }

    private static List<byte[]> records() throws IOException {
        try (TemporaryFolder results = TemporaryFolder.of("fuzz")) {
            List<byte[]> seeds = new ArrayList<>();
            for (Run run : List.of(SampleRuns.run(),
                    SampleCells.run("Test CPU", "0123456789", "2026-01-01T00:00:00Z", 1, 2, 1, 1))) {
                Path record = RunFolder.begin(results.path(), SampleRuns.header("2026-01-01T00:00:00Z")).finish(run,
                        Map.of());
                seeds.add(RecordTarget.joined(Files.readAllBytes(record.resolve(RunFolder.ENVIRONMENT)),
                        Files.readAllBytes(record.resolve(RunFolder.SESSIONS))));
            }
            return seeds;
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void noInputIsAFinding(Target target) throws IOException {
        ChildJvm.Result run = fuzz(target.type, target.seeds, SECONDS);
        assertEquals(0, run.exitCode(), run.output());
        List<MatchResult> progress = PROGRESS.matcher(run.output()).results().toList();
        assertTrue(progress.size() > 1, run.output());
        MatchResult first = progress.getFirst();
        MatchResult last = progress.getLast();
        System.out
                .println(target + ": " + last.group(1) + " executions in " + SECONDS + " s; branches " + first.group(2)
                        + ", then " + last.group(2) + "; features " + first.group(3) + ", then " + last.group(3));
        assertTrue(Integer.parseInt(last.group(2)) > target.branches, run.output());
        assertTrue(Integer.parseInt(last.group(3)) > Integer.parseInt(first.group(3)), run.output());
    }

    @Test
    void aPlantedFaultIsFound() throws IOException {
        ChildJvm.Result run = fuzz(CanaryTarget.class, List.of(), SECONDS);
        assertEquals(FINDING, run.exitCode(), run.output());
        assertTrue(run.output().contains(CanaryTarget.FAULT), run.output());
    }

    private ChildJvm.Result fuzz(Class<?> target, List<byte[]> seeds, int seconds) throws IOException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (byte[] seed : seeds) {
            Files.write(corpus.resolve("seed-" + seeds.indexOf(seed)), seed);
        }
        Path findings = Files.createDirectories(Path.of("target", "fuzz"));
        // With JUnit on the class path Jazzer looks for tests.
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("junit"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-XX:+EnableDynamicAgentLoading",
                "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dalphafair.vectors=always", "-Djava.io.tmpdir=" + folder,
                "-cp", classPath, "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.getName(),
                "--instrumentation_includes=io.alphafair.**:dev.hardwood.**", "--custom_hook_includes=io.alphafair.**",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + File.separator, "-seed=1", "-max_len=8192", "-timeout=120",
                "-max_total_time=" + seconds, corpus.toString()));
        return ChildJvm.java(arguments);
    }
}
