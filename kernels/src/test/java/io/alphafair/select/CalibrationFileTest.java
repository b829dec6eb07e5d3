package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationFileTest {
    @TempDir
    private Path folder;

    private Path written() throws IOException {
        Path file = folder.resolve("new/crossovers.properties");
        CalibrationFile.write(file, Calibrations.crossing());
        return file;
    }

    @Test
    void aFileReadsBackAsItWas() throws IOException, UnusableCalibrationException {
        Calibration calibration = Calibrations.of(List.of(
                new Calibration.Series("a.b", 1, true, "scaled", 8, 4096, Calibrations.points(10, 15, 1e9, 12_345)),
                new Calibration.Series("pool", 2, false, "uniform", 1, 2, Calibrations.points(1, 1))));
        Path file = folder.resolve("new/crossovers.properties");
        CalibrationFile.write(file, calibration);
        Calibration read = CalibrationFile.read(file, Calibrations.HOST);
        assertEquals(new Calibration(read.host(), read.jdk(), read.version(), read.date(), calibration.series()),
                calibration);
        assertEquals(Set.copyOf(calibration.series()), Set.copyOf(read.series()));
        CalibrationFile.write(file, Calibrations.crossing());
        assertEquals(2, CalibrationFile.read(file, Calibrations.HOST).series().size());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void whatIsOfAnotherMachineIsIgnoredWithItsReason() throws IOException {
        Path file = written();
        assertEquals("the calibration has cpu 'Test CPU: 2 GHz = slow', expected 'Other'",
                reason(file, new Host("Other", 2)));
        assertEquals("the calibration has processors '2', expected '4'",
                reason(file, new Host(Calibrations.HOST.cpu(), 4)));
        assertEquals("no calibration on this machine", reason(folder.resolve("missing"), Calibrations.HOST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            schema=1~schema=2~has schema '2', expected '1'
            schema=1~~has schema 'null', expected '1'
            date=2026-03-04T05\\:06\\:07Z~date=then~damaged (date 'then'
            jdk=~java=~damaged (no jdk
            threads.pool=2~~damaged (no threads.pool
            threads.pool=2~threads.pool=0~damaged (series of pool with 0 threads
            1000\\:~1000:x~damaged (Error at index 0 in: "x500"
            1000\\:~0\\:~damaged (series of
            1000\\:~1000 ~damaged (point '1000
            .t1.k2=~.t1.kk=~damaged (For input string: "k"
            .t1.k2=~.k2.t1=~damaged (
            .t1.k2=~=~damaged (key time.
            full~half~damaged (operands half
            time.~tim.~damaged (no times
            2026~\\u12~damaged (Malformed
            """)
    void damageIsToldByItsPlace(String text, String replacement, String reason) throws IOException {
        Path file = written();
        String before = Files.readString(file);
        String after = before.replace(text, replacement == null ? "#" : replacement);
        assertTrue(!after.equals(before), before);
        Files.writeString(file, after);
        assertTrue(reason(file, Calibrations.HOST).contains(reason), reason(file, Calibrations.HOST));
        Crossovers crossovers = Crossovers.load(file, Calibrations.HOST);
        assertTrue(crossovers.calibration().isEmpty());
        assertTrue(crossovers.origin(2).startsWith("built-in model: the calibration "), crossovers.origin(2));
    }

    @Test
    void whatTheFileSaysReachesATerminalAsTextOnly() throws IOException {
        Path file = written();
        String whole = Files.readString(file);
        Files.writeString(file, whole.replace("schema=1", "schema=\\u001b[31m"));
        assertEquals("the calibration has schema '\\u001b[31m', expected '1'", reason(file, Calibrations.HOST));
        Files.writeString(file, whole.replace("25.0.1", "25\\u001b[2J"));
        assertEquals("the calibration is damaged (jdk '25\\u001b[2J' has a character that cannot be shown)",
                reason(file, Calibrations.HOST));
        Files.writeString(file, whole.replace("1000\\:", "x".repeat(10_000) + "\\:"));
        assertTrue(reason(file, Calibrations.HOST).length() < 400, reason(file, Calibrations.HOST));
    }

    @Test
    void aFileThatIsTooLargeToBeACalibrationIsNotReadWhole() throws IOException {
        Path file = folder.resolve("large.properties");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Takes no room on disk, and would take twice as much as the heap of the tests has.
            channel.write(ByteBuffer.wrap(new byte[1]), 8L << 30);
        }
        assertEquals("the calibration is damaged (more than 1048576 bytes)", reason(file, Calibrations.HOST));
    }

    private static String reason(Path file, Host host) {
        return assertThrows(UnusableCalibrationException.class, () -> CalibrationFile.read(file, host)).getMessage();
    }

    @Test
    void theCacheFolderIsTheSystemsUsualOne() {
        Path home = Path.of("/home/me");
        assertEquals(Path.of("/home/me/.cache/alphafair"), CacheFolder.of(Map.of(), "Linux", home));
        assertEquals(Path.of("/var/c/alphafair"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "/var/c"), "Linux", home));
        assertEquals(Path.of("/home/me/.cache/alphafair"),
                CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), "FreeBSD", home));
        assertEquals(Path.of("/home/me/Library/Caches/alphafair"), CacheFolder.of(Map.of(), "Mac OS X", home));
        assertEquals(Path.of("/local/alphafair"),
                CacheFolder.of(Map.of("LOCALAPPDATA", "/local"), "Windows 11", home));
        assertEquals(Path.of("/home/me/AppData/Local/alphafair"), CacheFolder.of(Map.of(), "Windows 11", home));
    }

    /** The JVM calls the home folder "?" if the system knows none; that is no folder to be made where the program runs. */
    @Test
    void aUserWithoutAHomeFolderIsToldWhichVariableNamesOne() {
        Path none = Path.of("?");
        for (String system : List.of("Linux", "Mac OS X", "Windows 11")) {
            assertEquals(
                    "this user has no home folder (the property user.home is '?'): set HOME or XDG_CACHE_HOME to a "
                            + "folder of your own",
                    assertThrows(InvalidInputException.class, () -> CacheFolder.of(Map.of(), system, none))
                            .getMessage());
        }
        assertEquals(Path.of("/var/c/alphafair"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "/var/c"), "Linux", none));
    }

    @Test
    void theProcessorIsNamedByWhatTheSystemTells() {
        assertEquals("Fast 9000 @ 3GHz", Host.model("processor : 0\nmodel name\t: Fast 9000 @ 3GHz \nmodel name: B\n",
                Map.of(), "amd64"));
        assertEquals("0xd0c", Host.model("CPU implementer : 0x41\nCPU part : 0xd0c\n", Map.of(), "aarch64"));
        assertEquals("Intel64 Family 6", Host.model("", Map.of("PROCESSOR_IDENTIFIER", "Intel64 Family 6"), "amd64"));
        assertEquals("aarch64", Host.model("", Map.of(), "aarch64"));
    }
}
