package io.alphafair.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WideEquationsTest {
    private static Wide[][] wide(double[][] values) {
        return Arrays.stream(values).map(row -> Arrays.stream(row).mapToObj(Wide::of).toArray(Wide[]::new))
                .toArray(Wide[][]::new);
    }

    private static double[] doubles(Wide[] values) {
        return Arrays.stream(values).mapToDouble(Wide::doubleValue).toArray();
    }

    @Test
    void solvesColumnsThatAreFarApart() {
        // 2 x + y = 5, x + 3 y = 10 with x in units of 2^1000.
        WideEquations equations = new WideEquations(wide(new double[][]{{0x1p1001, 1, 5}, {0x1p1000, 3, 10}}));
        assertTrue(equations.isUnique());
        assertArrayEquals(new double[]{0x1p-1000, 3}, doubles(equations.solution()), 0);
    }

    @Test
    void solutionsSolveRandomEquations() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 1; n < 12; n++) {
            double[][] values = new double[n][n + 1];
            for (double[] row : values) {
                Arrays.setAll(row, j -> random.nextDouble() - 0.5);
            }
            Wide[] x = new WideEquations(wide(values)).solution();
            for (double[] row : values) {
                Wide rest = Wide.of(-row[n]);
                for (int j = 0; j < n; j++) {
                    rest = rest.plus(x[j].times(row[j]));
                }
                assertTrue(rest.isZero() || rest.magnitude() < -230, rest::toString);
            }
        }
    }

    @Test
    void dependentColumnsHaveANullVector() {
        // The third column is the first one minus twice the second, and smaller by 1e-200.
        double[][] values = {{1, 0.25, 0.5e-200, 0}, {3, 1, 1e-200, 0}, {2, 0.75, 0.5e-200, 0}};
        WideEquations equations = new WideEquations(wide(values));
        assertFalse(equations.isUnique());
        Wide[] x = equations.nullVector();
        assertFalse(x[2].isZero());
        for (double[] row : values) {
            Wide first = x[0].times(row[0]);
            Wide rest = first.plus(x[1].times(row[1])).plus(x[2].times(row[2]));
            assertTrue(rest.isZero() || rest.magnitude() < first.magnitude() - 150, rest::toString);
        }
    }
}
