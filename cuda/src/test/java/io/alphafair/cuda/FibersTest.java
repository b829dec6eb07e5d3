package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.contract.BackendContract;
import io.alphafair.testing.Require;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernels' source by another compiler and another executor: both agree with the definition, so with each other. */
class FibersTest {
    private static final int PROBLEMS = 600;

    @Test
    void theSourceAsFibersGivesTheSameBits(@TempDir Path folder) {
        Require.program("cuda", "g++", "a C++ compiler, to compile the kernels with");
        FiberDriver driver = new FiberDriver(FiberDriver.compile(folder));
        int settings = OnDevice.SETTINGS.size();
        for (int number = 0; number < settings; number++) {
            try (CudaBackend backend = new CudaBackend(OnDevice.SETTINGS.get(number), driver)) {
                for (long seed = number; seed < PROBLEMS; seed += settings) {
                    driver.seed(seed);
                    BackendContract.check(backend, seed);
                }
            }
        }
        try (CudaBackend backend = new CudaBackend(OnDevice.SETTINGS.get(1), driver);
                DeviceReading reading = backend.device().reading(200_000)) {
            reading.readMillis();
        }
        assertEquals(0, driver.allocations());
    }
}
