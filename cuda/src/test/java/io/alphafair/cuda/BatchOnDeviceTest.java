package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.Allocation;
import io.alphafair.Batch;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many instances as groups {@code instance * K + group} of one problem, some of which have nobody. */
class BatchOnDeviceTest {
    private static final int ROWS = 5;
    private static final int T = 3;
    private static final int K = 4;

    /** Tables in shared memory, up to 2,560 groups, and in device memory. */
    @ParameterizedTest
    @ValueSource(ints = {1, 40, 640, 641, 2000})
    void everyInstanceGetsWhatScalarGivesIt(int instances) {
        InterpretedDevice device = OnDevice.fresh();
        SplittableRandom random = new SplittableRandom(instances);
        int rows = instances * ROWS;
        int[] instance = new int[rows];
        int[] label = new int[rows];
        for (int row = 0; row < rows; row++) {
            instance[row] = random.nextInt(instances);
            label[row] = random.nextInt(K);
        }
        Batch batch = new Batch(instances, K);
        try (Items items = Items.of(Matrix.copyOf(random.doubles((long) rows * T, 1, 5).toArray(), rows, T),
                Matrix.copyOf(random.doubles((long) rows * T, 0.2, 1).toArray(), rows, T),
                batch.groups(instance, label));
                Backend scalar = new ScalarProvider().open(1);
                Prepared reference = scalar.prepare(items);
                CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                Prepared prepared = backend.prepare(items)) {
            BestItems expected = BestItems.withRunnerUp(batch.totalGroupCount());
            BestItems found = BestItems.withRunnerUp(batch.totalGroupCount());
            reference.bestItems(expected);
            prepared.bestItems(found);
            assertEquals(expected, found);
            BestItems one = BestItems.withRunnerUp(K);
            BestItems other = BestItems.withRunnerUp(K);
            for (int i = 0; i < instances; i++) {
                batch.bestItems(expected, i, one);
                batch.bestItems(found, i, other);
                assertEquals(one, other, "instance " + i);
                if (one.bestRatio(0) > 0) {
                    Allocation allocation = one.allocate(Fairness.of(2), 5);
                    assertEquals(allocation.objective(), other.allocate(Fairness.of(2), 5).objective());
                }
            }
        }
        OnDevice.assertClean(device, instances + " instances");
    }
}
