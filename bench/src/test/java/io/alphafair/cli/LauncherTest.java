package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.process.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a process of its own shows. */
class LauncherTest {
    private static ProcessBuilder java(String... flagsAndArgs) {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"));
        builder.command().addAll(List.of(flagsAndArgs));
        return builder;
    }

    @Test
    void aKnownBackendThatCannotRunExitsWithThreeAndItsReason(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path out = folder.resolve("o.json");
        Alphafair run = FakeCheckout
                .finish(java(Main.class.getName(), "allocate", "--problems", "in.json", "--backend", "simd",
                        "--out", out.toString()), folder);
        assertEquals("error: backend 'simd' cannot run here: the module jdk.incubator.vector is not there: "
                + "start java with --add-modules jdk.incubator.vector\n", run.err());
        assertEquals(Main.CANNOT_RUN, run.code());
        assertEquals("", run.out());
        assertTrue(Files.notExists(out));
    }

    @Test
    void withoutTheVectorModuleAutoStillAnswers(@TempDir Path folder) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in.json"), """
                [{"name": "x", "n": 1, "t": 1, "k": 1, "budget": 1, "alpha": 1, "benefit": [1], "cost": [1],
                "group": [0]}]""");
        Alphafair run = FakeCheckout.finish(java(Main.class.getName(), "allocate", "--problems", in.toString()),
                folder);
        assertEquals("", run.err());
        assertTrue(run.out().contains("\"backend\":\"scalar\""), run.out());
    }

    @Test
    void theLauncherPassesTheFlagsThatAreMeasured() throws IOException {
        String script = Files.readString(FakeCheckout.LAUNCHER);
        JvmFlags.LAUNCHER.forEach(flag -> assertTrue(script.contains(flag), flag));
    }

    @Test
    void aWrongJavaHomeIsOneLine(@TempDir Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(FakeCheckout.LAUNCHER.toString(), "--version");
        builder.environment().put("ALPHAFAIR_JAVA_HOME", folder.toString());
        Alphafair run = FakeCheckout.finish(builder, folder);
        assertEquals("error: ALPHAFAIR_JAVA_HOME=" + folder + " is no JDK 25 or later: correct it or unset it\n",
                run.err());
        assertEquals(Main.BAD_INPUT, run.code());
    }

    /** A checkout whose jar was installed without sources, so that nothing is built. */
    private static FakeCheckout installed(Path folder) throws IOException {
        FakeCheckout checkout = FakeCheckout.in(folder);
        Files.delete(checkout.root().resolve("pom.xml"));
        checkout.write("bench/target/benchmarks.jar", "a jar");
        return checkout;
    }

    private static String faulty(Path jdk, String version) {
        return "warning: JDK " + version + " in " + jdk
                + " can corrupt data under its garbage collector G1 (JDK-8377811): "
                + "install JDK 25.0.3 or later, or set JDK_JAVA_OPTIONS=-XX:+UseParallelGC\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.0", "25.0.1", "25.0.2", "25.0.2.0.1"})
    void aJdkThatCorruptsDataIsUsedWithAWarning(String version, @TempDir Path folder)
            throws IOException, InterruptedException {
        FakeCheckout checkout = installed(folder);
        Path jdk = checkout.jdk(version);
        Alphafair run = checkout.start(Map.of("ALPHAFAIR_JAVA_HOME", jdk.toString()), "doctor");
        assertEquals(faulty(jdk, version), run.err());
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith(jdk + "\n"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.3", "25.0.3.0.1", "25.0.10", "25.0.20", "25.1.0", "26", "26.0.1"})
    void otherJdksAreUsedWithoutAWord(String version, @TempDir Path folder) throws IOException, InterruptedException {
        FakeCheckout checkout = installed(folder);
        Path jdk = checkout.jdk(version);
        Alphafair run = checkout.start(Map.of("ALPHAFAIR_JAVA_HOME", jdk.toString()), "doctor");
        assertEquals("", run.err());
        assertTrue(run.out().startsWith(jdk + "\n"), run.out());
    }

    @Test
    void theRemedyEndsTheWarning(@TempDir Path folder) throws IOException, InterruptedException {
        FakeCheckout checkout = installed(folder);
        Alphafair run = checkout.start(Map.of("ALPHAFAIR_JAVA_HOME", checkout.jdk("25.0.1").toString(),
                "JDK_JAVA_OPTIONS", "-Xmx2g -XX:+UseParallelGC"), "doctor");
        assertEquals("", run.err());
        assertEquals(0, run.code());
    }

    @Test
    void aJdkWithoutTheFaultIsPreferred(@TempDir Path folder) throws IOException, InterruptedException {
        FakeCheckout checkout = installed(folder);
        Path sound = checkout.jdk("25.0.3");
        checkout.onPath(sound);
        Alphafair run = checkout.start(Map.of("JAVA_HOME", checkout.jdk("25.0.2").toString()), "doctor");
        assertEquals("", run.err());
        assertTrue(run.out().startsWith(sound + "\n"), run.out());
    }

    @Test
    void theClassPathGrowsByTheVariable(@TempDir Path folder) throws IOException, InterruptedException {
        FakeCheckout checkout = installed(folder);
        Path jdk = checkout.jdk("25.0.3");
        Path toy = Files.writeString(folder.resolve("toy.jar"), "a backend");
        Path classes = Files.createDirectory(folder.resolve("my classes"));
        Map<String, String> variables = new HashMap<>(Map.of("ALPHAFAIR_JAVA_HOME", jdk.toString()));
        variables.put("ALPHAFAIR_CLASSPATH", "toy.jar::" + classes + ":my classes/*");
        Alphafair run = checkout.start(variables, "doctor");
        assertEquals("", run.err());
        Path here = checkout.root().getParent();
        assertTrue(run.out().contains("\n-cp\n" + checkout.root().resolve("bench/target/benchmarks.jar") + ":"
                + here.resolve("toy.jar") + ":" + classes + ":" + here + "/my classes/*\nio.alphafair.cli.Main\n"),
                run.out());
        Files.delete(toy);
        Alphafair missing = checkout.start(variables, "doctor");
        assertEquals(
                "error: ALPHAFAIR_CLASSPATH names " + here.resolve("toy.jar") + ", which does not exist: correct it "
                        + "or unset it\n",
                missing.err());
        assertEquals(Main.BAD_INPUT, missing.code());
        assertEquals("", missing.out());
    }

    @ParameterizedTest
    @CsvSource({", , C.UTF-8", "LC_ALL, C, C.UTF-8", "LANG, POSIX, C.UTF-8", "LANG, not_THERE.UTF-8, C.UTF-8",
            "LANG, de_DE.UTF-8, unset", "LC_ALL, de_DE.UTF-8, de_DE.UTF-8"})
    void aLocaleOfAsciiBecomesUtf8(String name, String value, String expected, @TempDir Path folder)
            throws IOException, InterruptedException {
        FakeCheckout checkout = installed(folder);
        checkout.installLocales("C.UTF-8", "de_DE.UTF-8");
        Path jdk = checkout.jdk("25.0.3");
        Files.writeString(jdk.resolve("bin/java"), "#!/usr/bin/env bash\necho \"${LC_ALL-unset}\"\n");
        Map<String, String> variables = new HashMap<>(Map.of("ALPHAFAIR_JAVA_HOME", jdk.toString()));
        if (name != null) {
            variables.put(name, value);
        }
        Alphafair run = checkout.start(variables, "doctor");
        assertEquals(expected + "\n", run.out());
        assertEquals(0, run.code());
        checkout.installLocales("none");
        variables.remove("LC_ALL");
        assertEquals("unset\n", checkout.start(variables, "doctor").out());
    }

    /** Letters that are lost would make it write another file than the one that was named. */
    @Test
    void whatAJvmCannotReadIsRefused(@TempDir Path folder) throws IOException, InterruptedException {
        // This JVM would write the word as its own locale says; the shell writes these bytes.
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec \"$@\" $'\\xc3\\xa9.json'", "bash");
        builder.command().addAll(java(Main.class.getName(), "allocate", "--problems").command());
        builder.environment().put("LC_ALL", "C");
        Alphafair run = FakeCheckout.finish(builder, folder);
        assertEquals(
                "error: this JVM cannot read the letters of the command line that are not ASCII, because the locale is "
                        + "not UTF-8: set LC_ALL=C.UTF-8\n",
                run.err());
        assertEquals(Main.BAD_INPUT, run.code());
        assertEquals("", run.out());
    }
}
