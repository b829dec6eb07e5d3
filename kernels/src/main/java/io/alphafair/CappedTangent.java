package io.alphafair;

import io.alphafair.capped.CappedSolution;
import io.alphafair.capped.DoseTangent;
import io.alphafair.closedform.CompensatedSum;

/**
 * How the doses of a {@link CappedAllocation} move along a {@link CappedDirection}, while the same entries stay full and
 * critical. Doses of entries that are not funded do not move.
 */
public final class CappedTangent {
    private final CappedDirection direction;
    private final DoseTangent tangent;

    CappedTangent(Items items, CappedSolution solution, Iterable<FundedEntry> funded, CappedDirection direction) {
        int count = solution.groupCount();
        double[] benefit = new double[count];
        double[] cost = new double[count];
        CompensatedSum[] value = new CompensatedSum[count];
        CompensatedSum[] spending = new CompensatedSum[count];
        for (int k = 0; k < count; k++) {
            value[k] = new CompensatedSum();
            spending[k] = new CompensatedSum();
        }
        for (FundedEntry entry : funded) {
            int k = entry.group();
            double byBenefit = CappedDirection.at(direction.benefit(), entry);
            double byCost = CappedDirection.at(direction.cost(), entry);
            if (entry.full()) {
                double byCap = CappedDirection.at(direction.cap(), entry);
                value[k].add(byBenefit * entry.dose());
                value[k].add(items.benefit(entry.row(), entry.item()) * byCap);
                spending[k].add(byCost * entry.dose());
                spending[k].add(items.cost(entry.row(), entry.item()) * byCap);
            } else {
                benefit[k] = byBenefit;
                cost[k] = byCost;
            }
        }
        double[] values = new double[count];
        double[] spendings = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = value[k].value();
            spendings[k] = spending[k].value();
        }
        double[] weights = direction.weights() == null ? new double[count] : direction.weights();
        this.direction = direction;
        this.tangent = new DoseTangent(solution, new DoseTangent.Direction(benefit, cost, values, spendings, weights,
                direction.budget(), direction.alpha()));
    }

    /** The velocity of a funded entry's dose. */
    public double dose(FundedEntry entry) {
        return entry.full() ? CappedDirection.at(direction.cap(), entry) : tangent.criticalDose(entry.group());
    }
}
