package io.alphafair.studies.nmes;

import io.alphafair.Items;
import io.alphafair.studies.regression.LeastSquares;
import java.util.List;

/**
 * The survey as an allocation problem; closing it closes the items.
 *
 * @param items benefit 4,406 x 6 in predicted visits, cost 1 x 6 in visits to a physician's office
 * @param itemNames the six kinds of care, as the survey's columns are named
 * @param groupNames a name a group
 * @param model the six models that predict log(1 + visits)
 * @param clippedCount how many of the predicted visits fell below 0 and were set to 0
 */
public record NmesProblem(Items items, List<String> itemNames, List<String> groupNames, LeastSquares model,
        int clippedCount) implements AutoCloseable {

    /** One line for people: sizes, and how many predictions were set to 0. */
    public String summary() {
        return "NMES 1988: " + items.individualCount() + " people x " + items.itemCount() + " kinds of care in "
                + items.groupCount() + " groups; " + clippedCount + " of " + items.benefit().size()
                + " predicted visits fell below 0 and were set to 0";
    }

    @Override
    public void close() {
        items.close();
    }
}
