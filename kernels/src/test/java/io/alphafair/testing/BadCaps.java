package io.alphafair.testing;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import java.util.Arrays;
import java.util.List;

/** Problems with caps in which one value is invalid, at every place of a few vectors and behind them. */
public final class BadCaps {
    private static final double[] WRONG = {Double.NaN, Double.NEGATIVE_INFINITY, -1, -Double.MIN_VALUE, -0.0, 0.0,
            Double.POSITIVE_INFINITY};
    private static final int ELEMENTS = 70;

    private BadCaps() {
    }

    /**
     * Checks that the selection is refused as by a plain loop, or made where the value is valid.
     *
     * @param t elements per row
     */
    public static void check(Backend backend, int t) {
        int n = ELEMENTS / t + 3;
        double[] ones = new double[n * t];
        Arrays.fill(ones, 1);
        try (Items items = Problems.make(Shape.UNIFORM, n, t, 2, t).withCaps(Matrix.copyOf(ones, n, t));
                Prepared prepared = backend.prepare(items)) {
            for (Matrix matrix : List.of(items.benefit(), items.cost(), items.cap())) {
                for (int place = 0; place < n * t; place++) {
                    double right = matrix.get(place / t, place % t);
                    for (double wrong : WRONG) {
                        matrix.set(place / t, place % t, wrong);
                        BackendContract.checkSelection(backend.description() + ", " + wrong + " at " + place, prepared,
                                place);
                    }
                    matrix.set(place / t, place % t, right);
                }
            }
        }
    }
}
