package io.alphafair.cli;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;

/** The golden problems in the jar: their benefits, costs and groups. */
final class GoldenProblems {
    private static final String CASES = "cases.json";
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private GoldenProblems() {
    }

    /** Hands each with its name to {@code use} and returns how many there are. */
    static int forEach(BiConsumer<String, Items> use) {
        JsonNode cases = read(CASES);
        for (JsonNode node : cases) {
            int n = node.get("n").intValue();
            int t = node.get("t").intValue();
            try (Items items = Items.of(
                    Matrix.copyOf(MAPPER.convertValue(node.get("benefit"), double[].class), n, t),
                    Matrix.copyOf(MAPPER.convertValue(node.get("cost"), double[].class), n, t),
                    Groups.of(MAPPER.convertValue(node.get("group"), int[].class), node.get("k").intValue()))) {
                use.accept(node.get("name").textValue(), items);
            }
        }
        return cases.size();
    }

    /** A list of cases in the jar. */
    static JsonNode read(String cases) {
        try (InputStream in = GoldenProblems.class.getResourceAsStream(cases)) {
            if (in == null) {
                throw new IllegalStateException("the golden cases (" + cases + ") are not in the jar: build it again");
            }
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
