package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.compare.SampleCells;
import io.alphafair.bench.report.NamedRun;
import io.alphafair.bench.report.Report;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that no run wrote. */
class HostileRecordTest {
    private static final String BEGINNING = "2026-01-01T00:00:00Z";

    @TempDir
    private Path results;
    private Path record;

    @BeforeEach
    void write() throws IOException {
        record = RunFolder.begin(results, SampleRuns.header(BEGINNING)).finish(SampleRuns.run(), Map.of());
    }

    private void assertRefused(String name, String message) {
        String found = assertThrows(IOException.class, () -> RunFolder.read(record)).getMessage();
        assertTrue(found.startsWith(record.resolve(name) + message), found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            environment.json~"cpu" : "Test(R) CPU @ 3.00GHz"~"cpu" : null~, field machine.cpu, line
            environment.json~"cpus" : 4~"cpus" : null~, field machine.cpus, line
            environment.json~"flags" : [ "-Xmx1g" ]~"flags" : [ null ]~, field jdk.flags[0], line
            environment.json~"devices" : { }~"devices" : { "a" : { "b" : null } }~, field devices.a.b, line
            environment.json~"schema" : 2,~"schema" : 2, "schema" : 2,~, line 1: not the JsonNode expected, Duplicate field 'schema'
            sessions.json~"metrics" : [~"metrics" : [ null,~, field sessions[0].metrics[0], line
            sessions.json~"more" : { }~"more" : null~, field sessions[0].problem.more, line
            sessions.json~"n" : 1000~"n" : 0~, field sessions[0].problem: n = 0, t = 8, k = 4; expected numbers of 1 and more
            sessions.json~"unsettled" : [ "" ]~"unsettled" : [ ]~, field sessions[0].series[0].samples.time: 1 forks; expected as many as in unsettled, which has 0
            sessions.json~[ 16000.0, 16160.0, 15840.0 ]~[ ]~, field sessions[0].series[0].samples.time: a fork without a value; expected one at least
            sessions.json~[ 16000.0, 16160.0~[ -1.0, 16160.0~, field sessions[0].series[0].samples.time: -1.0; expected finite numbers from 0 on
            sessions.json~"low" : 15840.0~"low" : "NaN"~, field sessions[0].series[0].summary.time: NaN, 16000.0 and 16160.0; expected finite numbers from 0 on
            sessions.json~"high" : 16160.0~"high" : 1e999~, field sessions[0].series[0].summary.time: 15840.0, 16000.0 and Infinity; expected finite numbers from 0 on
            """)
    void whatNoRunWritesIsRefusedByItsPlace(String name, String text, String replacement, String message)
            throws IOException {
        Path file = record.resolve(name);
        // The layout of the files does not count here.
        String before = Files.readString(file).replaceAll("\\s+", " ");
        String after = before.replaceFirst(Pattern.quote(text),
                Matcher.quoteReplacement(replacement));
        assertTrue(!after.equals(before), before);
        Files.writeString(file, after);
        assertRefused(name, message);
    }

    @Test
    void aResultWithoutATimeIsReportedWithoutOne() throws IOException {
        Run cells = SampleCells.run("Test CPU", "0123456789", BEGINNING, 1, 3, 1, 1);
        for (Path folder : new Path[]{record, SampleCells.write(results, "cells", cells)}) {
            Path file = folder.resolve("sessions.json");
            String before = Files.readString(file);
            String after = before.replaceFirst("(\"summary\" : \\{\\s+\")time", "$1watts");
            assertTrue(!after.equals(before), before);
            Files.writeString(file, after);
            String csv = new Report(List.of(NamedRun.of(RunFolder.read(folder)))).csv();
            assertTrue(csv.lines().anyMatch(line -> line.matches("(races|bestItems),.*")
                    && line.contains("scalar") && line.contains("uniform,1000,8,")), csv);
        }
    }

    @Test
    void nestingAndDigitsHaveALimit() throws IOException {
        Files.writeString(record.resolve("sessions.json"), "{\"schema\": 2, \"sessions\": " + "[".repeat(10_000));
        assertRefused("sessions.json",
                ": not the JsonNode expected, Document nesting depth (1001) exceeds the maximum allowed (1000)");
        Files.writeString(record.resolve("sessions.json"), "{\"schema\": " + "7".repeat(1 << 20) + "}");
        assertRefused("sessions.json", ": not the JsonNode expected, Number value length (1048576) exceeds the "
                + "maximum allowed (1000)");
    }

    @Test
    void aFileWithoutAnEndIsRefused() throws IOException {
        Path device = Path.of("/dev/zero");
        Require.that("devices", Files.exists(device), "no " + device + ", a file without an end");
        Path sessions = record.resolve("sessions.json");
        Files.delete(sessions);
        Files.createSymbolicLink(sessions, device);
        assertRefused("sessions.json", ": no regular file; expected a file of JSON");
    }

    @Test
    void aFileThatWouldFillTheMemoryIsRefused() throws IOException {
        try (FileChannel channel = FileChannel.open(record.resolve("sessions.json"), StandardOpenOption.WRITE)) {
            // Takes no room on disk.
            channel.write(ByteBuffer.wrap(new byte[1]), (8L << 30) - 1);
        }
        assertRefused("sessions.json", ": 8589934592 bytes; expected at most 67108864");
    }

    @ParameterizedTest
    @CsvSource({"../elsewhere", "/tmp/elsewhere", "other", "2026-01-01-test-cpu-0123456/..", "''"})
    void aRunGoesOnOnlyUnderTheNameOfItsFolder(String name) throws IOException {
        RunFolder.Header header = SampleRuns.header(BEGINNING);
        RunFolder begun = RunFolder.begin(results, header);
        RunFolder second = RunFolder.begin(results, header);
        assertEquals(second.folder(), second.resumed().folder());
        assertEquals(header.name(), RunFolder.unfinished(results, header).header().name());
        for (RunFolder run : new RunFolder[]{begun, second}) {
            Json.write(run.folder().resolve("run.json"), new RunFolder.Header(name, header.profile(), header.command(),
                    header.options(), header.git(), header.machine(), header.start(), 0));
        }
        String message = assertThrows(IOException.class, () -> RunFolder.unfinished(results, header)).getMessage();
        assertTrue(message.contains("run.json, field name: '" + name
                + "'; expected the name of its folder without .unfinished"), message);
    }
}
