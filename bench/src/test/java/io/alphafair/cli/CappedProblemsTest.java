package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.alphafair.testing.CappedBounds;
import io.alphafair.testing.CappedGolden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems with caps, one item per person and weights from a JSON list. */
class CappedProblemsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String KEYS = "binds budget utility whole critical objective shadowPrice unspent funded dose "
            + "gradBenefit gradCost vjp";
    private static final String TWO = """
            {"name": "two", "n": 2, "t": 1, "k": 2, "budget": 2.5, "alpha": 1, "benefit": [2, 8.0], "cost": [1.0, 2],
             "group": [0, 1], "cap": 1}""";

    @TempDir
    Path folder;

    private JsonNode solve(String problems, Object... options) throws IOException {
        Path in = Files.writeString(folder.resolve("in.json"), problems);
        List<Object> words = new ArrayList<>(List.of("allocate", "--problems", in));
        words.addAll(List.of(options));
        return MAPPER.readTree(Alphafair.done(words.toArray()));
    }

    private JsonNode result(String problem) throws IOException {
        return solve("[" + problem + "]", "--backend", "scalar").at("/0/result");
    }

    private static String keys(JsonNode result) {
        List<String> keys = new ArrayList<>();
        result.fieldNames().forEachRemaining(keys::add);
        return String.join(" ", keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd", "forkjoin"})
    void everyGoldenProblemHasTheReferencesAnswer(String backend) throws IOException {
        ArrayNode problems = MAPPER.createArrayNode();
        List<CappedGolden> golden = CappedGolden.all();
        golden.forEach(each -> problems.add(each.problem()));
        JsonNode answers = solve(problems.toString(), "--backend", backend);
        assertEquals(184, answers.size());
        int place = 0;
        for (CappedGolden each : golden) {
            JsonNode answer = answers.get(place++);
            assertEquals(each.name(), answer.get("name").textValue());
            assertEquals(backend, answer.get("backend").textValue());
            JsonNode result = answer.get("result");
            CappedBounds.check(each, CappedBounds.Answer.of(result));
            assertEquals(each.isOneItemEach() ? KEYS + " incrementBenefit incrementCost fromItem toItem" : KEYS,
                    keys(result));
            if (each.isOneItemEach()) {
                CappedGolden steps = new CappedGolden(each.name(), null, result);
                assertArrayEquals(each.doubles("incrementBenefit"), steps.doubles("incrementBenefit"));
                assertArrayEquals(each.doubles("incrementCost"), steps.doubles("incrementCost"));
                assertArrayEquals(each.ints("fromItem"), steps.ints("fromItem"));
                assertArrayEquals(each.ints("toItem"), steps.ints("toItem"));
            }
        }
    }

    @Test
    void anAnswerHasTheNumbersOfTheContract() throws IOException {
        JsonNode result = result(TWO);
        assertEquals(MAPPER.readTree("""
                {"binds": true, "budget": [1.0, 1.5], "utility": [2.0, 6.0], "whole": [1, 0], "critical": [-1, 1],
                 "objective": %s, "shadowPrice": %s, "unspent": 0.0, "funded": [0, 1], "dose": [1.0, 0.75],
                 "gradBenefit": %s, "gradCost": %s, "vjp": [0.0, 0.0]}"""
                .formatted(result.get("objective"), result.get("shadowPrice"), result.get("gradBenefit"),
                        result.get("gradCost")))
                .toString()
                .replace("-0.0", "0.0"), result.toString().replace("-0.0", "0.0"));
        assertEquals(Math.log(12), result.get("objective").doubleValue(), 1e-15);
        assertEquals(1 / 1.5, result.get("shadowPrice").doubleValue(), 1e-15);
        assertEquals(0.5, result.at("/gradBenefit/0").doubleValue(), 1e-15);
        assertEquals(0.125, result.at("/gradBenefit/1").doubleValue(), 1e-15);
        assertEquals(-1 / 1.5, result.at("/gradCost/0").doubleValue(), 1e-15);
        assertEquals(-0.5, result.at("/gradCost/1").doubleValue(), 1e-15);
    }

    @Test
    void aPriceThatIsAnIntervalIsNull() throws IOException {
        JsonNode result = result("""
                {"name": "kink", "n": 2, "t": 1, "k": 1, "budget": 1, "alpha": 1, "benefit": [3, 2], "cost": [1, 1],
                 "group": [0, 0], "cap": [1, "Infinity"]}""");
        assertTrue(result.get("shadowPrice").isNull());
        assertEquals("[null]", result.get("gradCost").toString());
        assertEquals("[0]", result.get("funded").toString());
    }

    @Test
    void whatIsLeftOfABudgetThatDoesNotBind() throws IOException {
        JsonNode result = result(TWO.replace("2.5", "10"));
        assertFalse(result.get("binds").booleanValue());
        assertEquals(7, result.get("unspent").doubleValue());
        assertEquals(0, result.get("shadowPrice").doubleValue());
    }

    @Test
    void oneCapStandsForAllAndInfinityForNone() throws IOException {
        assertEquals(result(TWO), result(TWO.replace("\"cap\": 1", "\"cap\": [1, 1.0]")));
        JsonNode without = result(TWO.replace("\"cap\": 1", "\"cap\": \"Infinity\""));
        assertEquals(without, result(TWO.replace("\"cap\": 1", "\"cap\": [\"Infinity\", \"Infinity\"]")));
        assertEquals(without, result(TWO.replace("\"cap\": 1", "\"cap\": Infinity")));
        JsonNode closed = result(TWO.replace(", \"cap\": 1", ""));
        assertTrue(closed.has("bestRatio"));
        for (String key : List.of("budget", "utility", "objective", "shadowPrice", "dose")) {
            assertEquals(closed.get(key), without.get(key), key);
        }
        assertEquals(result(TWO), result(TWO.replace("\"cap\": 1", "\"cap\": 1, \"oneItemEach\": false")));
        assertEquals(closed, result(TWO.replace("\"cap\": 1", "\"oneItemEach\": false")));
    }

    @Test
    void weightsWithoutCapsAnswerAsIfThereWereInfiniteOnes() throws IOException {
        JsonNode weighted = result(TWO.replace("\"cap\": 1", "\"weights\": [1, 4]"));
        assertEquals(KEYS, keys(weighted));
        assertEquals("[0.5,2.0]", weighted.get("budget").toString());
        assertEquals(weighted, result(TWO.replace("\"cap\": 1", "\"cap\": \"Infinity\", \"weights\": [1, 4]")));
        assertEquals(result(TWO), result(TWO.replace("\"cap\": 1", "\"cap\": 1, \"weights\": [1, 1]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "cap": 0~cap[0,0] is 0.0: expected a number > 0 or infinity; correct the value, or set the benefit to 0 where no dose is allowed
            "cap": [1, -2]~cap[1,0] is -2.0: expected a number > 0 or infinity; correct the value, or set the benefit to 0 where no dose is allowed
            "cap": [1, NaN]~cap[1,0] is NaN: expected a number > 0 or infinity; correct the value, or set the benefit to 0 where no dose is allowed
            "cap": -Infinity~cap[0,0] is -Infinity: expected a number > 0 or infinity; correct the value, or set the benefit to 0 where no dose is allowed
            "cap": [1]~cap has 1 values: expected one number, "Infinity" or n * t = 2 * 1 values in one flat list
            "cap": [1, "inf"]~cap[1] is "inf": expected a number > 0 or "Infinity" for none
            "cap": [1, null]~cap[1] is null: expected a number > 0 or "Infinity" for none
            "cap": null~cap is null: expected a number > 0 or "Infinity" for none
            "cap": {}~cap is an object: expected a number > 0 or "Infinity" for none
            "cap": [1, "Infinity"], "oneItemEach": true~entry [1,0] at its cap Infinity is worth Infinity and costs Infinity: expected finite numbers and a cost above 0 with one item per person; give every entry a cap in the range of the other numbers
            "oneItemEach": true~oneItemEach is true and cap is missing: expected a finite cap for every entry; add "cap": 1 or a list
            "cap": 1, "oneItemEach": 1~oneItemEach is 1: expected true or false
            "cap": 1, "weights": [1]~weights has 1 values: expected k = 2 values in one flat list
            "cap": 1, "weights": 2~weights is 2: expected k = 2 values in one flat list
            "cap": 1, "weights": [1, 0]~weight of group 1 is 0.0: expected a finite number > 0
            "weights": [1, -1]~weight of group 1 is -1.0: expected a finite number > 0
            "weights": [Infinity, 1]~weight of group 0 is Infinity: expected a finite number > 0
            "weights": [1, "1"]~weights[1] is "1": expected a number
            "caps": 1~unknown key 'caps': expected name, n, t, k, budget, alpha, benefit, cost, group, cap, oneItemEach, weights, expected; correct or drop it
            "cap": 1, "one_item_each": true~unknown key 'one_item_each': expected name, n, t, k, budget, alpha, benefit, cost, group, cap, oneItemEach, weights, expected; correct or drop it
            "cap": 1, "K": 2~unknown key 'K': expected name, n, t, k, budget, alpha, benefit, cost, group, cap, oneItemEach, weights, expected; correct or drop it
            "cap": 1, "note": [NaN]~unknown key 'note': expected name, n, t, k, budget, alpha, benefit, cost, group, cap, oneItemEach, weights, expected; correct or drop it
            "cap": 1, "cap": 2~key 'cap' comes twice: expected each key once; drop one
            "cap": 1, "expected": 1, "expected": {}~key 'expected' comes twice: expected each key once; drop one
            "cap": 1, "name": "again"~key 'name' comes twice: expected each key once; drop one
            """)
    void oneBadProblemRefusesTheFileAndIsNamed(String bad, String message) throws IOException {
        Path in = Files.writeString(folder.resolve("in.json"), "[" + TWO + ", "
                + TWO.replace("\"two\"", "\"bad one\"").replace("\"cap\": 1", bad) + "]");
        Path out = folder.resolve("out.json");
        Alphafair.assertRefused(2, in + ": problem 'bad one': " + message, "allocate", "--problems", in, "--out", out);
        assertFalse(Files.exists(out));
    }

    @Test
    void aFaultBeforeTheNameIsReportedWithTheName() throws IOException {
        Path in = Files.writeString(folder.resolve("in.json"), "[{\"budgets\": 3, \"name\": \"late\"}]");
        Alphafair run = Alphafair.run("allocate", "--problems", in);
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("error: " + in + ": problem 'late': unknown key 'budgets': expected name, "),
                run.err());
    }
}
