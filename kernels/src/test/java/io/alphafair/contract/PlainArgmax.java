package io.alphafair.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.BestItems;
import java.util.Arrays;

/** The group argmax written down from its definition over plain arrays, sharing nothing with the backends. */
final class PlainArgmax {
    private final GeneratedProblem problem;
    /** Why the problem must be refused: the place and the kind; null if it is valid. */
    private String refusal;

    PlainArgmax(GeneratedProblem problem) {
        this.problem = problem;
        this.refusal = findRefusal();
    }

    String refusal() {
        return refusal;
    }

    private String findRefusal() {
        for (int row = 0; row < problem.n; row++) {
            for (int item = 0; item < problem.t; item++) {
                double b = problem.benefit(row, item);
                double c = problem.cost(row, item);
                String place = "[" + row + "," + item + "]";
                if (Double.isNaN(b) || Double.isInfinite(b) || b < 0) {
                    return "benefit" + place + " is";
                }
                if (Double.isNaN(c) || Double.isInfinite(c) || c <= 0) {
                    return "cost" + place + " is";
                }
                if (Double.isInfinite(b / c)) {
                    return "benefit" + place + " / cost" + place;
                }
            }
        }
        return null;
    }

    /** Compares every field of a result, bit for bit. */
    void check(BestItems best, String where) {
        for (int group = 0; group < problem.k; group++) {
            check(group, best, where + ", group " + group);
        }
    }

    private void check(int group, BestItems best, String where) {
        double[] ratios = new double[problem.n * problem.t];
        int[] places = new int[ratios.length];
        int size = 0;
        int count = 0;
        for (int row = 0; row < problem.n; row++) {
            if (problem.labels[row] == group) {
                size++;
                for (int item = 0; item < problem.t; item++) {
                    // + 0.0: a -0.0 benefit counts as 0.0.
                    ratios[count] = (problem.benefit(row, item) + 0.0) / problem.cost(row, item);
                    places[count++] = row * problem.t + item;
                }
            }
        }
        assertEquals(size, best.groupSize(group), where);
        int first = -1;
        for (int i = 0; i < count; i++) {
            if (first < 0 || ratios[i] > ratios[first]) {
                first = i;
            }
        }
        assertEquals(first < 0 ? 0 : ratios[first], best.bestRatio(group), where);
        assertEquals(first < 0 ? -1 : places[first], best.winner(group), where);
        double[] sorted = Arrays.copyOf(ratios, count);
        Arrays.sort(sorted);
        double second = count < 2 ? -1 : sorted[count - 2];
        assertEquals(first >= 0 && ratios[first] > 0 && second == ratios[first], best.isTied(group), where);
        if (best.hasRunnerUp()) {
            assertEquals(second, best.runnerUp(group), where);
        }
        if (first >= 0) {
            int row = places[first] / problem.t;
            int item = places[first] % problem.t;
            assertEquals(problem.benefit(row, item) + 0.0, best.winnerBenefit(group), where);
            assertEquals(problem.cost(row, item), best.winnerCost(group), where);
        }
    }
}
