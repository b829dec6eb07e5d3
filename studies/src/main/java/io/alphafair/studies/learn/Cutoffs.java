package io.alphafair.studies.learn;

import io.alphafair.CappedAllocation;
import io.alphafair.backend.SelectionBounds;

/**
 * Where the money of each group ran out in an instance's last decision: entries far below that ratio need not be listed for
 * the next one. This makes an epoch faster, and changes no decision: one that needs other entries is made again with all of them.
 */
final class Cutoffs {
    /** The part of the last ratio down to which entries are listed: training moves the ratios between two decisions. */
    private static final double PART = 0.5;

    /** 0 where nothing is known. */
    private final double[] ratio;

    Cutoffs(int groupCount) {
        ratio = new double[groupCount];
    }

    SelectionBounds bounds() {
        SelectionBounds bounds = SelectionBounds.everything(ratio.length);
        for (int group = 0; group < ratio.length; group++) {
            if (ratio[group] > 0) {
                bounds.setLower(group, PART * ratio[group], Long.MAX_VALUE);
            }
        }
        return bounds;
    }

    void learn(CappedAllocation allocation) {
        for (int group = 0; group < ratio.length; group++) {
            if (!allocation.isAbsent(group)) {
                ratio[group] = allocation.cutoffRatio(group);
            }
        }
    }
}
