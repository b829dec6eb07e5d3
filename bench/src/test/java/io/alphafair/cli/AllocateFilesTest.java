package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --out} writes for a table: one row per person, and a receipt. Lots are seen there. */
class AllocateFilesTest {
    @TempDir
    Path folder;

    private SamplePeople people;
    private Path out;
    private Path receipt;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
        out = folder.resolve("answer.csv");
        receipt = folder.resolve("answer.csv.receipt.json");
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void oneRowPerPersonIsWritten() throws IOException {
        String text = Alphafair.done(people.words("--whole", "--budget", 5, "--alpha", 1, "--out", out));
        assertTrue(text.endsWith("\nAll people: " + out + ". What it was made of: " + receipt + ".\n"), text);
        assertEquals("""
                id,group,item,dose visit,dose test,spent,funded
                Ann,sex=f,,0,0,0,no
                Bea,sex=f,visit,1,0,2,yes
                Cid,sex=m,test,0,1,1,yes
                Dan,sex=m,visit,1,0,2,yes
                Eva,sex=f,,0,0,0,no
                Fay,sex=f,,0,0,0,no
                """, Files.readString(out));
    }

    @Test
    void partialDosesAndSeveralItemsAreShown() {
        Alphafair.done(people.plainWords("--cap-values", 1, "--budget", 5, "--alpha", 0, "--out", out));
        Table table = Table.read(out);
        // Worth: Cid's test 2.5 and Dan's visit 1.5 for 3; then 2 of the money is shared at a worth of 0.5, 1 for each group.
        assertArrayEquals(new String[]{"", "visit", "visit + test", "visit", "", ""}, table.strings("item"));
        assertArrayEquals(new String[]{"no", "in part", "in part", "yes", "no", "no"}, table.strings("funded"));
        assertArrayEquals(new double[]{0, 0.5, 0.5, 1, 0, 0}, table.doubles("dose visit"));
        assertArrayEquals(new double[]{0, 1, 2, 2, 0, 0}, table.doubles("spent"));
    }

    @Test
    void eachAlternativeHasItsColumns() {
        Alphafair.done(people.words("--whole", "--budget", 5, "--alpha", "0,inf", "--out", out));
        Table table = Table.read(out);
        assertEquals(List.of("id", "group", "item (alpha 0)", "dose visit (alpha 0)", "dose test (alpha 0)",
                "spent (alpha 0)", "funded (alpha 0)", "item (alpha inf)", "dose visit (alpha inf)",
                "dose test (alpha inf)", "spent (alpha inf)", "funded (alpha inf)"), table.columns());
        assertArrayEquals(new String[]{"no", "yes", "yes", "yes", "no", "no"}, table.strings("funded (alpha 0)"));
    }

    @Test
    void theReceiptSaysWhatTheAnswerWasMadeOf() throws Exception {
        Alphafair.done(people.words("--whole", "--budget", 5, "--alpha", 1, "--out", out));
        JsonNode read = new JsonMapper().readTree(receipt.toFile());
        assertEquals(Version.number(), read.get("version").textValue());
        assertEquals("people.csv", read.at("/inputs/0/file").textValue());
        assertEquals(sha256(people.file()), read.at("/inputs/0/sha256").textValue());
        assertEquals("answer.csv", read.at("/answer/file").textValue());
        assertEquals(sha256(out), read.at("/answer/sha256").textValue());
        assertEquals("order of the rows", read.get("ties").textValue());
        assertFalse(read.has("seed"));
        assertEquals("{\"alpha 1\":[{\"group\":\"sex=f\",\"people\":3,\"funded\":1}]}",
                read.get("tiedAtCutoff").toString());
        assertEquals("scalar", read.get("backend").textValue());
        List<String> options = Arrays.asList(new JsonMapper().treeToValue(read.get("options"), String[].class));
        assertTrue(options.containsAll(List.of("allocate", "--whole", "--one-item-each", "--budget", "5")),
                options.toString());
        assertFalse(read.toString().contains(folder.toString()), read.toString());
    }

    @Test
    void lotsDecideAmongEqualsAndTheSeedIsKept() throws IOException {
        StringBuilder csv = new StringBuilder("gain,group\n");
        for (int row = 0; row < 20; row++) {
            csv.append(row == 7 ? "9" : "5").append(",g\n");
        }
        Path file = Files.writeString(folder.resolve("many.csv"), csv);
        Set<String> answers = new HashSet<>();
        for (int seed = 1; seed <= 8; seed++) {
            Object[] words = {"allocate", "--table", file, "--benefit", "gain", "--cost-values", 1, "--cap-values", 1,
                    "--group", "group", "--budget", 4, "--alpha", 1, "--ties", "lottery:" + seed, "--out", out};
            String text = Alphafair.done(words);
            assertTrue(text.contains("Lots decided who of the tied people gets something."), text);
            assertTrue(text.contains("3 of 19"), text);
            Table table = Table.read(out);
            assertEquals("yes", table.strings("funded")[7]);
            assertEquals(4, Arrays.stream(table.doubles("dose")).sum());
            assertEquals("21", table.strings("line")[19]);
            assertEquals(seed, new JsonMapper().readTree(receipt.toFile()).get("seed").longValue());
            String answer = Files.readString(out);
            Alphafair.done(words);
            assertEquals(answer, Files.readString(out));
            answers.add(answer);
        }
        assertTrue(answers.size() > 4, answers.size() + " different answers of 8 lotteries");
    }

    @Test
    void jsonHasTheKeysOfAnAnswerWithCaps() throws IOException {
        JsonNode answer = new JsonMapper()
                .readTree(Alphafair.done(people.words("--budget", 5, "--alpha", 1, "--json")));
        assertEquals("[\"sex=f\",\"sex=m\"]", answer.get("groupNames").toString());
        assertEquals("scalar", answer.get("backend").textValue());
        assertTrue(answer.get("binds").booleanValue());
        assertEquals("[1,1]", answer.get("whole").toString());
        assertEquals("[8,6]", answer.get("critical").toString());
        assertEquals("[2,4,6,8]", answer.get("funded").toString());
        assertEquals(12, answer.get("toItem").size());
    }

    @Test
    void aDeviceGetsTheTableAlone() {
        assertEquals("", Alphafair.done(people.words("--budget", 5, "--alpha", 1, "--out", "/dev/null")));
    }

    @Test
    void jsonAndPlainTextGoToTheFileAsBefore() throws IOException {
        String json = Alphafair.done(people.plainWords("--budget", 5, "--alpha", 1, "--json"));
        assertEquals("", Alphafair.done(people.plainWords("--budget", 5, "--alpha", 1, "--json", "--out", out)));
        assertEquals(json, Files.readString(out));
        assertFalse(Files.exists(receipt));
    }
}
