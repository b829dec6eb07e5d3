package io.alphafair.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private static double term(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.MIN_VALUE * random.nextInt(1000);
            case 1 -> Double.MAX_VALUE / (1L << random.nextInt(20, 40));
            case 2 -> Math.scalb(1.0, random.nextInt(-1074, 900));
            case 3 -> 0;
            default -> Math.scalb(1 + random.nextDouble(), random.nextInt(-60, 60));
        };
    }

    @Test
    void aMillionTermsInAnyOrderAndAnyTreeAreRoundedOnce() {
        SplittableRandom random = new SplittableRandom(1);
        for (boolean wide : new boolean[]{true, false}) {
            double[] terms = new double[1_000_000];
            BigDecimal expected = BigDecimal.ZERO;
            for (int i = 0; i < terms.length; i++) {
                terms[i] = wide ? term(random) : random.nextDouble();
            }
            // BigDecimal sums of a wide range are slow, so its terms are summed by exponent first.
            BigDecimal[] byExponent = new BigDecimal[2048];
            for (double term : terms) {
                int exponent = Math.getExponent(term) + 1023;
                BigDecimal sum = byExponent[exponent];
                byExponent[exponent] = sum == null ? new BigDecimal(term) : sum.add(new BigDecimal(term));
            }
            for (BigDecimal sum : byExponent) {
                expected = sum == null ? expected : expected.add(sum);
            }
            for (int shuffle = 0; shuffle < 3; shuffle++) {
                List<ExactSum> parts = new ArrayList<>();
                for (int i = 0; i < 1 + 20 * shuffle; i++) {
                    parts.add(new ExactSum());
                }
                for (int i = terms.length - 1; i >= 0; i--) {
                    int other = random.nextInt(i + 1);
                    double term = terms[other];
                    terms[other] = terms[i];
                    terms[i] = term;
                    parts.get(random.nextInt(parts.size())).add(term);
                }
                while (parts.size() > 1) {
                    ExactSum last = parts.remove(random.nextInt(parts.size()));
                    parts.get(random.nextInt(parts.size())).merge(last);
                }
                assertEquals(expected.doubleValue(), parts.get(0).value());
                assertEquals(expected.doubleValue(), parts.get(0).value(), "read twice");
            }
        }
    }

    @Test
    void fewTermsAreRoundedToTheNearestEvenDouble() {
        SplittableRandom random = new SplittableRandom(2);
        ExactSum sum = new ExactSum();
        for (int round = 0; round < 20_000; round++) {
            sum.reset();
            BigDecimal expected = BigDecimal.ZERO;
            double first = term(random);
            for (int i = random.nextInt(6); i >= 0; i--) {
                // Halves of a unit in the last place make ties.
                double next = random.nextBoolean() ? term(random) : Math.ulp(first) / 2 * random.nextInt(4);
                sum.add(next);
                expected = expected.add(new BigDecimal(next));
            }
            sum.add(first);
            assertEquals(expected.add(new BigDecimal(first)).doubleValue(), sum.value());
        }
    }

    @Test
    void sumsBeyondTheRangeAreInfinite() {
        ExactSum sum = new ExactSum();
        assertEquals(0, sum.value());
        sum.add(Double.MAX_VALUE);
        sum.add(Math.ulp(Double.MAX_VALUE) / 4);
        assertEquals(Double.MAX_VALUE, sum.value());
        sum.add(Math.ulp(Double.MAX_VALUE) / 4);
        assertEquals(Double.POSITIVE_INFINITY, sum.value());
        for (int i = 0; i < 1000; i++) {
            sum.add(Double.MAX_VALUE);
        }
        assertEquals(Double.POSITIVE_INFINITY, sum.value());
    }

    @Test
    void termsThatAreNotFiniteAndPositiveAreRefused() {
        ExactSum sum = new ExactSum();
        for (double term : new double[]{-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> sum.add(term));
        }
        sum.add(-0.0);
        assertEquals(0.0, sum.value());
    }
}
