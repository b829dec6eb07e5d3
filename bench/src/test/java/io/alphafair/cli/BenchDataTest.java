package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Groups;
import io.alphafair.Matrix;
import io.alphafair.bench.record.FileDigest;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Session;
import io.alphafair.npy.Npy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bench --data}: a user's files are measured, and a record tells their names and digests but not their folder. */
class BenchDataTest {
    private static final Path GUIDE = Path.of("..", "docs", "benchmark.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./alphafair (bench .*--data.*)$");
    private static final List<String> SHORT = List.of("-f", "1", "-wi", "1", "-w", "10ms", "-i", "2", "-r", "10ms",
            "-p",
            "backend=scalar");

    /** With blanks and a comma, which command lines and patterns for paths may stumble over. */
    @TempDir
    private Path above;
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        folder = Files.createDirectory(above.resolve("jane doe"));
        Files.writeString(folder.resolve("people.csv"), """
                name,sex,visit,test
                Ann,f,3,1
                Bea,f,4,2
                Cid,m,2,5
                """);
        try (Matrix benefit = Matrix.copyOf(new double[][]{{3, 1}, {4, 2}, {2, 5}, {6, 1}});
                Matrix cost = Matrix.copyOf(new double[][]{{2, 1}, {2, 1}, {3, 1}, {2, 2}});
                Groups group = Groups.of(new int[]{0, 0, 1, 1})) {
            Npy.write(folder.resolve("benefit.npy"), benefit);
            Npy.write(folder.resolve("cost.npy"), cost);
            Npy.write(folder.resolve("group.npy"), group);
        }
    }

    /** A command with the files' names in this folder, and its own results. */
    private List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.strip().split(" +")) {
            words.add(word.matches(".*\\.(csv|npy)") ? word.replaceAll("(^|,)", "$1" + folder + "/") : word);
        }
        words.addAll(1, List.of("--results", folder.resolve("results").toString()));
        return words;
    }

    private Path record(List<String> words) throws IOException {
        Alphafair done = Alphafair.run(words.toArray());
        assertEquals("", done.err());
        assertEquals(0, done.code(), done.out());
        try (Stream<Path> records = Files.list(folder.resolve("results"))) {
            return records.toList().getFirst();
        }
    }

    private String digests(String... names) {
        return String.join(" ", Stream.of(names).map(name -> FileDigest.sha256(folder.resolve(name))).toList());
    }

    private void assertNoFolder(Path record) throws IOException {
        try (Stream<Path> files = Files.list(record)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("jane doe") || text.contains(above.getFileName().toString()),
                        file.toString());
            }
        }
    }

    private static List<String> commands() throws IOException {
        List<String> commands = COMMAND.matcher(Files.readString(GUIDE)).results().map(match -> match.group(1))
                .toList();
        assertEquals(2, commands.size(), commands.toString());
        return commands;
    }

    @Test
    void filesAreMeasuredAsTheGuideSays() throws IOException {
        List<String> words = words(commands().getFirst());
        words.addAll(SHORT);
        words.addAll(List.of("-e", "Race"));
        Path record = record(words);
        Run run = RunFolder.read(record);
        Problem files = Problem.of("own data", 4, 2, 2, "data", "benefit.npy cost.npy group.npy", "sha256",
                digests("benefit.npy", "cost.npy", "group.npy"));
        assertEquals(List.of(files, files.with("alpha", "1")), run.sessions().stream().map(Session::problem).toList());
        assertTrue(run.sessions().stream().allMatch(session -> session.series().getFirst().isMeasured()),
                run.toString());
        assertEquals(128, run.sessions().getFirst().leastBytes());
        assertNoFolder(record);
    }

    @Test
    void aTableIsMeasuredAsTheGuideSays() throws IOException {
        List<String> words = words(commands().getLast());
        words.addAll(SHORT);
        words.addAll(List.of("-e", "Benchmark"));
        Path record = record(words);
        List<Session> races = RunFolder.read(record).sessions();
        Problem table = Problem.of("own data", 3, 2, 2, "costs", "1 × 2", "data",
                "people.csv: benefit visit test; cost 2 1; group sex", "sha256", digests("people.csv"));
        assertEquals(List.of(table, table.with("alpha", "1").with("caps", "1").with("funded", "0.1")),
                races.stream().map(Session::problem).toList());
        assertTrue(races.stream().allMatch(race -> race.series().getFirst().isMeasured()), races.toString());
        assertEquals(48, races.getFirst().leastBytes(), "the benefits, because one row of costs serves all people");
        assertNoFolder(record);
        String report = Files.readString(record.resolve("report.md"));
        assertTrue(report.contains("| people.csv: benefit visit test; cost 2 1; group sex, SHA-256 "
                + digests("people.csv") + " |"), report);
        assertTrue(report.contains("--data people.csv --benefit visit,test"), report);
    }

    @Test
    void namesAreCleaned() throws IOException {
        Files.move(folder.resolve("people.csv"), folder.resolve("<b>peo\nple.csv"));
        List<String> words = words("bench --profile smoke --benefit visit --cost test --group sex -- data.Race.read");
        words.addAll(1, List.of("--data", folder.resolve("<b>peo\nple.csv").toString()));
        words.addAll(SHORT);
        Path record = record(words);
        assertEquals("_b_peo_ple.csv: benefit visit; cost test; group sex",
                RunFolder.read(record).sessions().getFirst().problem().more().get("data"));
        assertNoFolder(record);
        assertFalse(Files.readString(record.resolve("environment.json")).contains("<b>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            --data nowhere.csv --benefit visit --cost test --group sex~nowhere.csv does not exist: check the path of the table
            --data people.csv --benefit visits --cost test --group sex~no column 'visits': expected one of name, sex, visit, test
            --data people.csv --benefit visit --cost name --group sex~line 2, column 'name' is 'Ann': expected a finite number
            --data people.csv --benefit visit,test --cost test --group sex~2 benefit columns and 1 costs: expected one cost per item
            --data people.csv --benefit visit --cost-values 0 --group sex~--cost-values has 0 for 'visit': expected a finite number > 0; correct it
            --data people.csv --benefit visit --group sex~--data names a table without all of its columns
            --data people.csv --benefit visit --cost test --cost-values 1 --group sex~--data names a table without all of its columns
            --data benefit.npy,cost.npy,nowhere.npy~nowhere.npy does not exist: check the path of the .npy file
            --data benefit.npy,cost.npy,cost.npy~cost.npy holds elements of type '<f8': expected '<i4', '<i8'
            --data benefit.npy,group.npy,group.npy~cost[0,0] is 0.0: expected a finite number > 0
            --data benefit.npy,cost.npy~--data names 2 files: expected three .npy files as in
            --data benefit.npy,cost.npy,group.npy --group sex~and --data names 3 files: expected
            --benefit visit~and --data names none: expected three .npy files as in
            """)
    void badDataAreRefusedAndNothingIsWritten(String options, String message) {
        Alphafair run = Alphafair.run(words("bench --profile smoke " + options).toArray());
        assertTrue(run.err().startsWith("error: ") && run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(Main.BAD_INPUT, run.code());
        assertTrue(Files.notExists(folder.resolve("results")));
    }

    @Test
    void sizesOfGeneratedDataDoNotReachThem() throws IOException {
        List<String> words = words("bench --profile smoke --data benefit.npy,cost.npy,group.npy -- BestItemsBenchmark "
                + "-p n=50 -p shape=ascending");
        words.addAll(SHORT);
        assertEquals(List.of("own data 4", "ascending 50"), RunFolder.read(record(words)).sessions().stream()
                .map(session -> session.problem().shape() + " " + session.problem().n()).toList());
    }
}
