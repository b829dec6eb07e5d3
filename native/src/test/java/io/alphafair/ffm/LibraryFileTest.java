package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Availability;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library is unpacked once, to a place that is the user's own, and why it cannot be loaded is one line. */
class LibraryFileTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final String NAME = "libalphafair.so";
    /** Where an ELF file names the CPU it is made for. */
    private static final int ELF_MACHINE = 18;

    /** Prints why a library cannot be loaded: in a JVM that has not loaded ours. */
    static final class LoadMain {
        private LoadMain() {
        }

        public static void main(String[] paths) throws IOException {
            byte[] content = Files.readAllBytes(Path.of(paths[0]));
            System.out.println(Library.load(content, NAME, Path.of(paths[1])).availability().reason());
        }
    }

    @TempDir
    private Path cache;

    @ParameterizedTest
    @CsvSource({"Linux, amd64, linux-x86_64/libalphafair.so", "Linux, aarch64, linux-aarch64/libalphafair.so",
            "Mac OS X, aarch64, macos-aarch64/libalphafair.dylib", "Mac OS X, x86_64, macos-x86_64/libalphafair.dylib"})
    void aMachineHasItsLibrary(String system, String architecture, String resource) {
        assertEquals(resource, LibraryFile.resource(system, architecture));
    }

    @Test
    void aMachineWithoutOneIsToldHowToGetIt() {
        IOException e = assertThrows(IOException.class, () -> LibraryFile.checksum("plan9-mips/libalphafair.so"));
        assertEquals("built without the native library for plan9-mips: install gcc, or build with -Pclang",
                e.getMessage());
    }

    @Test
    void theFolderIsNamedByTheContentAndTheUsersOwn() throws IOException {
        Path file = LibraryFile.unpack(CONTENT, NAME, cache.resolve("new"));
        assertArrayEquals(CONTENT, Files.readAllBytes(file));
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertEquals(file, LibraryFile.unpack(CONTENT, NAME, cache.resolve("new")));
        assertFalse(file.getParent()
                .equals(LibraryFile.unpack(new byte[]{1, 2}, NAME, cache.resolve("new")).getParent()));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFileThatWasDamagedOrLeftHalfWrittenIsReplaced() throws IOException {
        Path file = LibraryFile.unpack(CONTENT, NAME, cache);
        Files.write(file, new byte[]{9});
        assertArrayEquals(CONTENT, Files.readAllBytes(LibraryFile.unpack(CONTENT, NAME, cache)));
    }

    /** What an earlier process has unpacked is taken without a look at the jar, if it is whole. */
    @Test
    void theUnpackedFileIsTakenIfItIsWhole() throws IOException {
        String checksum = "55bc801d-3";
        assertNull(LibraryFile.unpacked(checksum, NAME, cache));
        Path file = LibraryFile.unpack(CONTENT, NAME, cache);
        assertEquals(file, LibraryFile.unpacked(checksum, NAME, cache));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
        Files.write(file, new byte[]{1, 2});
        assertNull(LibraryFile.unpacked(checksum, NAME, cache));
        Files.write(file, new byte[]{1, 2, 4});
        assertNull(LibraryFile.unpacked(checksum, NAME, cache));
        LibraryFile.unpack(CONTENT, NAME, cache);
        assertEquals(file, LibraryFile.unpacked(checksum, NAME, cache));
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xrwx"));
        IOException e = assertThrows(IOException.class, () -> LibraryFile.unpacked(checksum, NAME, cache));
        assertTrue(e.getMessage().contains("has the permissions rwxr-xrwx"), e.getMessage());
        requireReason(Library.loadUnpacked(checksum, NAME, cache).availability(),
                "the native library cannot be unpacked to " + cache);
    }

    @Test
    void aFolderThatOthersMayWriteIsRefused() throws IOException {
        Path folder = LibraryFile.unpack(CONTENT, NAME, cache).getParent();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        IOException e = assertThrows(IOException.class, () -> LibraryFile.unpack(CONTENT, NAME, cache));
        assertTrue(e.getMessage().contains("has the permissions rwxrwx---"), e.getMessage());
        assertTrue(e.getMessage().endsWith("; remove it"), e.getMessage());
    }

    private static void requireReason(Availability found, String start) {
        assertFalse(found.available());
        assertTrue(found.reason().startsWith(start), found.reason());
        assertEquals(1, found.reason().lines().count());
        assertTrue(found.cause().isPresent());
    }

    @Test
    void aFileInPlaceOfTheCacheIsAReason() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        requireReason(Library.load(CONTENT, NAME, file).availability(),
                "the native library cannot be unpacked to " + file);
    }

    @Test
    void whatIsNoLibraryAndOneForAnotherCpuAreReasons() throws IOException {
        requireReason(Library.load(CONTENT, NAME, cache).availability(), "the native library cannot be loaded from ");
        Natives.require();
        byte[] library = Natives.content();
        library[ELF_MACHINE] = 8;
        requireReason(Library.load(library, NAME, cache).availability(), "the native library cannot be loaded from ");
    }

    /** The system's loader takes a library that is too short, and the process ends when its end is touched. */
    @Test
    void aDamagedLibraryInTheJarIsNotUnpacked() throws IOException {
        String checksum = "55bc801d-3";
        LibraryFile.requireWhole(CONTENT, checksum);
        IOException e = assertThrows(IOException.class, () -> LibraryFile.requireWhole(new byte[]{1, 2}, checksum));
        assertTrue(e.getMessage().startsWith("the native library in the jar is damaged"), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void aLibraryWithoutOurFunctionsIsAReason() throws IOException {
        Require.program("cc", "cc", "which makes a library");
        Path source = Files.writeString(cache.resolve("other.c"), "int other(void) { return 1; }\n");
        Path other = cache.resolve("other.so");
        ChildJvm.succeed(List.of("cc", "-shared", "-fPIC", "-o", other.toString(), source.toString()));
        List<String> lines = ChildJvm.java(List.of("--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), LoadMain.class.getName(), other.toString(), cache.toString()))
                .output().lines().toList();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().startsWith("the native library cannot be loaded from "), lines::toString);
        assertTrue(lines.getFirst().contains("alphafair_scan"), lines::toString);
    }
}
