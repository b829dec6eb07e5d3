package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the backend is found, which variant it takes, and why it cannot run, in one line. */
class NativeProviderTest {
    /** Opens each argument and prints what it is, or why it is not. */
    static final class OpenMain {
        private OpenMain() {
        }

        public static void main(String[] names) {
            for (String name : names) {
                try (Backend backend = Backends.open(name, 2)) {
                    System.out.println(backend.name() + " is " + backend.description());
                } catch (RuntimeException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    private static List<String> command(List<String> environment, List<String> flags, String... names) {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(environment);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OpenMain.class.getName()));
        command.addAll(List.of(names));
        return command;
    }

    private static List<String> open(List<String> environment, List<String> flags, String... names) {
        return ChildJvm.run(command(environment, flags, names)).output().lines().toList();
    }

    private static List<String> open(String variant, String... names) {
        return open(List.of(Variant.VARIABLE + "=" + variant), List.of("--enable-native-access=ALL-UNNAMED"), names);
    }

    @Test
    void itIsFoundByItsNameAndIsTheFirstLeafOfForkJoin() {
        Natives.require();
        String what = "1 thread, C compiled for " + Functions.best();
        try (Backend backend = Backends.open("native");
                Backend parallel = Backends.open("forkjoin", 2);
                Backend named = Backends.open("forkjoin:native", 2)) {
            assertEquals("native", backend.name());
            assertEquals(what, backend.description());
            assertEquals("2 threads, leaf native (" + what + ")", parallel.description());
            assertEquals(parallel.description(), named.description());
        }
        assertThrows(UnknownBackendException.class, () -> Backends.open("native:avx2"));
    }

    @Test
    void theVariableNamesALowerVariantOrIsRefused() {
        Natives.require();
        for (Variant variant : Natives.variants()) {
            assertEquals(List.of("native is 1 thread, C compiled for " + variant,
                    "forkjoin is 2 threads, leaf native (1 thread, C compiled for " + variant + ")"),
                    open(variant.toString(), "native", "forkjoin"));
        }
        List<String> refused = open("avx1024", "native");
        assertEquals(1, refused.size(), refused::toString);
        assertTrue(
                refused.getFirst().startsWith("backend 'native' cannot run here: ALPHAFAIR_NATIVE_VARIANT=avx1024: "),
                refused.getFirst());
    }

    @Test
    void noVariantIsAboveWhatTheCpuHas() {
        assertEquals(Variant.BASELINE, Variant.of("baseline", Variant.AVX2));
        assertEquals("ALPHAFAIR_NATIVE_VARIANT=avx512: expected one of [baseline, avx2], which this CPU has",
                assertThrows(IllegalArgumentException.class, () -> Variant.of("avx512", Variant.AVX2)).getMessage());
    }

    @Test
    void withoutNativeAccessItSaysSoAndNoWarningIsPrinted() {
        assertEquals(List.of("backend 'native' cannot run here: native access is not enabled: start java with "
                + "--enable-native-access=ALL-UNNAMED",
                "forkjoin is 2 threads, leaf scalar (1 thread, scalar loop)"),
                open(List.of(), List.of(), "native", "forkjoin"));
    }

    @Test
    void whereTheCacheForbidsExecutionItSaysSoAndTheOthersGoOn(@TempDir Path folder) {
        Natives.require();
        String mount = "mount -t tmpfs -o noexec tmpfs " + folder;
        Require.that("noexec", ChildJvm.run(List.of("unshare", "-rm", "bash", "-c", mount)).exitCode() == 0,
                "this user may not mount a folder that forbids execution");
        List<String> lines = ChildJvm.run(List.of("unshare", "-rm", "bash", "-c", mount + " && " + String.join(" ",
                command(List.of("XDG_CACHE_HOME=" + folder), List.of("--enable-native-access=ALL-UNNAMED"), "native",
                        "forkjoin").stream().map(word -> "'" + word + "'").toList())))
                .output().lines().toList();
        assertTrue(lines.getFirst().startsWith("backend 'native' cannot run here: the native library cannot be loaded "
                + "from " + folder), lines::toString);
        assertEquals(List.of("forkjoin is 2 threads, leaf scalar (1 thread, scalar loop)"),
                lines.subList(1, lines.size()));
    }

    @Test
    void whereTheCacheCannotBeWrittenItSaysSoAndTheOthersGoOn(@TempDir Path folder) {
        Natives.require();
        String mount = "mount -t tmpfs -o ro tmpfs " + folder;
        Require.that("noexec", ChildJvm.run(List.of("unshare", "-rm", "bash", "-c", mount)).exitCode() == 0,
                "this user may not mount a folder that cannot be written");
        List<String> lines = ChildJvm.run(List.of("unshare", "-rm", "bash", "-c", mount + " && " + String.join(" ",
                command(List.of("XDG_CACHE_HOME=" + folder), List.of("--enable-native-access=ALL-UNNAMED"), "native",
                        "forkjoin").stream().map(word -> "'" + word + "'").toList())))
                .output().lines().toList();
        assertEquals("backend 'native' cannot run here: the native library cannot be unpacked to " + folder
                + "/alphafair: java.nio.file.FileSystemException: " + folder
                + "/alphafair: Read-only file system; set XDG_CACHE_HOME to a folder of your own", lines.getFirst());
        assertEquals(List.of("forkjoin is 2 threads, leaf scalar (1 thread, scalar loop)"),
                lines.subList(1, lines.size()));
    }

    @Test
    void whereTheCacheHasNoRoomItSaysSoAndLeavesNoFile(@TempDir Path folder) throws IOException {
        Natives.require();
        List<String> limited = new ArrayList<>(
                List.of("bash", "-c", "ulimit -f 8 && exec \"$@\"", "bash"));
        limited.addAll(command(List.of("XDG_CACHE_HOME=" + folder),
                List.of("--enable-native-access=ALL-UNNAMED", "-XX:-UsePerfData"), "native", "forkjoin"));
        assertEquals(List.of("backend 'native' cannot run here: the native library cannot be unpacked to " + folder
                + "/alphafair: java.io.IOException: File too large; set XDG_CACHE_HOME to a folder of your own",
                "forkjoin is 2 threads, leaf scalar (1 thread, scalar loop)"),
                ChildJvm.run(limited).output().lines().toList());
        assertEquals(List.of(), files(folder));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** As in a container whose user has no entry in the list of users, and no HOME. */
    @Test
    void aUserWithoutAHomeFolderIsToldSoAndNothingIsMadeWhereTheProgramRuns(@TempDir Path folder) throws IOException {
        Natives.require();
        List<String> lines = open(List.of("-C", folder.toString(), "-u", "XDG_CACHE_HOME"),
                List.of("--enable-native-access=ALL-UNNAMED", "-Duser.home=?"), "native", "forkjoin");
        assertEquals(List.of(
                "backend 'native' cannot run here: the native library cannot be unpacked: this user has no "
                        + "home folder (the property user.home is '?'): set HOME or XDG_CACHE_HOME to a folder of your own",
                "forkjoin is 2 threads, leaf scalar (1 thread, scalar loop)"), lines);
        try (Stream<Path> made = Files.list(folder)) {
            assertEquals(List.of(), made.toList());
        }
    }

    /** No temporary folder is used. The JVM itself warns that there is none. */
    @Test
    void itNeedsNoTemporaryFolder(@TempDir Path folder) {
        Natives.require();
        List<String> lines = open(List.of("XDG_CACHE_HOME=" + folder),
                List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + folder.resolve("missing")),
                "native");
        assertEquals("native is 1 thread, C compiled for " + Functions.best(), lines.getLast());
    }
}
