package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.contract.BackendContract;
import io.alphafair.testing.Require;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernels' source by another compiler and another executor: both agree with the definition, so with each other. */
class FibersTest {
    /** Its kernels shuffle at each tile, which takes fibers long. */
    private static final int SELECTION_STEP = 4;

    @Test
    @Seeded(first = 60, all = 600)
    void theSourceAsFibersGivesTheSameBits(@TempDir Path folder, Seeds seeds) {
        Require.program("cuda", "g++", "a C++ compiler, to compile the kernels with");
        FiberDriver driver = new FiberDriver(FiberDriver.compile(folder));
        int settings = OnDevice.SETTINGS.size();
        for (int number = 0; number < settings; number++) {
            try (CudaBackend backend = new CudaBackend(OnDevice.SETTINGS.get(number), driver)) {
                seeds.part(number, settings).forEach(seed -> {
                    driver.seed(seed);
                    BackendContract.check(backend, seed);
                    if (seed % SELECTION_STEP == 0) {
                        BackendContract.checkSelection(backend, seed);
                    }
                });
            }
        }
        try (CudaBackend backend = new CudaBackend(OnDevice.SETTINGS.get(1), driver);
                DeviceReading reading = backend.device().reading(200_000)) {
            reading.readMillis();
        }
        assertEquals(0, driver.allocations());
    }
}
