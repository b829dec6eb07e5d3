package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated problems under every setting, each with a schedule of its own. */
class ContractOnDeviceTest {
    static IntStream settings() {
        return IntStream.range(0, OnDevice.SETTINGS.size());
    }

    private static void check(int number, Seeds seeds, BiConsumer<Backend, Long> contract) {
        InterpretedDevice device = OnDevice.fresh();
        Settings settings = OnDevice.SETTINGS.get(number);
        try (CudaBackend backend = CudaProvider.open(settings)) {
            seeds.part(number, OnDevice.SETTINGS.size()).forEach(seed -> {
                device.set("SEED", seed);
                contract.accept(backend, seed);
            });
        }
        OnDevice.assertClean(device, settings.toString());
    }

    @ParameterizedTest
    @MethodSource("settings")
    @Seeded(first = 700, all = 2100)
    void generatedProblemsGiveTheSameBitsOrTheSameRefusal(int number, Seeds seeds) {
        check(number, seeds, BackendContract::check);
    }

    @ParameterizedTest
    @MethodSource("settings")
    @Seeded(first = 350, all = 1000)
    void theSelectionListsAndSumsTheSameOrRefusesTheSame(int number, Seeds seeds) {
        check(number, seeds, BackendContract::checkSelection);
    }

    /** The largest K whose tables fit a block's shared memory, and the next. */
    @ParameterizedTest
    @ValueSource(ints = {2560, 2561})
    void whereTheTablesJustFitAndJustDoNot(int k) {
        InterpretedDevice device = OnDevice.fresh();
        try (CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                Backend scalar = new ScalarProvider().open(1);
                Items items = Problems.make(Shape.TIED, 3 * k, 3, k, 1);
                Prepared expected = scalar.prepare(items);
                Prepared found = backend.prepare(items)) {
            assertEquals(expected.bestItems(), found.bestItems());
            assertEquals(k == 2560, device.report().kernels().contains("bestAnyRow"),
                    device.report().kernels()::toString);
        }
        OnDevice.assertClean(device, "K = " + k);
    }
}
