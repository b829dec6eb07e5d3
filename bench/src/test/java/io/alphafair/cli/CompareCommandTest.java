package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RecordFiles;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
    private static final int SIZES = 6;

    @TempDir
    private Path folder;

    private Path run(String name, String cpu, String start, int sizes, int forks, double times, long seed)
            throws IOException {
        Environment environment = RecordFiles.environment(cpu, name.hashCode() + "0000000000", start);
        return RecordFiles.write(folder.resolve(name), RecordFiles.run(environment, sizes, forks, times, seed));
    }

    private Path run(String name, int forks, double times, long seed) throws IOException {
        return run(name, "Test CPU", "2026-01-0" + seed + "T00:00:00Z", SIZES, forks, times, seed);
    }

    private static JsonNode json(Object... arguments) {
        return Json.parse(Alphafair.done(arguments));
    }

    @ParameterizedTest
    @CsvSource({"1, SAME", "1.03, SAME", "1.1, SLOWER", "0.7, FASTER"})
    void everyCellGetsTheVerdictOfTheChange(double times, String expected) throws IOException {
        JsonNode comparison = json("compare", run("before", 10, 1, 1), run("after", 10, times, 2), "--json");
        assertEquals(2 * SIZES, comparison.path("time").path(expected).asInt(), comparison.toPrettyString());
        assertEquals(2 * SIZES, comparison.path("allocation").path("SAME").asInt());
        double ratio = comparison.path("cells").get(0).path("time").path("ratio").asDouble();
        assertEquals(times, ratio, 0.03);
    }

    @Test
    void aRunIsTheSameAsItself() throws IOException {
        Path run = run("run", 10, 1, 1);
        String text = Alphafair.done("compare", run, run, "--fail-on", "slower");
        assertTrue(text.contains("12 cells: time 0 SLOWER, 0 FASTER, 12 SAME, 0 AMBIGUOUS"), text);
        assertTrue(text.contains("note: both runs are of the same code"), text);
    }

    @Test
    void fewForksAreAmbiguousAndTheTextSaysSo() throws IOException {
        String text = Alphafair.done("compare", run("before", 5, 1, 1), run("after", 5, 2, 2));
        assertTrue(text.contains("0 SLOWER, 0 FASTER, 0 SAME, 12 AMBIGUOUS"), text);
        assertTrue(text.contains("12 cells have fewer than 6 forks a side, which is never more than AMBIGUOUS"), text);
    }

    @Test
    void theGateFailsOnSlowerCellsAndOnNothingToCompare() throws IOException {
        Path before = run("before", 10, 1, 1);
        assertEquals(1, Alphafair.run("compare", before, run("slow", 10, 1.3, 2), "--fail-on", "slower").code());
        assertEquals(0, Alphafair.run("compare", before, run("fast", 10, 0.7, 3), "--fail-on", "slower").code());
        Path empty = RecordFiles.write(folder.resolve("empty"),
                RunRecord.of(RecordFiles.environment("Test CPU", "1", "2026-01-01T00:00:00Z"), List.of()));
        Alphafair nothing = Alphafair.run("compare", before, empty, "--fail-on", "slower");
        assertEquals(1, nothing.code());
        assertTrue(nothing.out().contains("no cell is in both runs: nothing is compared"), nothing.out());
    }

    @Test
    void cellsOfOneRunAreListedWithWhatTheOtherSays() throws IOException {
        Path before = run("before", 10, 1, 1);
        Path after = run("after", "Test CPU", "2026-01-02T00:00:00Z", SIZES - 1, 10, 1, 2);
        String text = Alphafair.done("compare", before, after);
        assertTrue(text.contains("only in before:\n  bestItems backend=scalar shape=uniform n=6000 t=8 k=16\n"), text);
    }

    @Test
    void aCellThatCouldNotRunIsListedWithItsReason() throws IOException {
        Path before = run("before", 10, 1, 1);
        CellResult absent = CellResult.without(RecordFiles.cell("simd", 1000, 8, 16), Verdict.UNAVAILABLE,
                "no such vectors");
        Path after = RecordFiles.write(folder.resolve("after"), RunRecord
                .of(RecordFiles.environment("Test CPU", "1", "2026-01-02T00:00:00Z"), List.of(absent)));
        String text = Alphafair.done("compare", before, after);
        assertTrue(text.contains("bestItems backend=simd shape=uniform n=1000 t=8 k=16"), text);
        assertTrue(text.contains(Verdict.UNAVAILABLE.text() + ": no such vectors"), text);
    }

    @Test
    void otherMachinesAreRefusedUnlessAllowedAndThenEveryRowSaysSo() throws IOException {
        Path before = run("before", 10, 1, 1);
        Path after = run("after", "Other CPU", "2026-01-02T00:00:00Z", SIZES, 10, 1, 2);
        Alphafair.assertRefused(2,
                "the runs are of different machines, Test CPU with 4 CPUs and Other CPU with 4 CPUs: "
                        + "their times say nothing about the code; --across-machines compares them all the same",
                "compare",
                before, after);
        String text = Alphafair.done("compare", before, after, "--across-machines");
        assertEquals(12, text.lines().filter(line -> line.endsWith("different machines")).count(), text);
    }

    @Test
    void theLastRunOfTheSameMachineIsABaseline() throws IOException {
        run("a", 10, 1, 1);
        run("b", 10, 1, 2);
        run("c", "Other CPU", "2026-01-03T00:00:00Z", SIZES, 10, 1, 3);
        Path own = run("d", 10, 1, 4);
        run("e", 10, 1, 5);
        assertEquals("b", json("compare", own, "--baseline", "last", "--json").path("before").asText());
        Alphafair.assertRefused(2, "--baseline last: no run beside " + folder.resolve("a")
                + " is of its machine and began before it", "compare", folder.resolve("a"), "--baseline", "last");
    }

    @Test
    void aDamagedRecordIsNamedByFileAndField() throws IOException {
        Path before = run("before", 10, 1, 1);
        Path after = run("after", 10, 1, 2);
        Path jmh = after.resolve("jmh.json");
        String whole = Files.readString(jmh);
        Files.writeString(jmh, whole.substring(0, whole.length() / 2));
        Alphafair truncated = Alphafair.run("compare", before, after);
        assertEquals(2, truncated.code());
        assertTrue(truncated.err().startsWith("error: " + jmh + ", line "), truncated.err());
        Files.writeString(jmh, whole.replaceFirst("\"ns/op\"", "\"us/op\""));
        Alphafair.assertRefused(2, jmh + ", field [0].primaryMetric.scoreUnit: expected ns/op", "compare", before,
                after);
        Files.writeString(jmh, whole);
        Path environment = after.resolve("environment.json");
        Files.writeString(environment, Files.readString(environment).replace("\"schema\" : 1", "\"schema\" : 2"));
        Alphafair.assertRefused(2,
                environment + ", field schema: expected 1, not 2: the record is of another version of "
                        + "alphafair",
                "report", after);
        assertTrue(Files.notExists(after.resolve("report.html")));
    }
}
