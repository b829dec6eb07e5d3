package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Scores of n candidates that are mixtures of two attributes, {@code theta first + (1 - theta) second}, kept as exact
 * integers over one common scale: a line a candidate. Doubles beside them decide what they can.
 */
public final class Mixture {
    /** Above the rounding of a double score, relative to the largest attribute. */
    private static final double DOUBT = 1e-13;

    /** Of an integer whose double is far from the largest: what is longer is scaled down for the doubles. */
    private static final int MOST_BITS = 1000;

    private final BigInteger[] second;
    private final BigInteger[] slope;
    private final double[] secondValue;
    private final double[] slopeValue;
    private final double doubt;
    private final Fraction unit;

    private Mixture(BigDecimal[] first, BigDecimal[] others, Fraction attributeUnit) {
        if (first.length == 0 || first.length != others.length) {
            throw new InvalidInputException(
                    first.length + " and " + others.length + " attributes: expected one of each a candidate");
        }
        int scale = 0;
        for (int i = 0; i < first.length; i++) {
            scale = Math.max(scale, Math.max(first[i].scale(), others[i].scale()));
        }
        unit = Fraction.of(BigDecimal.ONE.movePointLeft(scale)).times(attributeUnit);
        second = new BigInteger[first.length];
        slope = new BigInteger[first.length];
        secondValue = new double[first.length];
        slopeValue = new double[first.length];
        int bits = 0;
        for (int i = 0; i < first.length; i++) {
            second[i] = others[i].setScale(scale).unscaledValue();
            slope[i] = first[i].setScale(scale).unscaledValue().subtract(second[i]);
            bits = Math.max(bits, Math.max(second[i].bitLength(), slope[i].bitLength()));
        }
        int beyondDoubles = Math.max(0, bits - MOST_BITS);
        double largest = 0;
        for (int i = 0; i < first.length; i++) {
            secondValue[i] = second[i].shiftRight(beyondDoubles).doubleValue();
            slopeValue[i] = slope[i].shiftRight(beyondDoubles).doubleValue();
            largest = Math.max(largest, Math.abs(secondValue[i]) + Math.abs(slopeValue[i]));
        }
        doubt = DOUBT * largest;
    }

    /** Of decimals, exactly. */
    public static Mixture of(BigDecimal[] first, BigDecimal[] second) {
        return new Mixture(first, second, Fraction.ONE);
    }

    /**
     * Of multiples of a unit, exactly.
     *
     * @param unit positive
     */
    static Mixture of(BigDecimal[] first, BigDecimal[] second, Fraction unit) {
        return new Mixture(first, second, unit);
    }

    /**
     * Of doubles, exactly as they are in binary.
     *
     * @throws InvalidInputException if one is not finite
     */
    public static Mixture of(double[] first, double[] second) {
        return of(exact(first), exact(second));
    }

    private static BigDecimal[] exact(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InvalidInputException(
                        "attribute of candidate " + i + " is " + values[i] + ": expected a finite number");
            }
        }
        return Arrays.stream(values).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    /** n. */
    public int size() {
        return second.length;
    }

    /** The score of a candidate. */
    public Fraction score(int candidate, Fraction theta) {
        return sum(new int[]{candidate}, theta);
    }

    /** The sum of the scores of some candidates. */
    public Fraction sum(int[] members, Fraction theta) {
        BigInteger total = BigInteger.ZERO;
        for (int member : members) {
            total = total.add(numerator(member, theta));
        }
        return Fraction.of(total, theta.denominator()).times(unit);
    }

    /** The score times the denominator of theta, in units of the common scale. */
    private BigInteger numerator(int candidate, Fraction theta) {
        return second[candidate].multiply(theta.denominator()).add(slope[candidate].multiply(theta.numerator()));
    }

    private double value(int candidate, double theta) {
        return secondValue[candidate] + theta * slopeValue[candidate];
    }

    /** Compares two scores. */
    int compare(int one, int other, Fraction theta, double thetaValue) {
        double difference = value(one, thetaValue) - value(other, thetaValue);
        return Math.abs(difference) > doubt
                ? Double.compare(difference, 0)
                : numerator(one, theta).compareTo(numerator(other, theta));
    }

    /** Compares two scores just right of theta. */
    int compareAfter(int one, int other, Fraction theta, double thetaValue) {
        int now = compare(one, other, theta, thetaValue);
        return now != 0 ? now : slope[one].compareTo(slope[other]);
    }

    boolean isSameLine(int one, int other) {
        return second[one].equals(second[other]) && slope[one].equals(slope[other]);
    }

    /** Where two lines of different slopes meet. */
    Fraction crossing(int one, int other) {
        return Fraction.of(second[one].subtract(second[other]), slope[other].subtract(slope[one]));
    }

    /** The lowest score (sign 1) or the highest (sign -1) among some candidates; of equal ones the first. */
    int extreme(int[] candidates, int count, int sign, Fraction theta, double thetaValue) {
        double bound = Double.POSITIVE_INFINITY;
        for (int place = 0; place < count; place++) {
            bound = Math.min(bound, sign * value(candidates[place], thetaValue));
        }
        int chosen = -1;
        for (int place = 0; place < count; place++) {
            int candidate = candidates[place];
            if (sign * value(candidate, thetaValue) <= bound + 2 * doubt
                    && (chosen < 0 || sign * numerator(candidate, theta).compareTo(numerator(chosen, theta)) < 0)) {
                chosen = candidate;
            }
        }
        return chosen;
    }
}
