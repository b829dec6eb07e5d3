package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.Numerals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Objects;

/** An exact rational number in lowest terms. */
public final class Fraction implements Comparable<Fraction> {
    /** 0. */
    public static final Fraction ZERO = of(0, 1);
    /** 1. */
    public static final Fraction ONE = of(1, 1);

    private final BigInteger numerator;
    private final BigInteger denominator;

    private Fraction(BigInteger numerator, BigInteger denominator) {
        BigInteger divisor = numerator.gcd(denominator);
        BigInteger sign = BigInteger.valueOf(denominator.signum());
        this.numerator = numerator.divide(divisor).multiply(sign);
        this.denominator = denominator.divide(divisor).multiply(sign);
    }

    /** {@code numerator / denominator}; the denominator is not 0. */
    public static Fraction of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    static Fraction of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException(numerator + " / 0");
        }
        return new Fraction(numerator, denominator);
    }

    /** Exactly the decimal, or exactly the double that it was made from. */
    static Fraction of(BigDecimal value) {
        return value.scale() >= 0
                ? of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
                : of(value.toBigIntegerExact(), BigInteger.ONE);
    }

    /**
     * Reads {@code 3/8}, {@code 0.35} or {@code 2}.
     *
     * @throws InvalidInputException if it is no such number
     */
    public static Fraction parse(String text) {
        int slash = text.indexOf('/');
        try {
            return slash < 0
                    ? of(Numerals.decimal(text))
                    : of(new BigInteger(text.substring(0, slash).strip()),
                            new BigInteger(text.substring(slash + 1).strip()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidInputException("'" + text + "': expected a fraction like 1/3 or a decimal like 0.35", e);
        }
    }

    BigInteger numerator() {
        return numerator;
    }

    BigInteger denominator() {
        return denominator;
    }

    Fraction midpoint(Fraction other) {
        return plus(other).times(of(1, 2));
    }

    Fraction plus(Fraction other) {
        return of(numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Fraction times(Fraction other) {
        return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Fraction dividedBy(Fraction other) {
        return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    Fraction minus(Fraction other) {
        return of(numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The nearest double. */
    public double doubleValue() {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), MathContext.DECIMAL128)
                .doubleValue();
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Fraction other && numerator.equals(other.numerator)
                && denominator.equals(other.denominator);
    }

    @Override
    public int hashCode() {
        return Objects.hash(numerator, denominator);
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
