package io.alphafair.cuda;

import io.alphafair.contract.BackendContract;
import io.alphafair.cuda.device.InterpretedDevice;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated problems under every setting, each with a schedule of its own. */
class ContractOnDeviceTest {
    private static final int PROBLEMS = 2100;

    static IntStream settings() {
        return IntStream.range(0, OnDevice.SETTINGS.size());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void generatedProblemsGiveTheSameBitsOrTheSameRefusal(int number) {
        InterpretedDevice device = OnDevice.fresh();
        Settings settings = OnDevice.SETTINGS.get(number);
        try (CudaBackend backend = CudaProvider.open(settings)) {
            for (long seed = number; seed < PROBLEMS; seed += OnDevice.SETTINGS.size()) {
                device.set("SEED", seed);
                BackendContract.check(backend, seed);
            }
        }
        OnDevice.assertClean(device, settings.toString());
    }
}
