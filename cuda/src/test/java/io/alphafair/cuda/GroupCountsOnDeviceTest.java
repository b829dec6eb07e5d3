package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Group counts from one to far beyond the tables of a block, as many groups as rows included. */
class GroupCountsOnDeviceTest {
    @ParameterizedTest
    @CsvSource({"1, 900, 2", "2, 900, 1", "31, 900, 3", "32, 900, 8", "33, 900, 1", "255, 900, 4", "256, 900, 2",
            "257, 900, 7", "1023, 2000, 2", "1024, 2000, 8", "1025, 2000, 1", "2559, 5000, 1", "2560, 5000, 8",
            "2561, 5000, 8", "4096, 5000, 2", "5000, 5000, 1", "20000, 30000, 1", "70000, 70000, 2"})
    void bothPassesEqualScalar(int k, int n, int t) {
        InterpretedDevice device = OnDevice.fresh();
        Shape[] shapes = {Shape.UNIFORM, Shape.ZIPF, Shape.TIED};
        Shape shape = shapes[k % shapes.length];
        double[] byGroup = new double[k];
        for (int group = 0; group < k; group++) {
            byGroup[group] = group + 0.5;
        }
        try (Items items = Problems.make(shape, n, t, k, k);
                Matrix expectedDense = Matrix.allocate(n, t);
                Matrix foundDense = Matrix.allocate(n, t);
                Backend scalar = new ScalarProvider().open(1);
                Prepared reference = scalar.prepare(items);
                CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                Prepared prepared = backend.prepare(items)) {
            BestItems expected = BestItems.withRunnerUp(k);
            BestItems found = BestItems.withRunnerUp(k);
            reference.bestItems(expected);
            prepared.bestItems(found);
            assertEquals(expected, found);
            reference.scatter(expected, byGroup, expectedDense);
            foundDense.segment().fill((byte) 0x5a);
            prepared.scatter(found, byGroup, foundDense);
            assertEquals(-1, expectedDense.segment().mismatch(foundDense.segment()));
        }
        OnDevice.assertClean(device, shape + ", K = " + k);
    }
}
