package io.alphafair.studies.programme;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.OneItemEach;
import io.alphafair.Selection;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.nmes.Care;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import io.alphafair.studies.nmes.NmesProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The survey as a programme: every person gets at most one unit of one of the six kinds of care. Every person counts alike,
 * so that a group's weight is its number of members. Closing it closes what it holds.
 */
final class Programme implements AutoCloseable {
    private static final Map<String, String> WORDS = Map.of("female", "women", "male", "men", "afam yes",
            "African-American", "afam no", "not African-American");

    private final Items items;
    private final OneItemEach steps;
    private final Selection selection;
    private final double[] weights;
    private final List<String> groupNames;

    /** The people in four groups by sex and race. */
    Programme() {
        NmesProblem problem = Nmes.problem(Grouping.SEX_AND_RACE);
        groupNames = problem.groupNames().stream().map(Programme::inWords).toList();
        items = problem.items().withCaps(Matrix.copyOf(new double[]{1}));
        steps = OneItemEach.of(items);
        try (Backend backend = Backends.open("scalar"); Prepared prepared = backend.prepare(steps.increments())) {
            // All entries, because many budgets and alphas are asked for, and whole units may go to any of them.
            selection = prepared.select();
        }
        weights = new double[items.groupCount()];
        Arrays.setAll(weights, items.groups()::groupSize);
    }

    /** {@code female, afam yes} as {@code women, African-American}. */
    private static String inWords(String name) {
        return Arrays.stream(name.split(", ")).map(part -> WORDS.getOrDefault(part, part))
                .collect(Collectors.joining(", "));
    }

    /** Benefits 4,406 x 6, costs 1 x 6, caps of 1. */
    Items items() {
        return items;
    }

    /** The problem with caps that the allocations are of. */
    OneItemEach steps() {
        return steps;
    }

    /** A name per group. */
    List<String> groupNames() {
        return groupNames;
    }

    /** The members of each group. */
    double[] weights() {
        return weights.clone();
    }

    /** What a visit to a physician's office costs for that share of the people. */
    double budget(double share) {
        return share * items.individualCount() * Care.VISITS.cost();
    }

    /** The cost of a programme in which everybody gets what helps most. */
    double costOfAll() {
        Items increments = steps.increments();
        double sum = 0;
        for (long row = 0; row < increments.individualCount(); row++) {
            for (int place = 0; place < increments.itemCount(); place++) {
                sum += increments.benefit(row, place) > 0 ? increments.cost(row, place) : 0;
            }
        }
        return sum;
    }

    /** The best allocation, in which at most one person per group gets a part of a unit or a mixture of two kinds. */
    CappedAllocation allocate(Fairness fairness, double budget) {
        return selection.allocate(fairness, budget, weights);
    }

    /** The best allocations for ascending budgets. */
    List<CappedAllocation> overBudgets(Fairness fairness, double[] budgets) {
        return selection.overBudgets(fairness, budgets, weights);
    }

    @Override
    public void close() {
        steps.close();
        items.close();
    }
}
