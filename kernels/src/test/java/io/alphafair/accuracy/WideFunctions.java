package io.alphafair.accuracy;

import java.math.BigInteger;

/**
 * Exponentials and logarithms of {@link Wide} numbers, in fixed point. A number in [0, 1) is split into {@link #LEVELS} chunks
 * of {@link #CHUNK} bits, whose exponentials are in a table, and a rest below 2^-56, for which a few terms of a series suffice.
 * Absolute errors are below 2^-340 times the size of the exponents of 2 that occur.
 */
final class WideFunctions {
    private static final int FRACTION = 352;
    private static final int CHUNK = 8;
    private static final int LEVELS = 7;
    private static final int CHUNKED = CHUNK * LEVELS;
    private static final int MASK = (1 << CHUNK) - 1;
    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(FRACTION);
    private static final BigInteger LN2 = ln2();
    /** e^(j 2^(-8 (level + 1))) at [level][j]. */
    private static final BigInteger[][] TABLE = table();

    private WideFunctions() {
    }

    /** ln 2 = 2 atanh(1/3). */
    private static BigInteger ln2() {
        BigInteger power = ONE.divide(BigInteger.valueOf(3));
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.signum() > 0; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = power.divide(BigInteger.valueOf(9));
        }
        return sum.shiftLeft(1);
    }

    private static BigInteger[][] table() {
        BigInteger[][] table = new BigInteger[LEVELS][MASK + 1];
        for (int level = 0; level < LEVELS; level++) {
            BigInteger step = exponentialSeries(ONE.shiftRight(CHUNK * (level + 1)));
            table[level][0] = ONE;
            for (int j = 1; j <= MASK; j++) {
                table[level][j] = product(table[level][j - 1], step);
            }
        }
        return table;
    }

    private static BigInteger product(BigInteger x, BigInteger y) {
        return x.multiply(y).shiftRight(FRACTION);
    }

    /** e^r for a small r that is not negative. */
    private static BigInteger exponentialSeries(BigInteger r) {
        BigInteger sum = ONE;
        BigInteger term = ONE;
        for (int n = 1; term.signum() > 0; n++) {
            term = product(term, r).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        return sum;
    }

    /** e^(chunks 2^-56), for chunks below 2^56. */
    private static BigInteger exponentialOfChunks(long chunks) {
        BigInteger value = ONE;
        for (int level = 0; level < LEVELS; level++) {
            int j = (int) (chunks >>> CHUNKED - CHUNK * (level + 1)) & MASK;
            if (j > 0) {
                value = product(value, TABLE[level][j]);
            }
        }
        return value;
    }

    /** e^y. */
    static Wide exp(Wide y) {
        BigInteger[] parts = y.fixed(FRACTION).divideAndRemainder(LN2);
        long exponent = parts[0].longValueExact();
        BigInteger r = parts[1];
        if (r.signum() < 0) {
            exponent--;
            r = r.add(LN2);
        }
        long chunks = r.shiftRight(FRACTION - CHUNKED).longValueExact();
        BigInteger rest = r.subtract(BigInteger.valueOf(chunks).shiftLeft(FRACTION - CHUNKED));
        return Wide.of(product(exponentialOfChunks(chunks), exponentialSeries(rest)), exponent - FRACTION);
    }

    /** The natural logarithm of a positive number: that of a double near it, and a correction by its exponential. */
    static Wide log(Wide x) {
        if (x.signum() <= 0) {
            throw new ArithmeticException("the logarithm of " + x);
        }
        long exponent = x.magnitude();
        BigInteger m = x.scaled(-exponent).fixed(FRACTION);
        double near = Math.log(m.shiftRight(FRACTION - CHUNKED).doubleValue() / (1L << CHUNKED));
        long chunks = (long) (near * (1L << CHUNKED));
        BigInteger e = exponentialOfChunks(chunks);
        // log(m/e) = 2 atanh((m - e) / (m + e)), some 2^-53.
        BigInteger t = m.subtract(e).shiftLeft(FRACTION).divide(m.add(e));
        BigInteger square = product(t, t);
        BigInteger sum = t;
        BigInteger power = t;
        for (int n = 3; n <= 7; n += 2) {
            power = product(power, square);
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
        }
        BigInteger fixed = LN2.multiply(BigInteger.valueOf(exponent))
                .add(BigInteger.valueOf(chunks).shiftLeft(FRACTION - CHUNKED)).add(sum.shiftLeft(1));
        return Wide.of(fixed, -FRACTION);
    }

    /** x^y, for a positive x. */
    static Wide power(Wide x, Wide y) {
        return exp(y.times(log(x)));
    }
}
