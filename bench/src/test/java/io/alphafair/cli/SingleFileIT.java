package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar alphafair.jar}: the command as a single file, without the launcher and without flags. */
class SingleFileIT {
    private static final Path TARGET = Path.of(System.getProperty("alphafair.root"), "bench/target");
    private static final String CSV = "sex,visit,test\nf,3,1\nm,2,5\nf,4,2\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(TARGET.resolve("alphafair.jar"), folder.resolve("alphafair.jar"));
        Files.writeString(folder.resolve("people.csv"), CSV);
    }

    private Alphafair run(String... arguments) throws IOException, InterruptedException {
        return FakeCheckout.finish(command(arguments), folder);
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "alphafair.jar"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    private Alphafair allocate(String backend) throws IOException, InterruptedException {
        return run("allocate", "--table", "people.csv", "--benefit", "visit,test", "--cost-values", "2,1", "--group",
                "sex", "--cap-values", "1", "--budget", "4", "--alpha", "1", "--backend", backend);
    }

    @Test
    void itAnswersWithoutAWarning() throws IOException, InterruptedException {
        Alphafair scalar = allocate("scalar");
        assertEquals("", scalar.err());
        assertEquals(0, scalar.code());
        assertTrue(scalar.out().contains("sex=f"), scalar.out());
        Alphafair pool = allocate("forkjoin");
        assertEquals("", pool.err());
        assertEquals(scalar.out(), pool.out());
        Alphafair library = allocate("native");
        assertTrue(library.code() == 0 && library.err().isEmpty() && library.out().equals(scalar.out())
                || library.code() == Main.CANNOT_RUN && library.err().lines().count() == 1, library.toString());
    }

    /** The flags of the variable count once, and a JVM's remark on them is the first JVM's only. */
    @Test
    void flagsFromTheEnvironmentCountOnce() throws IOException, InterruptedException {
        ProcessBuilder builder = command("doctor");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx512m");
        Alphafair doctor = FakeCheckout.finish(builder, folder);
        assertEquals(0, doctor.code(), doctor.toString());
        assertEquals(List.of("Picked up JAVA_TOOL_OPTIONS: -Xmx512m"), doctor.err().lines().toList());
    }

    @Test
    void simdHasItsModule() throws IOException, InterruptedException {
        Alphafair simd = allocate("simd");
        assertEquals("", simd.err());
        assertEquals(allocate("scalar").out(), simd.out());
    }

    @Test
    void itsExitCodeAndErrorsAreTheCommands() throws IOException, InterruptedException {
        Alphafair unknown = allocate("gpuu");
        assertTrue(unknown.err().startsWith("error: unknown backend 'gpuu': expected one of scalar"), unknown.err());
        assertEquals(1, unknown.err().lines().count(), unknown.err());
        assertEquals(Main.BAD_INPUT, unknown.code());
        assertEquals("", unknown.out());
    }

    @Test
    @Tag("long")
    void itGivesTheJvmsThatItMeasuresTheirFlags() throws IOException, InterruptedException {
        Alphafair bench = run("bench", "--data", "people.csv", "--benefit", "visit,test", "--cost-values", "2,1",
                "--group", "sex", "--", "data.BestItems", "-p", "backend=simd", "-f", "1", "-wi", "1", "-w", "10ms",
                "-i",
                "1", "-r", "10ms");
        assertEquals(0, bench.code(), bench.toString());
        try (Stream<Path> records = Files.list(folder.resolve("results"))) {
            Series simd = RunFolder.read(records.findFirst().orElseThrow()).sessions().getFirst()
                    .find(Id.parse("simd")).orElseThrow();
            assertTrue(!simd.samples().isEmpty(), simd.toString());
        }
    }

    @Test
    void theOtherJarStaysPlainJmh() throws IOException {
        try (JarFile jmh = new JarFile(TARGET.resolve("benchmarks.jar").toFile());
                JarFile command = new JarFile(TARGET.resolve("alphafair.jar").toFile())) {
            assertEquals("io.alphafair.bench.jmh.JmhMain",
                    jmh.getManifest().getMainAttributes().getValue("Main-Class"));
            assertEquals(names(jmh), names(command));
        }
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(entry -> entry.getName()).filter(name -> !name.endsWith("/")).sorted().toList();
    }
}
