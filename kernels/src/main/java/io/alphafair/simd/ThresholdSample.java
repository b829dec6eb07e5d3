package io.alphafair.simd;

import static io.alphafair.simd.PairLoops.DOUBLES;
import static io.alphafair.simd.PairLoops.LANES;

import io.alphafair.Items;
import io.alphafair.PartialBest;
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

    private final int itemCount;
    private final int runRows;
    private final long runs;
    private final Block block;
    private final double[] ratios;
    /** The bits of each group's largest ratio. */
    private final long[] largest;

    ThresholdSample(Items items, SampleSize size) {
        this.itemCount = items.itemCount();
        this.runRows = size.runRows();
        this.runs = size.runs();
        this.block = new Block(items, runRows);
        this.ratios = new double[runRows * itemCount];
        this.largest = new long[items.groupCount()];
    }

    /**
     * Raises the thresholds to what the sample of rows {@code from .. to-1} has. There are at least
     * {@link SampleSize#leastRows} of them.
     *
     * @param from rows before it were offered, the others will be
     */
    void raise(long from, long to, PartialBest into) {
        block.forget();
        Arrays.fill(largest, 0);
        for (long run = 0; run < runs; run++) {
            // The first rows and the last are in it.
            block.moveTo(from + (to - from - runRows) * run / (runs - 1), runRows);
            divide();
            collect();
        }
        into.expect(largest);
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
