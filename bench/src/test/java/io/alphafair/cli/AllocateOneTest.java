package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.Groups;
import io.alphafair.Matrix;
import io.alphafair.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One problem from {@code .npy} files or from a table. */
class AllocateOneTest {
    @TempDir
    Path folder;

    private Path benefit;
    private Path cost;
    private Path group;
    private Path people;

    @BeforeEach
    void writeFiles() throws IOException {
        benefit = npy("b.npy", new double[]{3, 1, 2, 5, 4, 2}, 3, 2);
        cost = npy("c.npy", new double[]{2, 1, 2, 1, 2, 1}, 3, 2);
        group = folder.resolve("g.npy");
        try (Groups groups = Groups.of(new int[]{0, 1, 0})) {
            Npy.write(group, groups);
        }
        people = Files.writeString(folder.resolve("people.csv"), """
                sex,old,visit,test,price of visit,price of test
                f,no,3,1,2,1
                m,no,2,5,2,1
                f,no,4,2,2,1
                """);
    }

    private Path npy(String name, double[] values, int rows, int columns) {
        Path path = folder.resolve(name);
        try (Matrix matrix = Matrix.copyOf(values, rows, columns)) {
            Npy.write(path, matrix);
        }
        return path;
    }

    private JsonNode arrays(Object... costs) throws IOException {
        return new JsonMapper().readTree(Alphafair.done("allocate", "--benefit", benefit, costs[0], costs[1], "--group",
                group, "--budget", 100, "--alpha", 1, "--json"));
    }

    private JsonNode table(Object... options) throws IOException {
        Object[] words = {"allocate", "--table", people, "--benefit", "visit,test", "--budget", 100, "--alpha", 1,
                "--json", "--backend", "scalar"};
        Object[] all = Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        return new JsonMapper().readTree(Alphafair.done(all));
    }

    private static void assertAnswer(JsonNode answer) throws IOException {
        assertEquals(new JsonMapper().readTree("[2.0, 5.0]"), answer.get("bestRatio"));
        assertEquals(new JsonMapper().readTree("[4, 3]"), answer.get("winner"));
        assertEquals(new JsonMapper().readTree("[2, 1]"), answer.get("groupSize"));
        assertEquals(new JsonMapper().readTree("[25.0, 50.0]"), answer.get("dose"));
    }

    @Test
    void arraysOfEveryShapeThatBroadcasts() throws IOException {
        JsonNode answer = arrays("--cost", cost);
        assertAnswer(answer);
        assertTrue(answer.get("backend").textValue().matches("simd|forkjoin|scalar"));
        assertFalse(answer.has("groupNames"));
        assertEquals(answer, arrays("--cost", npy("row.npy", new double[]{2, 1}, 1, 2)));
        assertEquals(answer, arrays("--cost-values", "2,1"));
        assertEquals(arrays("--cost-values", "2"), arrays("--cost", npy("one.npy", new double[]{2, 2, 2}, 3, 1)));
    }

    @Test
    void aTableNumbersItsGroupsInSortedOrderAndNamesThem() throws IOException {
        JsonNode answer = table("--cost", "price of visit,price of test", "--group", "sex");
        assertAnswer(answer);
        assertEquals("scalar", answer.get("backend").textValue());
        assertEquals("[\"sex=f\",\"sex=m\"]", answer.get("groupNames").toString());
        JsonNode two = table("--cost-values", "2,1", "--group", "old,sex");
        assertAnswer(two);
        assertEquals("[\"old=no sex=f\",\"old=no sex=m\"]", two.get("groupNames").toString());
    }

    @Test
    void peopleReadGroups() {
        Object[] words = {"allocate", "--benefit", benefit, "--cost", cost, "--group", group, "--budget", 100,
                "--alpha",
                1, "--backend", "scalar", "--details"};
        List<String> lines = Alphafair.done(words).lines().toList();
        assertEquals(List.of("alpha 1, budget 100 for 3 individuals x 2 items in 2 groups",
                "group  members  winner row  item  best ratio  budget  dose  utility",
                "    0        2           2     0           2      50    25       50  tied",
                "    1        1           1     1           5      50    50      250", ""), lines.subList(0, 5));
        assertTrue(lines.get(6).startsWith("A tie:"), lines.get(6));
        assertTrue(lines.get(10).startsWith("objective "), lines.get(10));
        assertEquals("Backend scalar (1 thread, scalar loop), as asked.", lines.get(11));
        assertEquals(lines.subList(0, 7),
                Alphafair.done(Arrays.copyOf(words, words.length - 1)).lines().toList());
    }

    @Test
    void capsOnArraysNumberPeopleGroupsAndItems() {
        String text = Alphafair.done("allocate", "--benefit", benefit, "--cost", cost, "--group", group, "--budget", 3,
                "--alpha", 1, "--cap", npy("m.npy", new double[]{1, 1, 1, 1, 1, 1}, 3, 2), "--weights", "2,1");
        List<String> lines = SamplePeople.squeezed(text);
        assertTrue(lines.contains("row  group  item  dose  spent") && lines.contains("1  1  item 1  1  1"), text);
        assertEquals(text,
                Alphafair.done("allocate", "--benefit", benefit, "--cost", cost, "--group", group, "--budget", 3,
                        "--alpha", 1, "--cap-values", 1, "--weights", "2,1"));
    }

    @Test
    void autoSaysWhatItChose() {
        String text = Alphafair.done("allocate", "--benefit", benefit, "--cost", cost, "--group", group, "--budget", 1,
                "--alpha", "inf", "--details");
        assertTrue(
                text.matches(
                        "(?s).*, auto chose \\w+ for 3 x 2, K = 2: observed [\\d.]+ .s, predicted \\w+ [\\d.]+ .s, .*"),
                text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            --benefit visits~no column 'visits': expected one of sex, old, visit, test, price of visit, price of test
            --benefit sex~line 2, column 'sex' is 'f': expected a finite number; correct the cell or drop the line
            --group age~no column 'age': expected one of sex, old, visit, test, price of visit, price of test
            --cost-values 1,2,3~2 benefit columns and 3 costs: expected one cost per item
            --cost-values 0,1~--cost-values has 0 for 'visit': expected a finite number > 0; correct it
            --cost-values x~Invalid value for option '--cost-values'
            --budget 0~budget is 0.0: expected a finite number > 0
            --budget -3~budget is -3.0: expected a finite number > 0
            --budget ten~Invalid value for option '--budget': 'ten': expected a number, such as 1000 or 2.5
            --alpha -1~alpha is -1.0: expected a number >= 0 or infinity
            --alpha NaN~alpha is 'NaN': expected a number >= 0 or 'inf'
            --backend gpuu~unknown backend 'gpuu': expected one of scalar, simd, forkjoin, native, cuda
            --table nowhere.csv~nowhere.csv does not exist: check the path of the table
            --out nowhere/o.json~nowhere/o.json cannot be written
            --problems x~--problems and --table exclude each other
            --cost visit~expected either --cost or --cost-values, got both
            --budgett 5~Unknown options: '--budgett', '5'
            """)
    void badInputIsOneLineAndNothingIsWritten(String options, String message) throws IOException {
        Path out = folder.resolve("out.json");
        String[] option = options.split(" ", 2);
        Map<String, Object> words = new LinkedHashMap<>(Map.of("--table", people,
                "--benefit", "visit,test", "--cost-values", "2,1", "--group", "sex", "--budget", 1, "--alpha", 1,
                "--out", out));
        words.put(option[0], option[1]);
        Object[] all = Stream.concat(Stream.of("allocate"),
                words.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue()))).toArray();
        Alphafair run = Alphafair.run(all);
        assertEquals(2, run.code(), run.toString());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("error: ") && run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(out));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            --benefit~--benefit is missing
            --group~--group is missing
            --budget~--budget is missing
            --alpha~--alpha is missing
            --cost-values~expected either --cost or --cost-values, got neither
            """)
    void aMissingOptionIsNamed(String left, String message) {
        Map<String, Object> words = new LinkedHashMap<>(Map.of("--table", people,
                "--benefit", "visit,test", "--cost-values", "2,1", "--group", "sex", "--budget", 1, "--alpha", 1));
        words.remove(left);
        Alphafair run = Alphafair.run(Stream.concat(Stream.of("allocate"),
                words.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue()))).toArray());
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("error: " + message) && run.err().contains("see 'alphafair allocate --help'"),
                run.err());
    }

    @Test
    void wrongNpyFilesAreNamed() throws IOException {
        Path cut = Files.write(folder.resolve("cut.npy"),
                Arrays.copyOf(Files.readAllBytes(benefit), (int) Files.size(benefit) - 1));
        Alphafair.assertRefused(2, cut + " has 47 bytes of data: expected 48 for 3 x 2 of '<f8'; it is truncated, "
                + "copy it again or save it again with np.save", "allocate", "--benefit", cut, "--cost", cost,
                "--group", group, "--budget", 1, "--alpha", 1);
        Alphafair.assertRefused(2,
                benefit + " holds elements of type '<f8': expected '<i4', '<i8', '<i2', '|i1', '<u8', '<u4', '<u2', "
                        + "'|u1', '|b1'; save a.astype('<i4')",
                "allocate", "--benefit", benefit, "--cost", cost, "--group", benefit, "--budget", 1, "--alpha", 1);
        Path two = npy("two.npy", new double[]{1, 2}, 2, 1);
        Alphafair.assertRefused(2,
                "benefit is 2 x 1, cost is 3 x 2: benefit does not broadcast; expected 3 x 2, 3 x 1, 1 x 2 or 1 x 1",
                "allocate", "--benefit", two, "--cost", cost, "--group", group, "--budget", 1, "--alpha", 1);
    }
}
