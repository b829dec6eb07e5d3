package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.tables.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and problems as other programs write them, and names and numbers that mean something else than they seem to. */
class AllocateInputsTest {
    private static final String PROBLEM = """
            {"name": "two", "n": 2, "t": 1, "k": 2, "budget": 10.0, "alpha": 1, "benefit": [2, 8.0], "cost": [1.0, 2],
             "group": [0, 1], "cap": 1}""";
    /** A name that clears the screen, breaks lines and turns the text around. */
    private static final String EVIL = "\u001b[2J\u009b1m\u202ea\nb<i>&";
    private static final String SHOWN = "\\u001b[2J\\u009b1m\\u202ea\\u000ab<i>&";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Object[] words(Object table, Object... options) {
        List<Object> words = new ArrayList<>(
                List.of("allocate", "--table", table, "--benefit", "gain", "--cost-values", 1,
                        "--group", "sex", "--cap-values", 1, "--budget", 2, "--alpha", 2, "--backend", "scalar"));
        words.addAll(Arrays.asList(options));
        return words.toArray();
    }

    /** The words with another value of an option, or with one option more. */
    private static Object[] replaced(Object[] words, String option) {
        String[] parts = option.split(" ");
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        int place = all.indexOf(parts[0]);
        if (place < 0) {
            all.addAll(Arrays.asList((Object[]) parts));
        } else {
            all.set(place + 1, parts[1]);
        }
        return all.toArray();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String withInput(byte[] input, Object... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return Alphafair.done(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void everyFormOfATableGivesTheSameAnswer() throws IOException {
        String csv = "sex,gain\nf,3.5\nm,2.25\nf,1\n";
        String expected = Alphafair.done(words(file("plain.csv", csv)));
        assertTrue(expected.contains("sex=f"), expected);
        assertEquals(expected, Alphafair.done(words(file("semicolon.csv", csv.replace(',', ';').replace('.', ',')))));
        assertEquals(expected, Alphafair.done(words(file("tab.csv", csv.replace(',', '\t')))));
        assertEquals(expected, Alphafair.done(words(file("quoted.csv",
                "\uFEFF" + csv.replaceAll("([^,\n]+)", "\"$1\"").replace("\n", "\r\n")))));
        assertEquals(expected, Alphafair.done(words(Files.write(folder.resolve("t.csv.gz"), gzip(csv)))));
        assertEquals(expected,
                Alphafair.done(words(file("blanks.csv", csv.replace(",", " , ").replace("f", "\u00a0f")))));
        assertEquals(expected, Alphafair.done(words(file("excel.csv",
                csv.replace("\n", ",,\n").replace("gain,,", "gain,note,note") + ",,,\n".repeat(2)))));
        assertEquals(expected, withInput(csv.getBytes(StandardCharsets.UTF_8), words("-")));
        assertEquals(expected, withInput(gzip(csv), words("-")));
    }

    @Test
    void problemsMayHaveAByteOrderMarkOrBeCompressed() throws IOException {
        String json = "[" + PROBLEM + "]";
        String expected = Alphafair.done("allocate", "--problems", file("p.json", json));
        assertEquals(expected, Alphafair.done("allocate", "--problems", file("bom.json", "\uFEFF" + json)));
        assertEquals(expected, Alphafair.done("allocate", "--problems",
                Files.write(folder.resolve("utf16.json"), json.getBytes(StandardCharsets.UTF_16))));
        assertEquals(expected,
                Alphafair.done("allocate", "--problems", Files.write(folder.resolve("p.gz"), gzip(json))));
        assertEquals(expected, withInput(json.getBytes(StandardCharsets.UTF_8), "allocate", "--problems", "-"));
    }

    @Test
    void peopleWhoseGroupIsMissingAreRefusedOrNamed() throws IOException {
        Path table = file("missing.csv", "sex,gain\nf,3\n,2\nm,4\nNA,1\n");
        Alphafair.assertRefused(2,
                table + " line 3, column 'sex' is '', a missing value, and 1 below it are missing too: "
                        + "expected a group for everybody; correct or drop such lines, or name a group for them with "
                        + "--missing-group NAME",
                words(table));
        String text = Alphafair
                .done(words(table, "--missing-group", "not told", "--weights", "not told=2", "--details"));
        assertTrue(text.contains("sex=not told"), text);
        assertTrue(text.contains("Weights: sex=f 1, sex=m 1, sex=not told 2."), text);
        Alphafair.assertRefused(2,
                "--missing-group without a table: expected a column in which values are missing; drop it",
                "allocate", "--benefit", "b.npy", "--cost-values", 1, "--group", "g.npy", "--budget", 1, "--alpha", 1,
                "--missing-group", "x");
    }

    @Test
    void anIdIsNotEmpty() throws IOException {
        Path table = file("ids.csv", "id,sex,gain\na,f,3\n ,m,2\n");
        Alphafair.assertRefused(2,
                table + " line 3, column 'id' is empty: expected an id for everybody; correct it or leave "
                        + "out --id",
                words(table, "--id", "id"));
    }

    /** Everything that is printed, and the picture; files for programs keep the names as they are. */
    @Test
    void namesDoNotReachATerminalAsTheyAre() throws IOException {
        String quoted = "\"" + EVIL + "\"";
        Path table = file("evil.csv", "id,sex," + quoted + "\n" + quoted + "," + quoted + ",3\nb,m,2\nc,m,0\n");
        Path out = folder.resolve("out.csv");
        Path picture = folder.resolve("p.svg");
        List<Object> words = new ArrayList<>(List.of("allocate", "--table", table, "--id", "id", "--benefit", EVIL,
                "--cost-values", 1, "--group", "sex", "--cap-values", 1, "--backend", "scalar", "--weights",
                EVIL + "=2",
                "--details"));
        String text = "";
        for (List<?> more : List.of(
                List.of("--alpha", 1, "--budget", 2, "--explain", EVIL, "--noise", "10%", "--out", out),
                List.of("--alpha", "0,1", "--budget", 2),
                List.of("--alpha", 1, "--path", "1,2", "--picture", picture))) {
            List<Object> all = new ArrayList<>(words);
            all.addAll(more);
            text += Alphafair.done(all.toArray());
        }
        assertFalse(text.matches("(?s).*[\\p{Cc}\u202e&&[^\n]].*"), text);
        assertFalse(text.contains("a\nb"), text);
        assertTrue(text.contains("\nWhy " + SHOWN + " (sex=" + SHOWN + ") gets what with alpha 1\n" + SHOWN + ": "),
                text);
        assertTrue(text.contains("Weights: sex=" + SHOWN + " 2, "), text);
        assertTrue(Files.readString(picture).contains("sex=" + SHOWN.replace("&", "&amp;").replace("<", "&lt;")
                .replace(">", "&gt;")), Files.readString(picture));
        Table read = Table.read(out);
        assertEquals(List.of("id", "group", "item", "dose", "spent", "funded", "share of draws"), read.columns());
        assertEquals(EVIL, read.strings("id")[0]);
        assertEquals("sex=" + EVIL, read.strings("group")[0]);
        assertEquals(EVIL, read.strings("item")[0]);
        JsonNode receipt = new JsonMapper().readTree(folder.resolve("out.csv.receipt.json").toFile());
        assertEquals("out.csv", receipt.at("/answer/file").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--benefit none", "--explain zz", "--id sex", "--weights zz=1", "--group none",
            "--table none"})
    void namesInRefusalsAreVisible(String options) throws IOException {
        Path table = file("evil.csv", "\"" + EVIL + "\",sex,gain\n1,\"" + EVIL + "\",3\n2,\"" + EVIL + "\",2\n");
        Alphafair run = Alphafair.run(replaced(words(table), options.matches("--(explain|table).*")
                ? options + "\u001b[2J"
                : options));
        assertEquals(2, run.code(), run.toString());
        assertFalse(run.err().strip().matches("(?s).*[\\p{Cc}\u202e].*"), run.err());
        assertTrue(run.err().contains("\\u001b[2J"), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            --alpha 1e999~alpha is '1e999': expected a number >= 0 or 'inf'
            --alpha 0x1p1~alpha is '0x1p1': expected a number >= 0 or 'inf'
            --alpha 1,2d~alpha is '2d': expected a number >= 0 or 'inf'
            --budget 1d~Invalid value for option '--budget': '1d': expected a number, such as 1000 or 2.5
            --budget 1e999~Invalid value for option '--budget': '1e999': expected a number
            --budget 0x1p3~Invalid value for option '--budget': '0x1p3': expected a number
            --budget 1,5~Invalid value for option '--budget': '1,5': expected a number
            --cost-values 1f~Invalid value for option '--cost-values'
            --cost-values 1e999~Invalid value for option '--cost-values'
            --cap-values 1e999~Invalid value for option '--cap-values'
            --cap-values 0x1p1~Invalid value for option '--cap-values'
            --weights f=1d~--weights has 'f=1d': expected a finite number > 0 as weight
            --weights f=0x1p1~--weights has 'f=0x1p1': expected a finite number > 0 as weight
            --weights f=1e999~--weights has 'f=1e999': expected a finite number > 0 as weight
            --noise 1d%~--noise is '1d%': expected a number before the percent sign
            --noise 0x1p1%~--noise is '0x1p1%': expected a number before the percent sign
            """)
    void oneSyntaxOfNumbersHoldsForAllOptions(String options, String message) throws IOException {
        Path table = file("t.csv", "sex,gain\nf,3\nm,2\n");
        Alphafair run = Alphafair.run(replaced(words(table), options));
        assertEquals(2, run.code(), run.toString());
        assertTrue(run.err().startsWith("error: " + message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            bench --minutes 0x1p1~Invalid value for option '--minutes': '0x1p1': expected a number
            compare a b --threshold 5d~Invalid value for option '--threshold': '5d': expected a number
            gpu-check --minutes 1e999~Invalid value for option '--minutes': '1e999': expected a number
            gpu-check --minutes inf~--minutes is Infinity: expected more than 0 and at most 100000
            gpu-check --problems -1~--problems is -1: expected at least 1
            gpu-check --tied-rows 0~--tied-rows is 0: expected at least 1
            gpu-check --largest 0~--largest is 0: expected at least 1
            study verify --budget 1d~--budget is '1d': expected a finite number > 0
            study verify --alpha 0x1p1~--alpha: alpha is '0x1p1': expected a number >= 0 or 'inf'
            study regret --quota 0x0.1p0~--quota: '0x0.1p0': expected a fraction like 1/3 or a decimal like 0.35
            """)
    void otherCommandsHaveTheSameSyntax(String words, String message) {
        Alphafair run = Alphafair.run((Object[]) words.split(" "));
        assertEquals(2, run.code(), run.toString());
        assertTrue(run.err().startsWith("error: " + message), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            "cap": 1~"cap": 1e999~cap is 1E+999: expected a number > 0 in the range of a double
            "cap": 1~"cap": [1, 1e999]~cap[1] is 1E+999: expected a number > 0 in the range of a double
            "alpha": 1~"alpha": "1e999"~alpha is '1e999': expected a number >= 0 or 'inf'
            "alpha": 1~"alpha": "0x1p1"~alpha is '0x1p1': expected a number >= 0 or 'inf'
            "alpha": 1~"alpha": 1e999~alpha is Infinity: expected a number >= 0 or the string
            "budget": 10.0~"budget": 1e999~budget is Infinity: expected a finite number > 0
            """)
    void numbersInJsonDoNotOverflow(String good, String bad, String message) throws IOException {
        Path in = file("p.json", "[" + PROBLEM.replace(good, bad) + "]");
        Alphafair run = Alphafair.run("allocate", "--problems", in);
        assertEquals(2, run.code(), run.toString());
        assertTrue(run.err().startsWith("error: " + in + ": problem 'two': " + message), run.err());
    }

    @Test
    void aCapWithoutLimitIsAWordInJson() throws IOException {
        String none = Alphafair.done("allocate", "--problems",
                file("p.json", "[" + PROBLEM.replace("\"cap\": 1", "\"cap\": \"Infinity\"") + "]"));
        assertEquals(none, Alphafair.done("allocate", "--problems",
                file("p.json", "[" + PROBLEM.replace("\"cap\": 1", "\"cap\": [Infinity, Infinity]") + "]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            -1,1,1~line 3 (Bea), column 'gain' is '-1': expected a finite number >= 0; correct the cell or drop the line, or count negative benefits as 0 with --negative zero
            1, 0 ,1~line 3 (Bea), column 'price' is '0': expected a finite number > 0; correct the cell or drop the line
            1,1,-2~line 3 (Bea), column 'most' is '-2': expected a number > 0; correct the cell or drop the line, or set the benefit to 0 where no dose is allowed
            1e300,1e-300,1~line 3 (Bea), benefit 'gain' over its cost overflows: expected a finite ratio; scale the benefits down or the costs up
            """)
    void aRefusedValueIsNamedByItsLineAndId(String cells, String message) throws IOException {
        Path table = file("people.csv", "name,sex,gain,price,most\nAnn,f,3,1,1\nBea,f," + cells + "\n");
        for (String more : new String[]{"--one-item-each", "--ties lottery:3", "--details"}) {
            List<Object> words = new ArrayList<>(
                    List.of("allocate", "--table", table, "--id", "name", "--benefit", "gain",
                            "--cost", "price", "--cap", "most", "--group", "sex", "--budget", 1, "--alpha", 1));
            words.addAll(Arrays.asList((Object[]) more.split(" ")));
            Alphafair.assertRefused(2, table + " " + message, words.toArray());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            1~with alpha >= 1 no group may get nothing
            inf~with alpha inf all answers are equally good, because the smallest mean benefit is always 0
            """)
    void aGroupWithoutBenefitIsNamedInJsonToo(String alpha, String why) throws IOException {
        Path table = file("t.csv", "sex,gain\nf,0\nm,2\n");
        for (Object[] more : new Object[][]{{"--json"}, {"--json", "--cap-values", 1}, {"--cap-values", 1}}) {
            List<Object> words = new ArrayList<>(
                    List.of("allocate", "--table", table, "--benefit", "gain", "--cost-values",
                            1, "--group", "sex", "--budget", 2, "--alpha", alpha));
            words.addAll(Arrays.asList(more));
            Alphafair.assertRefused(2, "all benefits in group sex=f are 0, and " + why
                    + ": expected a positive benefit; drop the group, or choose alpha < 1", words.toArray());
        }
    }

    @Test
    void groupsInRefusalsOfTheLibraryHaveTheirNames() throws IOException {
        Path table = file("t.csv", "sex,gain\nf,1\nm,1e300\nm,1e300\n");
        Alphafair run = Alphafair.run(replaced(words(table), "--weights m=1e300"));
        assertEquals(2, run.code(), run.toString());
        assertTrue(
                run.err().startsWith(
                        "error: group sex=m: weight 1.0E300 times ratio 1.0E300 over 2 members is Infinity"),
                run.err());
    }

    @Test
    void withoutIdsPeopleAreTheLinesOfTheFile() throws IOException {
        Path table = file("t.csv", "sex,gain\n\nf,3\n\"m\",2\n");
        String text = Alphafair.done(words(table, "--explain", 4));
        assertTrue(text.contains("\nWhy 4 (sex=m) gets what"), text);
        assertTrue(SamplePeople.squeezed(text).contains("3  sex=f  gain  1  1"), text);
        Alphafair.assertRefused(2,
                "--explain 2: nobody has this line; expected one of the file, such as 3, or the column of "
                        + "ids with --id COLUMN",
                words(table, "--explain", 2));
    }

    @Test
    void autoMayBeNamed() throws IOException {
        Path table = file("t.csv", "sex,gain\nf,3\nm,2\n");
        Object[] words = words(table);
        String scalar = Alphafair.done(words);
        words[words.length - 1] = "auto";
        assertEquals(scalar, Alphafair.done(words));
    }
}
