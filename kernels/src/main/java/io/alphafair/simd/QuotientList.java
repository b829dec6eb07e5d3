package io.alphafair.simd;

import static io.alphafair.simd.Vectors.LANES;

import io.alphafair.backend.PartialBest;

/**
 * Divides all elements of a block, lists the rows that pass their group's threshold, without a branch, and only then
 * offers them. This serves where most elements would pass any filter, and where the thresholds are in a far cache: the
 * waits for them overlap, because no mispredicted branch comes between.
 */
final class QuotientList {
    /** Instruction sets with fewer lanes per vector have no instruction to list in vectors. */
    private static final int LISTED_IN_VECTORS = 4;

    private final int itemCount;
    private final Quotients quotients;
    /** Rows of the block, by their number in it. */
    private final int[] listed;
    private final int[] vectorLabels = new int[LANES];

    QuotientList(int rowsPerBlock, int itemCount) {
        this.itemCount = itemCount;
        this.quotients = new Quotients(rowsPerBlock, itemCount);
        this.listed = new int[rowsPerBlock + LANES];
    }

    /**
     * Offers the entries of the block's first {@code rows} rows that pass.
     *
     * @return how many rows were listed; -1 if a row is invalid, and then none is offered
     */
    int offerAll(Block block, int rows, PartialBest into) {
        int inVectors = itemCount == 1 && LANES >= LISTED_IN_VECTORS ? rows - rows % LANES : 0;
        int count = DoubleIntDivision.divideAndList(block, inVectors, into.thresholds(), vectorLabels,
                quotients.ratios(), listed);
        if (count < 0 || !quotients.divide(block, inVectors, rows)) {
            return -1;
        }
        count = DoubleIntDivision.list(block, inVectors, rows, count, into.thresholds(), quotients.largest(), listed);
        if (itemCount > 1 && into.tracksRunnerUp()) {
            DoubleIntDivision.offerRows(block, itemCount, listed, count, quotients, into);
        } else {
            DoubleIntDivision.offerLargest(block, itemCount, listed, count, quotients, into);
        }
        return count;
    }
}
