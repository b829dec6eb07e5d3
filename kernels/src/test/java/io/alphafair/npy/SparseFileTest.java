package io.alphafair.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.Groups;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.select.Backends;
import io.alphafair.testing.SparseProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hole in a mapped file is zeros: valid benefits, and no valid costs. */
class SparseFileTest {
    @TempDir
    private Path folder;

    @Test
    void holesAreBenefitsOfZeroAndNoCosts() {
        Path benefits = folder.resolve("b.npy");
        Path costs = folder.resolve("c.npy");
        SparseFile.write(benefits, 20_000, 3, Map.of(50_000L, 2.0));
        SparseFile.write(costs, 20_000, 3, Map.of(0L, 1.0, 1L, 1.0));
        try (Items items = Items.of(Npy.readMatrix(benefits), Matrix.copyOf(new double[]{0.5}),
                Groups.of(new int[20_000]));
                Items invalid = Items.of(Npy.readMatrix(benefits), Npy.readMatrix(costs),
                        Groups.of(new int[20_000]))) {
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = provider.open(2);
                        Prepared right = backend.prepare(items);
                        Prepared wrong = backend.prepare(invalid)) {
                    assertEquals(50_000, right.bestItems().winner(0), backend.name());
                    String refusal = assertThrows(InvalidValueException.class, wrong::bestItems).getMessage();
                    assertEquals("cost[0,2]", refusal.split(" ")[0], backend.name());
                }
            }
        }
    }

    @Test
    @Tag("long")
    void aFileLargerThanMemoryIsRead() throws IOException {
        SparseProblem.check(folder, List.of(new ScalarBackend(), new ForkJoinBackend(new ScalarBackend(), 2)));
    }
}
