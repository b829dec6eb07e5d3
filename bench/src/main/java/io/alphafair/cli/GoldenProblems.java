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

    private GoldenProblems() {
    }

    /** Hands each with its name to {@code use} and returns how many there are. */
    static int forEach(BiConsumer<String, Items> use) {
        JsonMapper mapper = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
        try (InputStream in = GoldenProblems.class.getResourceAsStream(CASES)) {
            if (in == null) {
                throw new IllegalStateException("the golden cases (" + CASES + ") are not in the jar: build it again");
            }
            int count = 0;
            for (JsonNode node : mapper.readTree(in)) {
                int n = node.get("n").intValue();
                int t = node.get("t").intValue();
                try (Items items = Items.of(
                        Matrix.copyOf(mapper.convertValue(node.get("benefit"), double[].class), n, t),
                        Matrix.copyOf(mapper.convertValue(node.get("cost"), double[].class), n, t),
                        Groups.of(mapper.convertValue(node.get("group"), int[].class), node.get("k").intValue()))) {
                    use.accept(node.get("name").textValue(), items);
                }
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
