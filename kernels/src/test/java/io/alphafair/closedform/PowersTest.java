package io.alphafair.closedform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowersTest {
    private static final double EPS = Math.ulp(1.0);

    /** The error is that of the logarithm, times the exponent, and of one rounding or two. */
    @Test
    void powersAreNearThoseOfEightyDigits() throws IOException {
        List<String> cases = cases();
        assertTrue(cases.size() > 3000, cases.size() + " cases");
        for (String line : cases) {
            String[] field = line.split(",");
            double base = Double.parseDouble(field[0]);
            double high = Double.parseDouble(field[1]);
            double low = Double.parseDouble(field[2]);
            double expected = Double.parseDouble(field[3]);
            double actual = Powers.power(base, high, low);
            double bound = 1.25 * (1 + Math.abs(high)) * EPS * expected + Double.MIN_VALUE;
            assertEquals(expected, actual, bound, () -> line + " gave " + Double.toHexString(actual));
        }
    }

    private static List<String> cases() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                PowersTest.class.getResourceAsStream("/io/alphafair/powers.csv"), StandardCharsets.US_ASCII))) {
            return reader.readAllLines();
        }
    }

    /** Against Java's own, whose error is below one unit in the last place. */
    @Test
    void logarithmsAreNearThoseOfJava() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            double x = i % 2 == 0
                    ? Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 1024))
                    : 1 + (random.nextDouble() - 0.5) * Math.scalb(1.0, -random.nextInt(50));
            double expected = StrictMath.log(x);
            assertEquals(expected, Powers.log(x), 4 * EPS * Math.abs(expected), () -> "log " + x);
        }
        assertEquals(0, Powers.log(1));
        assertEquals(Double.NEGATIVE_INFINITY, Powers.log(0));
        assertEquals(Double.POSITIVE_INFINITY, Powers.log(Double.POSITIVE_INFINITY));
    }

    @Test
    void whatLeavesTheRangeIsZeroOrInfinite() {
        assertEquals(0, Powers.power(0.5, 1100, 0));
        assertEquals(0, Powers.power(0.999, 0x1p300, 0));
        assertEquals(Double.POSITIVE_INFINITY, Powers.power(0.999, -0x1p300, 0));
        assertEquals(Double.POSITIVE_INFINITY, Powers.power(2, 1024, 0));
        assertEquals(1, Powers.power(1, 0x1p300, 0));
        assertEquals(0, Powers.power(0, 0.5, 0));
        assertEquals(Double.POSITIVE_INFINITY, Powers.power(0, -0.5, 0));
        assertEquals(0, Powers.power(Double.POSITIVE_INFINITY, -0.5, 0));
        assertEquals(Double.MIN_VALUE, Powers.power(0.5, 1074, 0));
        assertEquals(0x1p1023, Powers.power(2, 1023, 0));
    }
}
