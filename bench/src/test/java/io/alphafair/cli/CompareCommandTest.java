package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.compare.SampleCells;
import io.alphafair.bench.record.Json;
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

    private Path run(String name, String cpu, int day, int sizes, int forks, double times) throws IOException {
        return SampleCells.write(folder, name, SampleCells.run(cpu, name.hashCode() + "0000000000",
                "2026-01-0" + day + "T00:00:00Z", sizes, forks, times, day));
    }

    private Path run(String name, int forks, double times, int day) throws IOException {
        return run(name, "Test CPU", day, SIZES, forks, times);
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
        assertEquals("scalar", comparison.path("cells").get(0).path("subject").asText());
    }

    @Test
    void aRunIsTheSameAsItself() throws IOException {
        Path run = run("run", 10, 1, 1);
        String text = Alphafair.done("compare", run, run, "--fail-on", "slower");
        assertTrue(text.contains("12 cells: time 0 SLOWER, 0 FASTER, 0 AMBIGUOUS, 12 SAME"), text);
        assertTrue(text.contains("- **Note:** both runs are of the same code"), text);
    }

    @Test
    void withFewForksTheVerdictIsAmbiguousAndTheTextSaysSo() throws IOException {
        String text = Alphafair.done("compare", run("before", 5, 1, 1), run("after", 5, 2, 2));
        assertTrue(text.contains("0 SLOWER, 0 FASTER, 12 AMBIGUOUS, 0 SAME"), text);
        assertTrue(text.contains("cells with fewer than 6 pairs of forks that count: 12"), text);
    }

    @Test
    void theGateFailsOnSlowerCellsAndOnNothingToCompare() throws IOException {
        Path before = run("before", 10, 1, 1);
        assertEquals(1, Alphafair.run("compare", before, run("slow", 10, 1.3, 2), "--fail-on", "slower").code());
        assertEquals(0, Alphafair.run("compare", before, run("fast", 10, 0.7, 3), "--fail-on", "slower").code());
        Alphafair nothing = Alphafair.run("compare", before, run("empty", "Test CPU", 4, 0, 10, 1), "--fail-on",
                "slower");
        assertEquals(1, nothing.code());
        assertTrue(nothing.out().contains("no cell was measured in both runs: nothing is compared"), nothing.out());
    }

    @Test
    void cellsOfOneRunAreListedWithTheRunThatLacksThem() throws IOException {
        Path before = run("before", 10, 1, 1);
        Path after = run("after", "Test CPU", 2, SIZES - 1, 10, 1);
        String text = Alphafair.done("compare", before, after);
        assertTrue(text.contains("| bestItems, uniform, 6,000 × 8, K = 64: scalar | before | after does not have it |"),
                text);
    }

    @Test
    void otherMachinesAreRefusedUnlessAllowedAndThenEveryRowSaysSo() throws IOException {
        Path before = run("before", 10, 1, 1);
        Path after = run("after", "Other CPU", 2, SIZES, 10, 1);
        Alphafair.assertRefused(2,
                "the runs are of different machines, Test CPU with 4 CPUs and Other CPU with 4 CPUs: their times say "
                        + "nothing about the code; --across-machines compares them nevertheless",
                "compare", before, after);
        String text = Alphafair.done("compare", before, after, "--across-machines");
        assertEquals(12, text.lines().filter(line -> line.endsWith("different machines |")).count(), text);
    }

    @Test
    void theLastRunOfTheSameMachineIsABaseline() throws IOException {
        run("a", 10, 1, 1);
        run("b", 10, 1, 2);
        run("c", "Other CPU", 3, SIZES, 10, 1);
        Path own = run("d", 10, 1, 4);
        run("e", 10, 1, 5);
        assertEquals("b", json("compare", own, "--baseline", "last", "--json").path("before").asText());
        Alphafair.assertRefused(2, "--baseline last: no run beside " + folder.resolve("a")
                + " is of its machine and began before it", "compare", folder.resolve("a"), "--baseline", "last");
    }

    @Test
    void thePageHasEveryVerdictAndNothingFromOutside() throws IOException {
        Path page = folder.resolve("page.html");
        Alphafair.done("compare", run("before", 10, 1, 1), run("after", 10, 1.3, 2), "--html", page);
        String html = Files.readString(page);
        assertEquals(12, html.split("<td>SLOWER</td>", -1).length - 1);
        assertTrue(html.contains("<h1>before → after</h1>") && !html.contains("src=\"http"), "title or outside parts");
    }

    @Test
    void aDamagedRecordIsNamedByFileAndField() throws IOException {
        Path before = run("before", 10, 1, 1);
        Path after = run("after", 10, 1, 2);
        Path sessions = after.resolve("sessions.json");
        String whole = Files.readString(sessions);
        Files.writeString(sessions, whole.substring(0, whole.length() / 2));
        Alphafair truncated = Alphafair.run("compare", before, after);
        assertEquals(2, truncated.code());
        assertTrue(truncated.err().startsWith("error: " + sessions + ", line "), truncated.err());
        Files.writeString(sessions, whole.replaceFirst("\"schema\" : 2", "\"schema\" : 1"));
        for (List<Object> command : List.<List<Object>>of(List.of("compare", before, after),
                List.of("report", after))) {
            Alphafair other = Alphafair.run(command.toArray());
            assertEquals(2, other.code());
            assertTrue(other.err().startsWith("error: " + sessions + ", field schema: 1; expected 2"), other.err());
        }
        assertTrue(Files.notExists(after.resolve("report.html")));
    }
}
