package io.alphafair.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.tables.Numerals;
import java.util.OptionalLong;

/** One problem's fields: {@code n t k budget alpha benefit cost group}, and {@code cap oneItemEach weights} if they are there. */
final class ProblemFields {
    private static final String CAP = "cap";
    private static final String ONE_ITEM_EACH = "oneItemEach";
    private static final String WEIGHTS = "weights";

    private final JsonNode problem;

    ProblemFields(JsonNode problem) {
        this.problem = problem;
    }

    /**
     * Solves the problem and adds the answer.
     *
     * @throws InvalidInputException naming the field that is refused
     */
    void solve(Solver solver, String name, AnswerList answers) {
        int n = size("n");
        int t = size("t");
        int k = size("k");
        double budget = number("budget", field("budget"));
        Fairness fairness = fairness();
        String count = "n * t = " + n + " * " + t;
        double[] benefit = numbers("benefit", (long) n * t, count);
        double[] cost = numbers("cost", (long) n * t, count);
        int[] labels = labels(n);
        double[] weights = problem.has(WEIGHTS) ? numbers(WEIGHTS, k, "k = " + k) : null;
        boolean isOneEach = isOneItemEach();
        try (Matrix benefits = Matrix.copyOf(benefit, n, t);
                Matrix costs = Matrix.copyOf(cost, n, t);
                Groups groups = Groups.of(labels, k);
                Items items = Items.of(benefits, costs, groups)) {
            if (!problem.has(CAP)) {
                if (weights == null) {
                    answers.add(name, solver.solve(items, fairness, budget));
                } else {
                    answers.add(name, solver.solveCapped(items, fairness, budget, weights), null);
                }
                return;
            }
            try (Matrix caps = caps(n, t);
                    Items capped = items.withCaps(caps);
                    Plan plan = new Plan(capped, new Plan.Doses(isOneEach, false), OptionalLong.empty())) {
                answers.add(name, solver.solveCapped(plan.solved(), fairness, budget, weights), plan.steps());
            }
        }
    }

    private boolean isOneItemEach() {
        JsonNode value = problem.path(ONE_ITEM_EACH);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new InvalidInputException(ONE_ITEM_EACH + " is " + shown(value) + ": expected true or false");
        }
        if (value.booleanValue() && !problem.has(CAP)) {
            throw new InvalidInputException(ONE_ITEM_EACH
                    + " is true and cap is missing: expected a finite cap for every entry; add \"cap\": 1 or a list");
        }
        return value.booleanValue();
    }

    /** N x T, or 1 x 1 for one number. */
    private Matrix caps(int n, int t) {
        JsonNode cap = problem.get(CAP);
        if (!cap.isArray()) {
            return Matrix.copyOf(new double[]{cap(CAP, -1, cap)});
        }
        list(CAP, (long) n * t, "one number, \"Infinity\" or n * t = " + n + " * " + t);
        double[] values = new double[n * t];
        for (int place = 0; place < values.length; place++) {
            values[place] = cap(CAP, place, cap.get(place));
        }
        return Matrix.copyOf(values, n, t);
    }

    /** @param place in the list, or -1 where there is none */
    private static double cap(String key, int place, JsonNode value) {
        if (value.isTextual() && value.textValue().equals("Infinity")) {
            return Double.POSITIVE_INFINITY;
        }
        double cap = value.doubleValue();
        // A number that is too large for a double does not mean that there is no cap.
        boolean isTooLarge = Double.isInfinite(cap) && !value.isDouble();
        if (!value.isNumber() || isTooLarge) {
            throw new InvalidInputException((place < 0 ? key : key + "[" + place + "]") + " is " + shown(value)
                    + ": expected a number > 0" + (isTooLarge ? " in the range of a double," : "")
                    + " or \"Infinity\" for none");
        }
        return cap;
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
            return Numerals.fairness(value.textValue());
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
