package io.alphafair.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static final double EPS = Math.ulp(1.0);
    private final Errors errors = new Errors("made up");

    private List<String> lines() {
        return errors.lines().toList();
    }

    @Test
    void countsUnitsInTheLastPlaceAndSharesOfTheBound() {
        errors.compare("x", Wide.of(1.5), 1.5 + 3 * EPS, 16 * EPS);
        errors.compare("x", Wide.of(-1.5), -1.5, 16 * EPS);
        // 3 eps of 1.5 are a relative error of 2 eps.
        assertEquals(List.of("| made up | x | 2 | 0 | 3.00 | 0.125 |"), lines());
        assertEquals(List.of(), errors.violations());
    }

    @Test
    void errorsAreOfTheExactNumberAndNotOfTheDoubleNearIt() {
        errors.compare("x", Wide.ONE.plus(Wide.of(EPS / 4)), 1, EPS);
        assertEquals(List.of("| made up | x | 1 | 0 | 0.250 | 0.250 |"), lines());
    }

    @Test
    void namesTheProblemOfALargeError() {
        errors.at(7);
        errors.at(2, 3.5);
        errors.compare("x", Wide.of(-8), -8 - 17 * 8 * EPS, 16 * EPS);
        errors.compare("x", Wide.of(-8), -8, 16 * EPS);
        assertEquals(1, errors.violations().size());
        assertTrue(
                errors.violations().getFirst()
                        .startsWith("made up, x: 1.0625 of the bound at problem 7, alpha 2.0, budget 3.5: "),
                errors.violations()::toString);
    }

    @Test
    void whatIsNoNumberOrLeavesTheRangeTooEarlyIsAnError() {
        errors.compare("NaN", Wide.ONE, Double.NaN, EPS);
        errors.compare("infinite", Wide.ONE, Double.POSITIVE_INFINITY, EPS);
        errors.compare("zero", Wide.ONE, 0, EPS);
        errors.compare("not zero", Wide.ZERO, 1, EPS);
        errors.compare("sign", Wide.of(Double.MAX_VALUE).scaled(9), Double.NEGATIVE_INFINITY, EPS);
        errors.share("share", Double.NaN);
        assertEquals(6, errors.violations().size());
    }

    @Test
    void numbersBeyondTheRangeOfDoublesAreCountedApart() {
        errors.compare("x", Wide.of(Double.MAX_VALUE).scaled(9), Double.POSITIVE_INFINITY, EPS);
        errors.compare("x", Wide.of(Double.MIN_VALUE), 0, EPS);
        errors.compare("x", Wide.ZERO, 0, EPS);
        assertEquals(List.of("| made up | x | 0 | 2 | - | 0.00 |"), lines());
    }

    @Test
    void aBoundMayBeRelativeToALargerNumber() {
        errors.compare("x", Wide.of(1e-20), 0, EPS, Wide.of(2));
        errors.compare("x", Wide.ZERO, -EPS, EPS, Wide.of(2));
        assertEquals(List.of("| made up | x | 2 | 0 | 0.500 | 0.500 |"), lines());
    }
}
