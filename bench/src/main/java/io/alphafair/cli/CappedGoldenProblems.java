package io.alphafair.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The golden problems with caps in the jar: a backend is held to the funded entries that the reference gives. */
final class CappedGoldenProblems {
    private static final String CASES = "capped_cases.json";

    private CappedGoldenProblems() {
    }

    /**
     * Checks a backend on each.
     *
     * @return how many there are
     * @throws IllegalStateException if an answer is wrong
     */
    static int check(Backend backend) {
        JsonNode cases = GoldenProblems.read(CASES);
        cases.forEach(golden -> check(backend, golden, golden.get("expected")));
        return cases.size();
    }

    private static void check(Backend backend, JsonNode golden, JsonNode expected) {
        try (Items items = items(golden, expected); Prepared prepared = backend.prepare(items)) {
            double[] weights = golden.has("weights") ? numbers(golden.get("weights")) : null;
            CappedAllocation allocation = prepared.select().allocate(Fairness.parse(golden.get("alpha").asText()),
                    golden.get("budget").doubleValue(), weights);
            List<Long> full = new ArrayList<>();
            List<Long> critical = new ArrayList<>();
            for (int group = 0; group < allocation.groupCount(); group++) {
                full.add(allocation.fullCount(group));
                critical.add(allocation.criticalIndex(group));
            }
            List<Long> funded = new ArrayList<>();
            for (FundedEntry entry : allocation.funded()) {
                funded.add(entry.index());
            }
            String name = golden.get("name").textValue();
            require(name, "full entries per group", longs(expected.get("whole")), full);
            require(name, "critical entries", longs(expected.get("critical")), critical);
            require(name, "funded entries", longs(expected.get("funded")), funded);
        }
    }

    /** With one item each the entries are the increments. */
    private static Items items(JsonNode golden, JsonNode expected) {
        int n = golden.get("n").intValue();
        int t = golden.get("t").intValue();
        boolean one = golden.get("oneItemEach").booleanValue();
        Matrix benefit = Matrix.copyOf(numbers(one ? expected.get("incrementBenefit") : golden.get("benefit")), n, t);
        Matrix cost = Matrix.copyOf(numbers(one ? expected.get("incrementCost") : golden.get("cost")), n, t);
        int[] labels = longs(golden.get("group")).stream().mapToInt(Long::intValue).toArray();
        Matrix cap = one ? Matrix.copyOf(new double[]{1}) : Matrix.copyOf(numbers(golden.get("cap")), n, t);
        return Items.of(benefit, cost, Groups.of(labels, golden.get("k").intValue())).withCaps(cap);
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(node -> node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue())
                .toArray();
    }

    private static List<Long> longs(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::longValue).toList();
    }

    private static void require(String name, String what, List<Long> expected, List<Long> found) {
        if (!found.equals(expected)) {
            throw new IllegalStateException("golden case '" + name + "': " + what + " are " + found + ": expected "
                    + expected);
        }
    }
}
