package io.alphafair.studies.verify;

import io.alphafair.Allocation;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.solver.ConvexSolver;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The doses that a notebook printed beside those of the closed form and of our solver, and what CVXPY's are worth.
 *
 * @param dose by the closed form, N x T
 * @param solverDose by our solver, N x T
 * @param unspent the part of the budget that CVXPY's doses leave over
 * @param lost by how much the welfare of CVXPY's doses is below the optimum
 * @param lostByShares the part of it that is lost because the groups' shares of the money are not the optimal ones
 */
record DoseComparison(PrintedDoses printed, double[] dose, double[] solverDose, double unspent, double lost,
        double lostByShares) {

    static DoseComparison of(NotebookData data, PrintedDoses printed) {
        try (Items items = data.items();
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            Allocation a = prepared.bestItems().allocate(printed.fairness(), data.budget());
            double[] spent = new double[a.groupCount()];
            double[] utility = new double[a.groupCount()];
            for (int entry = 0; entry < printed.cvxpy().length; entry++) {
                int row = entry / items.itemCount();
                int item = entry % items.itemCount();
                int group = items.groups().label(row);
                spent[group] += items.cost(row, item) * printed.cvxpy()[entry];
                utility[group] += items.benefit(row, item) * printed.cvxpy()[entry] / items.groups().groupSize(group);
            }
            double total = Arrays.stream(spent).sum();
            double[] byShares = IntStream.range(0, spent.length)
                    .mapToDouble(k -> spent[k] / total * data.budget() * a.bestItems().bestRatio(k)
                            / items.groups().groupSize(k))
                    .toArray();
            return new DoseComparison(printed, doses(a, printed.cvxpy().length),
                    new ConvexSolver().solve(items, printed.fairness(), data.budget()).doses(),
                    1 - total / data.budget(), a.objective() - a.fairness().welfare(utility),
                    a.objective() - a.fairness().welfare(byShares));
        }
    }

    private static double[] doses(Allocation a, int entries) {
        double[] doses = new double[entries];
        for (int k = 0; k < a.groupCount(); k++) {
            doses[(int) a.bestItems().winner(k)] = a.dose(k);
        }
        return doses;
    }

    /** The entries that get a dose from the closed form. */
    int[] entries() {
        return IntStream.range(0, dose.length).filter(entry -> dose[entry] > 0).toArray();
    }

    /** The largest difference between CVXPY's doses and the closed form's: what the notebooks print. */
    double largestGap() {
        return IntStream.range(0, dose.length).mapToDouble(entry -> Math.abs(printed.cvxpy()[entry] - dose[entry]))
                .max().orElseThrow();
    }

    /** The largest difference at an entry that gets a dose, relative to it. */
    double largestRelativeGap() {
        return Arrays.stream(entries()).mapToDouble(entry -> Math.abs(printed.cvxpy()[entry] / dose[entry] - 1)).max()
                .orElseThrow();
    }
}
