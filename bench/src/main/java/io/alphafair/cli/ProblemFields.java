package io.alphafair.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.cli.Solver.Answer;

/** One problem's fields: {@code n t k budget alpha benefit cost group}; any other is ignored. */
final class ProblemFields {
    private final JsonNode problem;

    ProblemFields(JsonNode problem) {
        this.problem = problem;
    }

    /** @throws InvalidInputException naming the field that is refused */
    Answer solve(Solver solver) {
        int n = size("n");
        int t = size("t");
        int k = size("k");
        double budget = number("budget", field("budget"));
        Fairness fairness = fairness();
        String count = "n * t = " + n + " * " + t;
        double[] benefit = numbers("benefit", (long) n * t, count);
        double[] cost = numbers("cost", (long) n * t, count);
        int[] labels = labels(n);
        try (Matrix benefits = Matrix.copyOf(benefit, n, t);
                Matrix costs = Matrix.copyOf(cost, n, t);
                Groups groups = Groups.of(labels, k);
                Items items = Items.of(benefits, costs, groups)) {
            return solver.solve(items, fairness, budget);
        }
    }

    private JsonNode field(String key) {
        JsonNode value = problem.get(key);
        if (value == null) {
            throw new InvalidInputException(key + " is missing: expected n, t, k, budget, alpha, benefit, cost, group");
        }
        return value;
    }

    private int size(String key) {
        JsonNode value = field(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw new InvalidInputException(key + " is " + shown(value) + ": expected a whole number >= 1");
        }
        return value.intValue();
    }

    private static double number(String place, JsonNode value) {
        if (!value.isNumber()) {
            throw new InvalidInputException(place + " is " + shown(value) + ": expected a number");
        }
        return value.doubleValue();
    }

    private Fairness fairness() {
        JsonNode value = field("alpha");
        if (value.isTextual()) {
            return Fairness.parse(value.textValue());
        }
        double alpha = number("alpha", value);
        if (Double.isInfinite(alpha)) {
            throw new InvalidInputException("alpha is " + alpha + ": expected a number >= 0 or the string \"inf\"");
        }
        return Fairness.of(alpha);
    }

    private JsonNode list(String key, long length, String why) {
        JsonNode list = field(key);
        if (!list.isArray() || list.size() != length) {
            throw new InvalidInputException(
                    key + (list.isArray() ? " has " + list.size() + " values" : " is " + shown(list)) + ": expected "
                            + why + " values in one flat list");
        }
        return list;
    }

    private double[] numbers(String key, long length, String why) {
        JsonNode list = list(key, length, why);
        double[] values = new double[list.size()];
        for (int place = 0; place < values.length; place++) {
            JsonNode value = list.get(place);
            values[place] = value.isNumber() ? value.doubleValue() : number(key + "[" + place + "]", value);
        }
        return values;
    }

    private int[] labels(int n) {
        JsonNode list = list("group", n, "n = " + n);
        int[] labels = new int[n];
        for (int row = 0; row < n; row++) {
            JsonNode value = list.get(row);
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                throw new InvalidInputException(
                        "group[" + row + "] is " + shown(value) + ": expected a whole number 0..k-1");
            }
            labels[row] = value.intValue();
        }
        return labels;
    }

    /** Short enough for one line. */
    private static String shown(JsonNode value) {
        return value.isArray() ? "a list" : value.isObject() ? "an object" : value.toString();
    }
}
