package io.alphafair.capped;

/**
 * The exact sums of what the first entries of each group are worth and cost. Those of the values are rounded once; those of the
 * spendings are kept at every {@link #STRIDE}th entry.
 *
 * <p>Where a group's numbers are of similar size, its sums are integers of 128 bits, which are faster than accumulators.
 */
final class PrefixSums {
    /** Entries between two kept sums of spendings. */
    private static final int STRIDE = 64;

    private final int[] start;
    private final double[] value;
    private final double[] spending;
    /** Value of the first j entries of group k, rounded once, at {@code start[k] + k + j}. */
    private final double[] valueOfFirst;
    private final CappedList.Above above;
    /** Sums of C of the first 64, 128, ... listed entries per group, as accumulators or as integers. */
    private final ExactAccumulator[][] checkpoint;
    private final WideSum[] wide;
    private final long[][] wideCheckpoint;

    /**
     * Sums.
     *
     * @param start places of group k: {@code start[k] .. start[k+1]-1}
     * @param value V by place, infinite where there is no cap
     * @param spending C by place, infinite where there is no cap
     * @param above whose sums come before those of the places
     */
    PrefixSums(int[] start, double[] value, double[] spending, CappedList.Above above) {
        int groupCount = start.length - 1;
        this.start = start;
        this.value = value;
        this.spending = spending;
        this.above = above;
        valueOfFirst = new double[value.length + groupCount];
        checkpoint = new ExactAccumulator[groupCount][];
        wide = new WideSum[groupCount];
        wideCheckpoint = new long[groupCount][];
        ExactAccumulator values = new ExactAccumulator();
        ExactAccumulator money = new ExactAccumulator();
        for (int k = 0; k < groupCount; k++) {
            int first = start[k];
            int end = start[k + 1];
            // The value of an entry without a cap is never needed.
            int capped = end - first - (end > first && spending[end - 1] > Double.MAX_VALUE ? 1 : 0);
            if (above.value()[k] == null && capped >= STRIDE && WideSum.fits(value, first, first + capped)
                    && WideSum.fits(spending, first, first + capped)) {
                sumWide(k, capped);
            } else {
                sum(k, capped, values, money);
            }
        }
    }

    private void sumWide(int group, int capped) {
        int first = start[group];
        WideSum values = WideSum.of(value, first, first + capped);
        WideSum money = WideSum.of(spending, first, first + capped);
        long[] kept = new long[2 * (capped / STRIDE)];
        wide[group] = money;
        wideCheckpoint[group] = kept;
        int out = first + group;
        for (int j = 1; j <= capped; j++) {
            values.add(value[first + j - 1]);
            money.add(spending[first + j - 1]);
            valueOfFirst[out + j] = values.value();
            if (j % STRIDE == 0) {
                money.store(kept, 2 * (j / STRIDE - 1));
            }
        }
    }

    private void sum(int group, int capped, ExactAccumulator values, ExactAccumulator money) {
        values.reset();
        money.reset();
        if (above.value()[group] != null) {
            above.value()[group].settle();
            above.spending()[group].settle();
            values.add(above.value()[group]);
        }
        int first = start[group] + group;
        checkpoint[group] = new ExactAccumulator[capped / STRIDE];
        valueOfFirst[first] = values.value();
        for (int j = 1; j <= capped; j++) {
            values.add(value[start[group] + j - 1]);
            money.add(spending[start[group] + j - 1]);
            valueOfFirst[first + j] = values.value();
            if (j % STRIDE == 0) {
                ExactAccumulator kept = new ExactAccumulator();
                kept.add(money);
                kept.settle();
                checkpoint[group][j / STRIDE - 1] = kept;
            }
        }
    }

    /** The exact value of the entries before the list and the first {@code j} listed, rounded once. */
    double valueOfFirst(int group, int j) {
        return valueOfFirst[start[group] + group + j];
    }

    /** All of {@link #valueOfFirst}, group by group; live. */
    double[] valuesOfFirst() {
        return valueOfFirst;
    }

    /** Adds the spending of the entries before the list and the first {@code j} listed, all of which have caps. */
    void addSpendingOfFirst(int group, int j, ExactAccumulator into) {
        if (above.spending()[group] != null) {
            into.add(above.spending()[group]);
        }
        int kept = j / STRIDE;
        if (kept > 0) {
            if (wide[group] == null) {
                into.add(checkpoint[group][kept - 1]);
            } else {
                wide[group].addTo(into, wideCheckpoint[group], 2 * (kept - 1));
            }
        }
        for (int e = start[group] + kept * STRIDE; e < start[group] + j; e++) {
            into.add(spending[e]);
        }
    }
}
