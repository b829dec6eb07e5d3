package io.alphafair.backend;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.capped.EntrySplit;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A sample of the rows: one run of neighbours of each block of rows. Not always the same one of its block, because data may
 * be periodic.
 *
 * <p>Rows are far apart in memory. So single rows are copied to buffers first, in a loop without a branch that depends on what
 * is read: then the CPU waits for many cache lines at a time. Longer runs are read by the backend's own pass.
 */
final class RowSample {
    /** Rows per sampled row, at least. */
    static final int LEAST_STRIDE = 8;
    /** A sample of fewer rows tells too little. */
    private static final int LEAST_ROWS = 64;
    /** Elements of a run: reading rows alone takes several times as long as reading runs of a page. */
    private static final int RUN_ELEMENTS = 512;
    /** A sample of fewer runs tells too little of data that change along the rows. */
    private static final int LEAST_RUNS = 64;
    /** Elements that are copied together, about. */
    private static final int BUFFER_ELEMENTS = 1 << 12;
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private final Prepared prepared;
    private final Items items;
    private final int itemCount;
    private final int bufferRows;
    /** The row of an element of the buffers, and per row its group, its place in the data and its group's threshold. */
    private final int[] rowOf;
    private final int[] group;
    private final long[] row;
    private final double[] threshold;
    private final double[] benefit;
    private final double[] cost;
    /** The elements that pass the filter. */
    private final int[] passed;
    private final OfferBuffer offers;

    /**
     * Sampled entries, those of a run side by side.
     *
     * @param rows sampled rows per group
     * @param runs runs per group in which it has a row
     * @param blockElements elements per run and block
     */
    record Sample(EntrySplit entries, long[] rows, long[] runs, long blockElements) {
        /** How many entries of each group a sampled one stands for. */
        double[] share(Items items) {
            double[] share = new double[rows.length];
            for (int k = 0; k < share.length; k++) {
                share[k] = rows[k] == 0 ? 1 : (double) items.groups().groupSize(k) / rows[k];
            }
            return share;
        }
    }

    RowSample(Prepared prepared) {
        this.prepared = prepared;
        this.items = prepared.items();
        this.itemCount = items.itemCount();
        this.bufferRows = Math.max(1, BUFFER_ELEMENTS / itemCount / longestRun()) * longestRun();
        this.rowOf = new int[bufferRows * itemCount];
        Arrays.setAll(rowOf, element -> element / itemCount);
        this.group = new int[bufferRows];
        this.row = new long[bufferRows];
        this.threshold = new double[bufferRows];
        this.benefit = new double[bufferRows * itemCount];
        this.cost = new double[bufferRows * itemCount];
        this.passed = new int[bufferRows * itemCount];
        this.offers = new OfferBuffer();
    }

    /** Whether there are enough rows. */
    static boolean isWorthwhile(Items items) {
        return items.individualCount() / LEAST_STRIDE >= LEAST_ROWS;
    }

    /** The number of neighbours in a run of a sample of one row in {@code stride}: fewer where there would be few runs. */
    int runRows(int stride) {
        return Math.clamp(items.individualCount() / stride / LEAST_RUNS, 1, longestRun());
    }

    private int longestRun() {
        return Math.max(1, RUN_ELEMENTS / itemCount);
    }

    /**
     * The valid entries of the sampled rows.
     *
     * @param bounds which entries are listed, summed and passed over
     * @param stride rows per sampled row
     * @param runRows rows per run
     */
    Sample collect(SelectionBounds bounds, int stride, int runRows) {
        PartialSelection sample = PartialSelection.ofSample(bounds, expected(bounds) / stride);
        long[] rows = new long[items.groupCount()];
        long[] runs = new long[items.groupCount()];
        long[] lastRun = new long[items.groupCount()];
        long runCount = items.individualCount() / ((long) stride * runRows);
        int bufferRuns = bufferRows / runRows;
        StepRows steps = items.steps() == null ? null : new StepRows(items);
        boolean isOfRuns = steps == null && runRows > 1;
        long[] firstRows = new long[isOfRuns ? Math.toIntExact(runCount) : 0];
        for (long first = 0; first < runCount; first += bufferRuns) {
            int size = (int) Math.min(bufferRuns, runCount - first) * runRows;
            pickRows(first, size, stride, runRows);
            for (int i = 0; i < size; i += runRows) {
                long run = first + i / runRows + 1;
                count(i, i + runRows, run, rows, runs, lastRun);
                if (isOfRuns) {
                    firstRows[(int) run - 1] = row[i];
                }
            }
            if (!isOfRuns) {
                offer(size, steps, bounds.thresholds(), sample);
            }
        }
        if (isOfRuns) {
            prepared.accumulateRuns(firstRows, runRows, sample);
        }
        return new Sample(sample.split(), rows, runs, (long) stride * runRows * itemCount);
    }

    /** Counts the rows of a run, and the run for each group in it. */
    private void count(int from, int to, long run, long[] rows, long[] runs, long[] lastRun) {
        for (int i = from; i < to; i++) {
            int own = group[i];
            rows[own]++;
            runs[own] += lastRun[own] == run ? 0 : 1;
            lastRun[own] = run;
        }
    }

    private void offer(int size, StepRows steps, double[] thresholds, PartialSelection sample) {
        if (steps == null) {
            for (int i = 0; i < size; i++) {
                threshold[i] = thresholds[group[i]];
            }
            loadEntries(size);
            offer(filter(size * itemCount), sample);
            return;
        }
        for (int i = 0; i < size; i++) {
            steps.offer(row[i], group[i], sample);
        }
    }

    private double expected(SelectionBounds bounds) {
        return bounds.expected() > 0 ? bounds.expected() : (double) items.individualCount() * itemCount;
    }

    /** Picks runs, and copies their labels. */
    private void pickRows(long firstRun, int size, int stride, int runRows) {
        for (int i = 0; i < size; i += runRows) {
            long run = firstRun + i / runRows;
            long firstRow = run * stride * runRows + pick(run, (long) (stride - 1) * runRows + 1);
            for (int r = 0; r < runRows; r++) {
                row[i + r] = firstRow + r;
            }
        }
        for (int i = 0; i < size; i += runRows) {
            MemorySegment.copy(items.groups().segment(), LABEL, row[i] * Integer.BYTES, group, i, runRows);
        }
    }

    /** Copies the entries of the picked rows, operand by operand. */
    private void loadEntries(int size) {
        for (int i = 0; i < size; i++) {
            load(items.benefit(), i, benefit);
        }
        for (int i = 0; i < size; i++) {
            load(items.cost(), i, cost);
        }
    }

    private void load(Matrix matrix, int i, double[] into) {
        int columns = matrix.columns();
        long from = (matrix.rows() > 1 ? row[i] : 0) * columns * Double.BYTES;
        if (columns == itemCount) {
            MemorySegment.copy(matrix.segment(), ELEMENT, from, into, i * itemCount, itemCount);
        } else {
            Arrays.fill(into, i * itemCount, (i + 1) * itemCount, matrix.segment().get(ELEMENT, from));
        }
    }

    /** As in {@link SelectionPass}, most are rejected by this, and the selection reports what is not valid. */
    private int filter(int elements) {
        int size = 0;
        for (int at = 0; at < elements; at++) {
            passed[size] = at;
            // Without a branch: whether the excess has no sign.
            double excess = benefit[at] - threshold[rowOf[at]] * cost[at];
            size += (int) (~Double.doubleToRawLongBits(excess) >>> Long.SIZE - 1);
        }
        return size;
    }

    private void offer(int size, PartialSelection sample) {
        Operand caps = Operand.of(items.cap());
        for (int place = 0; place < size; place++) {
            int at = passed[place];
            int i = rowOf[at];
            int item = at - i * itemCount;
            double ratio = benefit[at] / cost[at];
            double cap = caps.get(row[i], item);
            if (Items.isBenefit(benefit[at]) && Items.isCost(cost[at]) && ratio <= Double.MAX_VALUE
                    && Items.isCap(cap)) {
                offers.add(group[i], ratio, benefit[at], cost[at], cap, row[i] * itemCount + item, sample);
            }
        }
        offers.offer(sample);
    }

    /** One of so many places in a block. */
    private static long pick(long block, long places) {
        long mixed = block * 0x9e3779b97f4a7c15L;
        return (mixed >>> 33) % places;
    }
}
