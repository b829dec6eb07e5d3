package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.bench.record.FileDigest;
import io.alphafair.tables.testing.DuckDbParquet;
import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands take a Parquet table wherever they take a CSV table. */
class ParquetCommandTest {
    private static final int ROWS = 5000;

    @TempDir
    Path folder;

    private Path csv;
    private Path parquet;

    /** The same people twice; their numbers have as many digits as a double has. */
    @BeforeEach
    void writePeople() throws IOException {
        StringBuilder lines = new StringBuilder("id,gain,price,sex,age\n");
        for (int i = 0; i < ROWS; i++) {
            lines.append('p').append(i).append(',').append((i % 97) / 7.0).append(',').append(1 + i % 3).append(',')
                    .append(i % 2 == 0 ? "f" : "m").append(',').append(20 + i % 60).append('\n');
        }
        csv = Files.writeString(folder.resolve("people.csv"), lines);
        parquet = DuckDbParquet.write(folder.resolve("people.parquet"), "COMPRESSION snappy, ROW_GROUP_SIZE 2048",
                "SELECT 'p' || i AS id, (i % 97) / 7.0::DOUBLE AS gain, 1 + i % 3 AS price, "
                        + "CASE WHEN i % 2 = 0 THEN 'f' ELSE 'm' END AS sex, 20 + i % 60 AS age, {'gain': [i]} AS visits "
                        + "FROM range(" + ROWS + ") AS r(i) ORDER BY i");
    }

    private static Object[] words(Path table, Object... more) {
        Object[] first = {"allocate", "--table", table, "--id", "id", "--benefit", "gain", "--cost", "price", "--group",
                "sex,age", "--budget", 100, "--backend", "scalar"};
        Object[] all = new Object[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    @Test
    void theAnswerHasTheSameBits() throws IOException {
        assertEquals(Alphafair.done(words(csv, "--alpha", 2, "--json")),
                Alphafair.done(words(parquet, "--alpha", 2, "--json")));
        Path one = folder.resolve("one.csv");
        Path other = folder.resolve("other.csv");
        Alphafair.done(words(csv, "--alpha", 1, "--cap-values", 1, "--out", one));
        Alphafair.done(words(parquet, "--alpha", 1, "--cap-values", 1, "--out", other));
        assertEquals(Files.readString(one), Files.readString(other));
    }

    @Test
    void aFolderIsATable() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("people"));
        Files.copy(parquet, parts.resolve("part-0.snappy.parquet"));
        Files.createFile(parts.resolve("_SUCCESS"));
        assertEquals(Alphafair.done(words(csv, "--alpha", 2, "--json")),
                Alphafair.done(words(parts, "--alpha", 2, "--json")));
        Alphafair.done(words(parts, "--alpha", 2, "--out", folder.resolve("answer.csv")));
        JsonNode inputs = new JsonMapper().readTree(folder.resolve("answer.csv.receipt.json").toFile()).get("inputs");
        assertEquals(1, inputs.size(), inputs.toString());
        assertEquals("part-0.snappy.parquet", inputs.at("/0/file").textValue());
        assertEquals(FileDigest.sha256(parquet), inputs.at("/0/sha256").textValue());
    }

    @Test
    void rowsAreNamedByTheirNumbers() {
        Path file = DuckDbParquet.write(folder.resolve("two.parquet"), "COMPRESSION gzip",
                "SELECT 2 AS gain, 'f' AS sex UNION ALL SELECT -1, 'm'");
        Object[] words = {"allocate", "--table", file, "--benefit", "gain", "--cost-values", 1, "--group", "sex",
                "--budget", 1, "--alpha", 0.5, "--cap-values", 1};
        Alphafair.assertRefused(Main.BAD_INPUT, file + " row 2, column 'gain' is '-1': expected a finite number >= 0; "
                + "correct the cell or drop the row, or count negative benefits as 0 with --negative zero", words);
        Object[] explained = new Object[words.length + 4];
        System.arraycopy(words, 0, explained, 0, words.length);
        System.arraycopy(new Object[]{"--negative", "zero", "--explain", 3}, 0, explained, words.length, 4);
        Alphafair.assertRefused(Main.BAD_INPUT,
                "--explain 3: nobody has this row; expected one of the file, such as 1, "
                        + "or the column of ids with --id COLUMN",
                explained);
    }

    @Test
    void aStudyTakesIt() {
        Object[] words = {"study", "regret", "--table", "", "--id", "id", "--attributes", "gain,age", "--favoured",
                "sex=f", "--k", 40};
        words[3] = csv;
        String expected = Alphafair.done(words);
        words[3] = parquet;
        assertEquals(expected, Alphafair.done(words));
        Object[] unnamed = {"study", "regret", "--table", parquet, "--attributes", "gain,age", "--favoured", "sex=f",
                "--k", 40};
        String text = Alphafair.done(unnamed);
        assertTrue(text.contains("takes rows ") && !text.contains(" lines "), text);
    }

    @Test
    void benchTakesAFileAndNoFolder() {
        Alphafair.assertRefused(Main.BAD_INPUT,
                "--cost-values has 0 for 'gain': expected a finite number > 0; correct it",
                "bench", "--profile", "smoke", "--data", parquet, "--benefit", "gain", "--cost-values", 0, "--group",
                "sex");
        Alphafair.assertRefused(Main.BAD_INPUT,
                "--data names " + folder + ", which is no file: expected a file on disk; "
                        + "write what it holds to one",
                "bench", "--profile", "smoke", "--data", folder, "--benefit", "gain",
                "--cost-values", 1, "--group", "sex");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(parquet);
        Files.write(parquet, Arrays.copyOf(bytes, bytes.length / 2));
        Alphafair.assertRefused(Main.BAD_INPUT,
                parquet + " cannot be read as Parquet (Not a Parquet file (invalid magic "
                        + "number at end)): expected a whole and undamaged Parquet file; write or copy it again",
                words(parquet, "--alpha", 2));
    }

    /** Hardwood tells its log once per JVM which code paths it has chosen. */
    @Test
    void standardErrorIsSilent() {
        ChildJvm.Result run = ChildJvm.java(List.of("--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "allocate", "--table", parquet.toString(), "--benefit", "gain", "--cost", "price",
                "--group", "sex", "--budget", "100", "--alpha", "2", "--backend", "scalar", "--json"));
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(!run.output().contains("INFO") && !run.output().contains("hardwood"), run.output());
    }
}
