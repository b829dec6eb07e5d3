package io.alphafair.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WideTest {
    private static final int DIGITS = 70;

    /** A decimal number, to all bits of a wide one. */
    private static Wide decimal(String digits) {
        BigDecimal value = new BigDecimal(digits);
        return Wide.of(value.unscaledValue(), 0).over(Wide.of(BigInteger.TEN.pow(value.scale()), 0));
    }

    private static void near(Wide expected, Wide actual, int digits) {
        double error = expected.minus(actual).isZero() ? 0 : expected.minus(actual).quotient(expected);
        assertTrue(error <= Math.pow(10, -digits), () -> actual + ": expected " + expected + ", error " + error);
    }

    @Test
    void knowsConstantsOf75Digits() {
        near(decimal("0.693147180559945309417232121458176568075500134360255254120680009493393621969694"),
                WideFunctions.log(Wide.of(2)), 75);
        near(decimal("2.302585092994045684017991454684364207601101488628772976033327900967572609677352"),
                WideFunctions.log(Wide.of(10)), 75);
        near(decimal("2.718281828459045235360287471352662497757247093699959574966967627724076630353548"),
                WideFunctions.exp(Wide.ONE), 75);
        near(decimal("1.414213562373095048801688724209698078569671875376948073176679737990732478462107"),
                WideFunctions.power(Wide.of(2), Wide.of(0.5)), 75);
        near(Wide.ONE.over(decimal("2.718281828459045235360287471352662497757247093699959574966967627724076630353548")),
                WideFunctions.exp(Wide.ONE.negate()), 75);
    }

    @Test
    void powersOfWholeExponentsAreProducts() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            Wide x = Wide.of(Math.scalb(1 + random.nextDouble(), random.nextInt(-1000, 1000)));
            Wide product = Wide.ONE;
            for (int n = 1; n <= 40; n++) {
                product = product.times(x);
            }
            near(product, WideFunctions.power(x, Wide.of(40)), DIGITS);
            near(Wide.ONE.over(product), WideFunctions.power(x, Wide.of(-40)), DIGITS);
        }
    }

    /** Near 1, where the digits of a logarithm are lost first, and far from it. */
    @Test
    void logarithmsAndExponentialsAreInverse() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            double x = i % 2 == 0
                    ? 1 + Math.scalb(random.nextDouble() - 0.5, -random.nextInt(1, 50))
                    : Math.scalb(1 + random.nextDouble(), random.nextInt(-1070, 1020));
            near(Wide.of(x), WideFunctions.exp(WideFunctions.log(Wide.of(x))), DIGITS);
            assertEquals(StrictMath.log(x), WideFunctions.log(Wide.of(x)).doubleValue(),
                    Math.ulp(StrictMath.log(x)), () -> "log " + x);
        }
        // log(1 + t) = t - t^2/2 + t^3/3 - ..., at the t of the next double.
        Wide t = Wide.of(Math.ulp(1.0));
        Wide series = Wide.ZERO;
        Wide power = Wide.ONE;
        for (int n = 1; n <= 6; n++) {
            power = power.times(t);
            series = series.plus(power.over(n % 2 == 1 ? n : -n));
        }
        near(series, WideFunctions.log(Wide.ONE.plus(t)), DIGITS);
        assertTrue(WideFunctions.log(Wide.ONE).isZero());
        assertThrows(ArithmeticException.class, () -> WideFunctions.log(Wide.ZERO));
    }

    @Test
    void arithmeticIsThatOfBigDecimals() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            double x = Math.scalb(random.nextDouble() - 0.5, random.nextInt(-60, 60));
            double y = Math.scalb(random.nextDouble() - 0.5, random.nextInt(-60, 60));
            BigDecimal a = new BigDecimal(x);
            BigDecimal b = new BigDecimal(y);
            assertEquals(a.add(b).doubleValue(), Wide.of(x).plus(Wide.of(y)).doubleValue());
            assertEquals(a.subtract(b).doubleValue(), Wide.of(x).minus(Wide.of(y)).doubleValue());
            assertEquals(a.compareTo(b), Wide.of(x).compareTo(Wide.of(y)));
            near(Wide.of(x), Wide.of(x).times(Wide.of(y)).over(Wide.of(y)), 75);
            assertEquals(Math.abs(x / y), Wide.of(x).quotient(Wide.of(y)), Math.ulp(x / y) * 2);
        }
        Wide large = Wide.of(Double.MAX_VALUE);
        Wide small = Wide.of(Double.MIN_VALUE);
        assertEquals(large, large.plus(small), "the sum of that length");
        assertEquals(small, large.plusExactly(small).plusExactly(large.negate()));
    }

    @Test
    void knowsWhatLeavesTheRangeOfDoubles() {
        Wide far = WideFunctions.exp(Wide.of(1e9));
        assertEquals(Double.POSITIVE_INFINITY, far.doubleValue());
        assertEquals(Double.NEGATIVE_INFINITY, far.negate().doubleValue());
        assertEquals(0, Wide.ONE.over(far).doubleValue());
        near(Wide.ONE, WideFunctions.exp(Wide.of(-1e9)).times(far), 60);
        assertEquals(-1074, Wide.of(Double.MIN_VALUE).magnitude());
        assertEquals(1023, Wide.of(Double.MAX_VALUE).magnitude());
        assertEquals(Double.MIN_VALUE, Wide.of(Double.MIN_VALUE).doubleValue());
        assertThrows(ArithmeticException.class, () -> Wide.of(Double.NaN));
    }
}
