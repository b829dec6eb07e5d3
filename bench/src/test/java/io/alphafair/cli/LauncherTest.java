package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void theLauncherPassesTheRequiredFlags() throws IOException {
        String script = Files.readString(FakeCheckout.LAUNCHER);
        JvmFlags.REQUIRED.forEach(flag -> assertTrue(script.contains(flag), flag));
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
}
