package io.alphafair.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alphafair.Fairness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The golden problems with caps of {@code capped_cases.json}: numbers from 200-digit arithmetic, rounded once. */
public record CappedGolden(String name, JsonNode problem, JsonNode expected) {
    /** All 184. */
    public static List<CappedGolden> all() {
        try (InputStream in = CappedGolden.class.getResourceAsStream("/io/alphafair/capped_cases.json")) {
            List<CappedGolden> cases = new ArrayList<>();
            for (JsonNode node : new ObjectMapper().readTree(in)) {
                cases.add(new CappedGolden(node.get("name").asText(), node, node.get("expected")));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int n() {
        return problem.get("n").intValue();
    }

    public int t() {
        return problem.get("t").intValue();
    }

    public int k() {
        return problem.get("k").intValue();
    }

    public double budget() {
        return problem.get("budget").doubleValue();
    }

    public Fairness fairness() {
        return Fairness.parse(problem.get("alpha").asText());
    }

    public boolean isOneItemEach() {
        return problem.get("oneItemEach").booleanValue();
    }

    /** Weights, or null for 1 each. */
    public double[] weights() {
        return problem.has("weights") ? doubles(problem.get("weights")) : null;
    }

    /** An array of doubles of the problem. */
    public double[] given(String key) {
        return doubles(problem.get(key));
    }

    public int[] group() {
        return ints(problem.get("group"));
    }

    /** An expected array of doubles. */
    public double[] doubles(String key) {
        return doubles(expected.get(key));
    }

    /** An expected array of whole numbers. */
    public int[] ints(String key) {
        return ints(expected.get(key));
    }

    /** An expected number; NaN where it is null. */
    public double number(String key) {
        return expected.get(key).isNull() ? Double.NaN : number(expected.get(key));
    }

    /** Benefits of the entries: those of the increments with one item each. */
    public double[] entryBenefit() {
        return isOneItemEach() ? doubles("incrementBenefit") : given("benefit");
    }

    /** Costs of the entries. */
    public double[] entryCost() {
        return isOneItemEach() ? doubles("incrementCost") : given("cost");
    }

    /** Caps of the entries. */
    public double[] entryCap() {
        double[] cap = given("cap");
        if (isOneItemEach()) {
            Arrays.fill(cap, 1);
        }
        return cap;
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).isNull() ? Double.NaN : number(array.get(i));
        }
        return values;
    }

    private static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.doubleValue();
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).intValue();
        }
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
