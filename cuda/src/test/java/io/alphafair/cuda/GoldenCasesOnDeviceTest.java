package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.testing.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The golden cases under every setting: the answers of the plain loop, which is held to the numbers themselves. */
class GoldenCasesOnDeviceTest {
    @Test
    void everyCaseGivesTheBitsOfScalar() {
        InterpretedDevice device = OnDevice.fresh();
        List<Golden> cases = Stream.concat(Golden.all().stream(), Golden.oddAlphas().stream()).toList();
        for (Settings settings : OnDevice.SETTINGS) {
            try (CudaBackend backend = CudaProvider.open(settings)) {
                cases.forEach(golden -> check(backend, golden, settings + ", " + golden));
            }
        }
        OnDevice.assertClean(device, "golden cases");
    }

    private static void check(CudaBackend backend, Golden golden, String where) {
        try (Backend scalar = new ScalarProvider().open(1);
                Items items = golden.items();
                Prepared expected = scalar.prepare(items);
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            assertEquals(expected.bestItems(), best, where);
            for (int group = 0; group < golden.k(); group++) {
                assertEquals(golden.doubles("bestRatio")[group], best.bestRatio(group), where);
            }
        }
    }
}
