package io.alphafair.cli;

import io.alphafair.CappedAllocation;
import io.alphafair.cli.Solver.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@code --details} adds: units, objective, price, and what computed the answer. */
final class DetailsText {
    static final String UNITS = """
            Units: the budget and what is spent are in the unit of the costs. A benefit and a cost are those of a dose of 1.
            """;

    private DetailsText() {
    }

    /** @param weights one per group, or null */
    static String of(People people, List<Outcome> outcomes, double[] weights) {
        StringBuilder text = new StringBuilder("\nDetails\n").append(UNITS);
        if (weights != null) {
            text.append("Weights: ").append(IntStream.range(0, weights.length)
                    .mapToObj(group -> people.groupName(group) + " " + Numbers.text(weights[group]))
                    .collect(Collectors.joining(", "))).append(".\n");
        }
        outcomes.forEach(outcome -> text.append(outcome.name()).append(", budget ")
                .append(Numbers.text(outcome.allocation().totalBudget())).append(": ").append(of(outcome))
                .append(".\n"));
        Answer<CappedAllocation> answer = outcomes.getFirst().answer();
        return text.append(backend(answer.backend(), answer.description(), answer.why())).toString();
    }

    /** What computed an answer, and how it was chosen. */
    static String backend(String name, String description, String why) {
        return "Backend " + name + " (" + description + "), " + why + ".\n";
    }

    private static String of(Outcome outcome) {
        List<String> parts = new ArrayList<>();
        // By rounding, the gap of an optimum may be a little below 0.
        parts.add("objective (the welfare of the groups' mean benefits) " + Numbers.text(outcome.objective())
                + ", below the best possible by at most " + Numbers.text(Math.max(0, gap(outcome))));
        parts.add("shadow price (the welfare of one more unit of budget) "
                + Numbers.text(outcome.allocation().shadowPrice())
                + (outcome.allocation().isKink()
                        ? ", and more for one unit less, because each group is exactly between two doses"
                        : ""));
        return String.join("; ", parts);
    }

    private static double gap(Outcome outcome) {
        return outcome.whole() == null ? outcome.allocation().dualityGap() : outcome.whole().lossBound();
    }
}
