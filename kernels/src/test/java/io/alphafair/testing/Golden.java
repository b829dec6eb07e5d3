package io.alphafair.testing;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The golden problems of {@code cases.json}: winners by IEEE division, every other number from 150-digit arithmetic,
 * rounded once.
 */
public record Golden(String name, int n, int t, int k, double budget, Fairness fairness, double[] benefit,
        double[] cost, int[] group, JsonNode expected) {

    /** The 108 of {@code cases.json}. */
    public static List<Golden> all() {
        return read("cases.json");
    }

    /** Ratios far apart at alphas whose exponents are not doubles, made in the same arithmetic. */
    public static List<Golden> oddAlphas() {
        return read("odd-alphas.json");
    }

    private static List<Golden> read(String name) {
        JsonMapper mapper = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
        try (InputStream in = Golden.class.getResourceAsStream("/io/alphafair/" + name)) {
            List<Golden> cases = new ArrayList<>();
            for (JsonNode node : mapper.readTree(in)) {
                cases.add(new Golden(node.get("name").asText(), node.get("n").asInt(), node.get("t").asInt(),
                        node.get("k").asInt(), node.get("budget").asDouble(),
                        Fairness.parse(node.get("alpha").asText()), doubles(node.get("benefit")),
                        doubles(node.get("cost")), ints(node.get("group")), node.get("expected")));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The case of that name. */
    public static Golden named(String name) {
        return all().stream().filter(golden -> golden.name().equals(name)).findFirst().orElseThrow();
    }

    public Items items() {
        return Items.of(Matrix.copyOf(benefit, n, t), Matrix.copyOf(cost, n, t), Groups.of(group, k));
    }

    /** An expected array of doubles; infinities are written as strings. */
    public double[] doubles(String key) {
        return doubles(expected.get(key));
    }

    public double number(String key) {
        return number(expected.get(key));
    }

    /** Whether the expected value is given at all. */
    public boolean has(String key) {
        return !expected.get(key).isNull();
    }

    /** The rows of an expected matrix. */
    public double[][] matrix(String key) {
        double[][] rows = new double[expected.get(key).size()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = doubles(expected.get(key).get(row));
        }
        return rows;
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i));
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
