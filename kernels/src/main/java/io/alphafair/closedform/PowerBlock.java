package io.alphafair.closedform;

import java.util.Arrays;

/** Powers to take together, few enough to stay in the first-level cache: bases, exponents and room for what is between. */
final class PowerBlock {
    /** The most powers of a block. */
    static final int MOST = 256;

    /** Positive, normal bases. */
    final double[] base;
    /** The exponents are {@code high + low}. */
    final double[] high;
    final double[] low;
    final double[] coarse;
    final double[] fine;

    PowerBlock(int size) {
        base = new double[size];
        high = new double[size];
        low = new double[size];
        coarse = new double[size];
        fine = new double[size];
    }

    /** Gives all of them one exponent. */
    void setExponent(Exponent exponent) {
        Arrays.fill(high, exponent.high());
        Arrays.fill(low, exponent.low());
    }

    /** {@code base[place + k] = values[k] / divisor} for all values, with one exponent. */
    void put(int place, double[] values, double divisor, Exponent exponent) {
        for (int k = 0; k < values.length; k++) {
            base[place + k] = values[k] / divisor;
            high[place + k] = exponent.high();
            low[place + k] = exponent.low();
        }
    }

    /** One base and its exponent. */
    void put(int place, double value, Exponent exponent) {
        base[place] = value;
        high[place] = exponent.high();
        low[place] = exponent.low();
    }

    /** Whether a base is positive and normal, as it must be to have a power here. */
    boolean isNormal(int place) {
        return base[place] >= Double.MIN_NORMAL && base[place] <= Double.MAX_VALUE;
    }
}
