package io.alphafair.closedform;

/**
 * A common factor for group weights. The budgets depend on the weights' quotients alone, but weights near the ends of the
 * range of doubles would leave it in a product or lose digits there. A power of two changes no digit.
 */
public final class WeightScale {
    /** Weights between these need no factor. */
    private static final long LEAST = Double.doubleToRawLongBits(0x1p-400);
    private static final long MOST = Double.doubleToRawLongBits(0x1p400);
    /** The largest exponent of a power of two whose inverse has all its digits. */
    private static final int MOST_SHIFT = 1022;
    /** Weights up to so many powers of two apart are scaled to at most 1, others to the middle of the range. */
    private static final int NEAR = 1000;

    private WeightScale() {
    }

    /**
     * The factor, a power of two; 1 for all but extreme weights.
     *
     * @param weights finite and positive
     */
    public static double of(double[] weights) {
        long signs = 0;
        for (double weight : weights) {
            long bits = Double.doubleToRawLongBits(weight);
            signs |= bits - LEAST | MOST - bits;
        }
        return signs >= 0 ? 1 : ofExtreme(weights);
    }

    private static double ofExtreme(double[] weights) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (double weight : weights) {
            // Of a number below the normal ones the exponent of the smallest normal one less 1.
            int exponent = Math.getExponent(weight);
            least = Math.min(least, exponent);
            most = Math.max(most, exponent);
        }
        int shift = most - least <= NEAR ? -most : -(least + most) / 2;
        return Math.scalb(1.0, Math.clamp(shift, -MOST_SHIFT, MOST_SHIFT));
    }
}
