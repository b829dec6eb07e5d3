package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.RecordFiles;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.report.History;
import io.alphafair.bench.report.NamedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path folder;

    private Path run(String name, int forks, double times, long seed) throws IOException {
        return RecordFiles.write(folder.resolve(name),
                RecordFiles.run(RecordFiles.environment("Test CPU", seed + "000000000", "2026-01-0" + seed
                        + "T00:00:00Z"), 2, forks, times, seed));
    }

    @Test
    void theReportGoesIntoTheRecordOrWhereItIsSent() throws IOException {
        Path run = run("run", 2, 1, 1);
        assertEquals(run.resolve("report.html") + System.lineSeparator() + run.resolve("report.md")
                + System.lineSeparator(), Alphafair.done("report", run));
        Path other = Files.createDirectory(folder.resolve("other"));
        Alphafair.done("report", run, "--out", other);
        assertEquals(Files.readString(run.resolve("report.html")), Files.readString(other.resolve("report.html")));
        assertEquals(Files.readString(run.resolve("report.md")), Files.readString(other.resolve("report.md")));
    }

    @Test
    void theHistoryNamesEveryRunAndMarksChangePoints() throws IOException {
        run("first", 10, 1, 1);
        run("second", 10, 1, 2);
        run("third", 10, 1.3, 3);
        Files.createDirectory(folder.resolve("no run"));
        assertEquals(folder.resolve("index.html") + System.lineSeparator(),
                Alphafair.done("report", "--history", folder));
        List<String> lines = Files.readAllLines(folder.resolve("index.md"));
        assertTrue(lines.contains("| [third](./third/) | Test CPU, 4 CPUs | quick | 300000000 | 4 | 2 "
                + "| 4 SLOWER, 0 FASTER of 4 cells |"), lines.toString());
        assertTrue(lines.contains("| [second](./second/) | Test CPU, 4 CPUs | quick | 200000000 | 4 | 2 "
                + "| no change is sure, 0 of 4 cells ambiguous |"), lines.toString());
        String trend = lines.stream().filter(line -> line.startsWith("| uniform, 2,000 × 8, K = 16, simd | "))
                .findFirst().orElseThrow();
        assertTrue(trend.matches(".* \\| \\d[^*]* \\| \\d[^*]* \\| \\*\\*2\\.\\d+ µs SLOWER\\*\\* \\|"), trend);
        String page = Files.readString(folder.resolve("index.html"));
        assertTrue(page.contains("<a href=\"./first/\">first</a>") && page.contains("{\"axis\":\"x\",\"at\":3.0,"
                + "\"text\":\"simd SLOWER\"}"), "a run or a change point");
        Alphafair.assertRefused(2, folder.resolve("no run") + ": expected a folder with recorded runs in it", "report",
                "--history", folder.resolve("no run"));
    }

    @Test
    void everyIterationIsALineOfTheCsv() throws IOException {
        Path run = run("a,run", 3, 1, 1);
        List<String> lines = Alphafair.done("report", "--export", "csv", run).lines().toList();
        assertEquals("run,machine,benchmark,backend,shape,n,t,k,fork,iteration,nanos", lines.getFirst());
        // 2 sizes, 2 backends, 3 forks, 5 iterations.
        assertEquals(1 + 2 * 2 * 3 * 5, lines.size());
        var raw = RunRecord.read(run).jmh().get(1).path("primaryMetric").path("rawData");
        assertEquals("\"a,run\",Test CPU,io.alphafair.bench.BestItemsBenchmark.bestItems,simd,uniform,1000,8,16,3,5,"
                + raw.get(2).get(4).asText(), lines.get(2 * 3 * 5));
        Alphafair.assertRefused(2, "--export xml: expected csv", "report", "--export", "xml", run);
    }

    @Test
    void theReadmesTablesAreReplacedAndTheRestStays() throws IOException {
        Path readme = folder.resolve("README.md");
        Files.writeString(readme, "above\n<!-- table:begin -->\nold\n<!-- table:end -->\nbelow\n");
        Path recorded = ROOT.resolve("results/2026-11-22-amd-epyc-e6ac4799b");
        Alphafair.done("report", "--readme", readme, recorded);
        String text = Files.readString(readme);
        assertTrue(text.startsWith("above\n<!-- table:begin -->\nA selection of rows of ")
                && text.endsWith("<!-- table:end -->\nbelow\n"), text);
        assertFalse(text.contains("\nold\n"), text);
        Path bare = Files.writeString(folder.resolve("bare.md"), "nothing");
        assertEquals(2, Alphafair.run("report", "--readme", bare, recorded).code());
        assertEquals("nothing", Files.readString(bare));
    }

    @Test
    void theCommittedIndexIsOfAllCommittedRuns() throws IOException {
        List<Path> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(ROOT.resolve("results"))) {
            folders.filter(run -> Files.exists(run.resolve(RunRecord.ENVIRONMENT))).forEach(runs::add);
        }
        assertEquals(new History(NamedRun.readAll(runs)).markdown(),
                Files.readString(ROOT.resolve("results/index.md")),
                "results/index.md is stale: ./alphafair report --history results makes it again");
    }
}
