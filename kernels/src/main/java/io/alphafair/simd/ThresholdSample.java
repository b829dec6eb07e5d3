package io.alphafair.simd;

import static io.alphafair.simd.PairLoops.DOUBLES;
import static io.alphafair.simd.PairLoops.LANES;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * Thresholds from a sample of the rows, before any is offered: a group's largest ratio there is a lower bound of its best
 * one. It comes from all over the rows, so that it also serves where ratios rise from the first row to the last.
 */
final class ThresholdSample implements AutoCloseable {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    /** Elements a group in the sample: with more of them it costs as much as it saves. */
    private static final int SHARE = 16;
    /** Neighbouring elements, about, that are sampled together. */
    private static final int RUN = 128;
    /** The sample is at most one row in so many. */
    private static final int SPARSE = 4;

    private final int itemCount;
    private final int runRows;
    private final long runs;
    private final Block block;
    private final double[] ratios;
    /** The bits of each group's largest ratio. */
    private final long[] largest;

    ThresholdSample(Items items) {
        this.itemCount = items.itemCount();
        this.runRows = Math.max(1, RUN / items.itemCount());
        this.runs = Math.max(2, SHARE * (long) items.groupCount() / (runRows * (long) items.itemCount()));
        this.block = new Block(items, runRows);
        this.ratios = new double[runRows * itemCount];
        this.largest = new long[items.groupCount()];
    }

    /**
     * Raises the thresholds to what the sample of rows {@code from .. to-1} has.
     *
     * @param from rows before it were offered, the others will be
     * @return false, and nothing is done, where so few rows are not worth it
     */
    boolean raise(long from, long to, PartialBest into) {
        if (to - from < SPARSE * runs * runRows) {
            return false;
        }
        block.forget();
        Arrays.fill(largest, 0);
        for (long run = 0; run < runs; run++) {
            // The first rows and the last are in it.
            block.moveTo(from + (to - from - runRows) * run / (runs - 1), runRows);
            divide();
            collect();
        }
        into.expect(largest);
        return true;
    }

    /**
     * Nothing is checked, because nothing need be: what is invalid will be refused when its row is read, and then no
     * threshold matters. So few elements compile this loop only after some hundred calls, and until then each operation of
     * a vector costs an object.
     */
    private void divide() {
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        double[] out = ratios;
        long at = block.byteOf(0);
        int whole = out.length - out.length % LANES;
        for (int element = 0; element < whole; element += LANES) {
            DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER)
                    .div(DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER)).intoArray(out, element);
            at += (long) LANES * Double.BYTES;
        }
        for (int element = whole; element < out.length; element++) {
            out[element] = benefits.get(ELEMENT, at) / costs.get(ELEMENT, at);
            at += Double.BYTES;
        }
    }

    private void collect() {
        MemorySegment labels = block.labels();
        double[] ofElements = ratios;
        long[] ofGroups = largest;
        int items = itemCount;
        long label = block.labelByteOf(0);
        int element = 0;
        for (int row = 0; row < runRows; row++) {
            long most = 0;
            for (int end = element + items; element < end; element++) {
                // Without its sign, which only -0.0 may have.
                most = larger(most, Double.doubleToRawLongBits(ofElements[element]) & Long.MAX_VALUE);
            }
            int group = labels.get(LABEL, label + row * (long) Integer.BYTES);
            ofGroups[group] = larger(ofGroups[group], most);
        }
    }

    /** Of two numbers from 0 up, without a branch: which it is cannot be guessed. */
    private static long larger(long one, long other) {
        long lead = one - other;
        return one - (lead & lead >> Long.SIZE - 1);
    }

    @Override
    public void close() {
        block.close();
    }
}
