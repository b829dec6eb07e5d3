package io.alphafair.studies.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.Table;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static final Table TABLE = Table.parse(new StringReader("""
            x,twice,colour,constant
            1,2,red,5
            2,4,blue,5
            4,8,green,5
            3,6,blue,5
            7,14,red,5
            """), "five rows");

    @Test
    void categoriesBecomeDummiesAgainstTheFirstValue() {
        DesignMatrix design = DesignMatrix.of(TABLE, List.of("x"), List.of("colour"));
        assertEquals(List.of("1", "x", "colour=green", "colour=red"), design.names());
        assertArrayEquals(new double[][]{{1, 1, 1, 1, 1}, {1, 2, 4, 3, 7}, {0, 0, 1, 0, 0}, {1, 0, 0, 0, 1}},
                design.columns());
    }

    /** y = 2 + 3 x exactly, and a line through (1, 1), (2, 2), (4, 3), (3, 5), (7, 4) by the textbook's formula. */
    @Test
    void fitsSeveralTargets() {
        LeastSquares model = LeastSquares.fit(DesignMatrix.of(TABLE, List.of("x"), List.of()),
                new double[][]{{5, 8, 14, 11, 23}, {1, 2, 3, 5, 4}});
        assertArrayEquals(new double[]{2, 3}, model.coefficients()[0], 1e-13);
        assertEquals(1, model.rSquared()[0], 1e-14);
        // Sxy = 60 - 5 * 3.4 * 3 = 9, Sxx = 79 - 5 * 3.4^2 = 21.2, Syy = 10.
        assertArrayEquals(new double[]{3 - 3.4 * 9 / 21.2, 9 / 21.2}, model.coefficients()[1], 1e-14);
        assertEquals(81 / 21.2 / 10, model.rSquared()[1], 1e-14);
    }

    @Test
    void refusesPredictorsThatDependOnEachOther() {
        requireRefusal("twice", List.of("x", "twice"), List.of());
        requireRefusal("constant", List.of("constant"), List.of());
        requireRefusal("x=2", List.of(), List.of("twice", "x"));
    }

    @Test
    void refusesATargetOfAnotherLength() {
        DesignMatrix design = DesignMatrix.of(TABLE, List.of("x"), List.of());
        assertThrows(InvalidInputException.class, () -> LeastSquares.fit(design, new double[1][4]));
    }

    private static void requireRefusal(String predictor, List<String> numbers, List<String> categories) {
        DesignMatrix design = DesignMatrix.of(TABLE, numbers, categories);
        Exception refusal = assertThrows(InvalidInputException.class,
                () -> LeastSquares.fit(design, new double[1][5]));
        assertTrue(refusal.getMessage().startsWith("predictor '" + predictor + "'"), refusal.getMessage());
    }
}
