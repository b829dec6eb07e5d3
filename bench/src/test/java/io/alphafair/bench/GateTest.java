package io.alphafair.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.bench.wrong.WrongBackend;
import io.alphafair.bench.wrong.WrongBackend.Fault;
import io.alphafair.select.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd", "forkjoin"})
    void letsEveryBackendThroughOnEveryWorkload(String name) {
        try (Backend backend = Backends.open(name, 2)) {
            for (Workload workload : Workloads.all()) {
                Workload.Size size = workload.smallest();
                try (Items items = workload.make(size.n(), size.t(), size.k())) {
                    Gate.check(backend, items, workload.name());
                }
            }
        }
    }

    @Test
    void stopsAWrongArgmax() {
        // Ascending: the last row holds every best of its group.
        MismatchException e = assertThrows(MismatchException.class, () -> check(Fault.LAST_ROW_MISSED));
        assertTrue(e.getMessage().startsWith("wrong did not match scalar on ascending 100 x 3, K = 4: group "),
                e.getMessage());
        assertTrue(e.getMessage().contains("scalar's is 300.0 at 299"), e.getMessage());
    }

    @Test
    void stopsADenseOutputThatIsNotCleared() {
        MismatchException e = assertThrows(MismatchException.class, () -> check(Fault.DENSE_NOT_CLEARED));
        assertTrue(e.getMessage().contains("dense output at flat index 0 is "), e.getMessage());
    }

    private static void check(Fault fault) {
        try (Backend backend = new WrongBackend(fault);
                Items items = Workloads.named("ascending").make(100, 3, 4)) {
            Gate.check(backend, items, "ascending 100 x 3, K = 4");
        }
    }
}
