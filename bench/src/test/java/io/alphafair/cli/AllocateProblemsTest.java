package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.scalar.ScalarBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocateProblemsTest {
    private static final String TWO = """
            {"name": "two", "n": 2, "t": 1, "k": 2, "budget": 10.0, "alpha": 1,
             "benefit": [2, 8.0], "cost": [1.0, 2], "group": [0, 1]}""";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("in.json"), text);
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    @Test
    void anAnswerHasTheKeysAndNumbersOfTheContract() throws IOException {
        JsonNode answers = json(Alphafair.done("allocate", "--problems", file("[" + TWO + "]"), "--backend", "scalar"));
        assertEquals(json("""
                [{"name": "two", "backend": "scalar", "result": {"bestRatio": [2.0, 4.0], "winner": [0, 1],
                 "groupSize": [1, 1], "budget": [5.0, 5.0], "dose": [5.0, 2.5], "utility": [10.0, 20.0],
                 "objective": %s, "shadowPrice": 0.2, "gradBenefit": [0.5, 0.125], "gradCost": [-1.0, -0.5],
                 "jacobian": [[0.0, 0.0], [0.0, 0.0]], "vjp": [0.0, 0.0], "gamma": 0.0}}]"""
                .formatted(answers.at("/0/result/objective"))), answers);
        assertEquals(Math.log(200), answers.at("/0/result/objective").doubleValue(), 1e-14);
        List<String> keys = new ArrayList<>();
        answers.at("/0/result").fieldNames().forEachRemaining(keys::add);
        assertEquals("bestRatio winner groupSize budget dose utility objective shadowPrice gradBenefit gradCost "
                + "jacobian vjp gamma", String.join(" ", keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd", "forkjoin"})
    void numbersReadBackToTheSameDoublesOnEveryBackend(String backend) throws IOException {
        double[] benefit = {0.1, 1 / 3.0, 0.7, 5e-3};
        double[] cost = {0.3, 0.9, 1 / 7.0, 3e-4};
        int[] group = {0, 1, 1, 0};
        JsonNode result = json(Alphafair.done("allocate", "--problems", file("""
                [{"name": "x", "n": 4, "t": 1, "k": 2, "budget": 0.7, "alpha": 0.3, "benefit": [%s, %s, %s, %s],
                "cost": [%s, %s, %s, %s], "group": [0, 1, 1, 0]}]""".formatted(benefit[0], benefit[1], benefit[2],
                benefit[3], cost[0], cost[1], cost[2], cost[3])), "--backend", backend)).at("/0");
        assertEquals(backend, result.get("backend").textValue());
        try (Items items = Items.of(Matrix.copyOf(benefit), Matrix.copyOf(cost), Groups.of(group))) {
            var allocation = new ScalarBackend().prepare(items).bestItems().allocate(Fairness.of(0.3), 0.7);
            double[] gradient = allocation.benefitGradient();
            double[] vjp = allocation.vjp(new double[]{0.5, 1});
            for (int k = 0; k < 2; k++) {
                assertEquals(allocation.dose(k), result.at("/result/dose/" + k).doubleValue());
                assertEquals(gradient[k], result.at("/result/gradBenefit/" + k).doubleValue());
                assertEquals(vjp[k], result.at("/result/vjp/" + k).doubleValue());
            }
        }
    }

    @Test
    void theJacobianIsLeftOutAboveSixteenGroups() throws IOException {
        for (int k : new int[]{16, 17}) {
            String ones = "1" + ",1".repeat(k - 1);
            StringBuilder labels = new StringBuilder("0");
            for (int group = 1; group < k; group++) {
                labels.append(',').append(group);
            }
            JsonNode result = json(Alphafair.done("allocate", "--problems", file("""
                    [{"name": "x", "n": %1$d, "t": 1, "k": %1$d, "budget": 1, "alpha": 2, "benefit": [%2$s],
                    "cost": [%2$s], "group": [%3$s]}]""".formatted(k, ones, labels)))).at("/0/result");
            assertEquals(k > 16, result.get("jacobian").isNull());
            assertEquals(k, result.get("vjp").size());
        }
    }

    @Test
    void whatLeavesTheRangeIsAString() throws IOException {
        String text = Alphafair.done("allocate", "--problems", file("""
                [{"name": "x", "n": 1, "t": 1, "k": 1, "budget": 1e300, "alpha": 0, "benefit": [1], "cost": [1e-300],
                "group": [0]}]"""));
        JsonNode result = json(text).at("/0/result");
        assertEquals("Infinity", result.at("/dose/0").textValue());
        assertEquals("-Infinity", result.at("/gradCost/0").textValue());
        assertFalse(text.contains("NaN"), text);
    }

    @Test
    void anAnswerThatComesWithTheProblemIsIgnoredWithWhatPythonWrites() throws IOException {
        String problem = TWO.replace("}", ", \"expected\": {\"dose\": [NaN, -Infinity]}}");
        assertEquals(Alphafair.done("allocate", "--problems", file("[" + TWO + "]")),
                Alphafair.done("allocate", "--problems", file("[" + problem + "]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"inf\"", "\"Infinity\""})
    void alphaMayBeInfinite(String alpha) throws IOException {
        JsonNode answers = json(Alphafair.done("allocate", "--problems",
                file("[" + TWO.replace("\"alpha\": 1", "\"alpha\": " + alpha) + "]")));
        assertEquals(-1, answers.at("/0/result/gamma").doubleValue());
    }

    @Test
    void aListOfNoProblemsHasNoAnswers() throws IOException {
        assertEquals(0, json(Alphafair.done("allocate", "--problems", file("[]"))).size());
    }

    @Test
    void theAnswerGoesToTheFileAndNowhereElse() throws IOException {
        Path out = folder.resolve("out.json");
        String expected = Alphafair.done("allocate", "--problems", file("[" + TWO + ", " + TWO + "]"));
        Path file = Files.writeString(folder.resolve("file.json"), "old");
        Files.createSymbolicLink(out, file);
        assertEquals("", Alphafair.done("allocate", "--problems", folder.resolve("in.json"), "--out", out));
        assertEquals(expected, Files.readString(file));
        assertTrue(Files.isSymbolicLink(out));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            [2, 8.0]~[2, NaN]~benefit[1,0] is NaN: expected a finite number >= 0; correct the value or drop row 1
            [2, 8.0]~[Infinity, 1]~benefit[0,0] is Infinity: expected a finite number >= 0; correct the value or drop row 0
            [2, 8.0]~[-1, 1]~benefit[0,0] is -1.0: expected a finite number >= 0; correct the value or drop row 0
            [2, 8.0]~[2]~benefit has 1 values: expected n * t = 2 * 1 values in one flat list
            [2, 8.0]~[]~benefit has 0 values: expected n * t = 2 * 1 values in one flat list
            [2, 8.0]~[[2, 8.0]]~benefit has 1 values: expected n * t = 2 * 1 values in one flat list
            [2, 8.0]~[2, [8.0]]~benefit[1] is a list: expected a number
            [2, 8.0]~[2, "8"]~benefit[1] is "8": expected a number
            [2, 8.0]~[2, null]~benefit[1] is null: expected a number
            [2, 8.0]~5~benefit is 5: expected n * t = 2 * 1 values in one flat list
            [1.0, 2]~[1.0, 0]~cost[1,0] is 0.0: expected a finite number > 0; correct the value or drop row 1
            [1.0, 2]~[-1.0, 2]~cost[0,0] is -1.0: expected a finite number > 0; correct the value or drop row 0
            [1.0, 2]~[1.0, NaN]~cost[1,0] is NaN: expected a finite number > 0; correct the value or drop row 1
            [1.0, 2]~[1.0, Infinity]~cost[1,0] is Infinity: expected a finite number > 0; correct the value or drop row 1
            [1.0, 2]~[5e-324, 2]~benefit[0,0] / cost[0,0] = 2.0 / 4.9E-324 overflows: expected a finite ratio; scale the benefits down or the costs up
            [0, 1]~[0, 2]~label of row 1 is 2: expected 0..1; number the groups from 0
            [0, 1]~[0, -1]~label of row 1 is -1: expected 0..1; number the groups from 0
            [0, 1]~[0, 0]~group 1 of 0..1 has no member: number the groups without gaps, or pass Absent.ALLOWED in Java
            [0, 1]~[0, 1.5]~group[1] is 1.5: expected a whole number 0..k-1
            [0, 1]~[0, 4294967296]~group[1] is 4294967296: expected a whole number 0..k-1
            [0, 1]~[0]~group has 1 values: expected n = 2 values in one flat list
            "n": 2~"n": 0~n is 0: expected a whole number >= 1
            "n": 2~"n": 2.5~n is 2.5: expected a whole number >= 1
            "t": 1~"t": -1~t is -1: expected a whole number >= 1
            "k": 2~"k": "2"~k is "2": expected a whole number >= 1
            "k": 2~"k": 3~group 2 of 0..2 has no member: number the groups without gaps, or pass Absent.ALLOWED in Java
            10.0~0~budget is 0.0: expected a finite number > 0
            10.0~-1~budget is -1.0: expected a finite number > 0
            10.0~NaN~budget is NaN: expected a finite number > 0
            10.0~Infinity~budget is Infinity: expected a finite number > 0
            10.0~1e999~budget is Infinity: expected a finite number > 0
            10.0~"10"~budget is "10": expected a number
            "alpha": 1~"alpha": -1~alpha is -1.0: expected a number >= 0 or infinity
            "alpha": 1~"alpha": NaN~alpha is NaN: expected a number >= 0 or infinity
            "alpha": 1~"alpha": Infinity~alpha is Infinity: expected a number >= 0 or the string "inf"
            "alpha": 1~"alpha": -Infinity~alpha is -Infinity: expected a number >= 0 or the string "inf"
            "alpha": 1~"alpha": "fair"~alpha is 'fair': expected a number >= 0 or 'inf'
            "alpha": 1~"alpha": null~alpha is null: expected a number
            "alpha": 1,~ ~alpha is missing: expected n, t, k, budget, alpha, benefit, cost, group
            [2, 8.0]~[0, 8.0]~group 0 has no ratio above 0, so the welfare at alpha 1.0 is minus infinity: drop the group, choose alpha < 1 or, if its benefits underflow, scale them up
            [2, 8.0]~[0, 0]~no benefit is positive: expected one at least; there is nothing to allocate for
            """)
    void oneBadProblemRefusesTheFileAndIsNamed(String good, String bad, String message) throws IOException {
        String broken = TWO.replace("\"two\"", "\"bad one\"").replace(good, bad == null ? "" : bad);
        Path in = file("[" + TWO + ", " + broken + "]");
        Path out = folder.resolve("out.json");
        Alphafair.assertRefused(2, in + ": problem 'bad one': " + message, "allocate", "--problems", in, "--out", out);
        assertFalse(Files.exists(out));
    }

    @Test
    void whatIsNoListOfProblemsIsRefused() throws IOException {
        Path in = file(TWO);
        Alphafair.assertRefused(2,
                in + " does not begin with '[': expected a list of problems, as in [{\"name\": ...}]",
                "allocate", "--problems", in);
        file("[" + TWO + ", 5]");
        Alphafair.assertRefused(2,
                in + ": problem 1 (counted from 0) is no object with a name: expected {\"name\": \"...\", ...}",
                "allocate", "--problems", in);
        file("[" + TWO + "] []");
        Alphafair.assertRefused(2, in + " goes on after its list, at line 2: expected one list; join the lists",
                "allocate", "--problems", in);
        Path missing = folder.resolve("missing.json");
        Alphafair.assertRefused(2, missing + " does not exist: check the path of the problems", "allocate",
                "--problems", missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[{\"name\": \"x\", ]", "[{\"name\": tru}]", "[" + TWO, "[" + TWO + ",,]",
            "[" + TWO + " 5]"})
    void brokenJsonNamesItsPlace(String text) throws IOException {
        Path in = file(text);
        Alphafair run = Alphafair.run("allocate", "--problems", in);
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("error: " + in + " ") && run.err().contains("expected a list of problems"),
                run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
