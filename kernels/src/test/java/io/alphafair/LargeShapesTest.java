package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.simd.ScanPath;
import io.alphafair.simd.SimdBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows longer and groups more than generated problems have: what the backends do only there. */
class LargeShapesTest {
    private static List<Backend> backends() {
        List<Backend> backends = new ArrayList<>(List.of(new SimdBackend(), new ForkJoinBackend(new SimdBackend(), 3),
                new ForkJoinBackend(new SimdBackend(), 3, 50)));
        for (ScanPath path : ScanPath.values()) {
            backends.add(new SimdBackend(path));
        }
        return backends;
    }

    @ParameterizedTest
    @CsvSource({"500,24,20", "500,63,9", "300,64,7", "300,67,7", "200,79,5", "130,200,3", "3,5000,2", "6000,3,4500",
            "20000,1,5000", "60000,1,40000"})
    void everyBackendEqualsScalar(int n, int t, int k) {
        for (Shape shape : List.of(Shape.UNIFORM, Shape.SCALED, Shape.TIED, Shape.ASCENDING)) {
            try (Items items = Problems.make(shape, n, t, k, 11);
                    Prepared scalar = new ScalarBackend().prepare(items)) {
                BestItems expected = BestItems.withRunnerUp(k);
                scalar.bestItems(expected);
                BestItems plain = scalar.bestItems();
                for (Backend backend : backends()) {
                    try (backend; Prepared prepared = backend.prepare(items)) {
                        BestItems actual = BestItems.withRunnerUp(k);
                        prepared.bestItems(actual);
                        assertEquals(expected, actual, backend.description() + " " + shape);
                        assertEquals(plain, prepared.bestItems(), backend.description() + " " + shape);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"40,64,63", "40,67,0", "40,67,51", "40,67,66", "40,24,23", "5000,1,0"})
    void everyBackendRefusesTheSameEntry(int n, int t, int item) {
        int row = n - 2;
        try (Items items = Problems.make(Shape.UNIFORM, n, t, 3, 11)) {
            items.cost().set(row, item, Double.NaN);
            for (Backend backend : backends()) {
                try (backend; Prepared prepared = backend.prepare(items)) {
                    InvalidValueException refused = assertThrows(InvalidValueException.class, prepared::bestItems);
                    assertEquals("cost[" + row + "," + item + "]", refused.getMessage().split(" ")[0],
                            backend.description());
                }
            }
        }
    }
}
