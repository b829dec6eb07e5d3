package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Availability;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.select.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why the backend cannot run, in one line, found out before any class of JCuda is touched. */
class AvailabilityTest {
    @Test
    void withoutADriverItSaysSo() {
        Availability found = Probe.look("libcuda.so.absent", 0);
        assertFalse(found.available());
        assertEquals("no driver: libcuda.so.absent was not found; install NVIDIA's driver, 525 or newer",
                found.reason());
    }

    @Test
    void aLibraryThatIsNoDriverLacksItsFunctions() {
        Availability found = Probe.look("libm.so.6", 0);
        assertTrue(found.reason().startsWith("driver too old: it lacks cuInit, cuDriverGetVersion, "), found.reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DEVICES | 0     | no device: the driver finds no GPU
            DRIVER  | 11080 | driver too old: has CUDA 11.8, needs 12.0
            CC      | 52    | device 0 has compute capability 5.2, needs 6.0 (Pascal) or newer
            """)
    void whatTheDeviceIsNotIsTheReason(String setting, int value, String reason) {
        InterpretedDevice device = OnDevice.fresh();
        device.set(setting, value);
        Availability found = new CudaProvider().availability();
        assertTrue(found.reason().startsWith(reason), found.reason());
        assertEquals(1, found.reason().lines().count());
        BackendUnavailableException thrown = assertThrows(BackendUnavailableException.class,
                () -> Backends.open("cuda"));
        assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    }

    @Test
    void anIndexWithoutADeviceIsNamed() {
        OnDevice.fresh();
        assertTrue(Probe.look(Probe.LIBRARY, 3).reason().startsWith("no device 3: the driver finds 1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cuModuleLoadDataEx       | 218 | module refused: cuModuleLoadDataEx failed with 218 (CUDA_ERROR_INVALID_PTX); check nvidia-smi, and update NVIDIA's driver
            cuModuleLoadDataEx       | 222 | module refused: cuModuleLoadDataEx failed with 222 (CUDA_ERROR_UNSUPPORTED_PTX_VERSION); check nvidia-smi, and update NVIDIA's driver
            cuModuleLoadDataEx       | 221 | module refused: cuModuleLoadDataEx failed with 221 (CUDA_ERROR_JIT_COMPILER_NOT_FOUND); install libnvidia-ptxjitcompiler.so.1, which comes with NVIDIA's driver
            cuDevicePrimaryCtxRetain | 2   | device could not be opened: cuDevicePrimaryCtxRetain failed with 2 (CUDA_ERROR_OUT_OF_MEMORY); free memory of the device
            cuDevicePrimaryCtxRetain | 46  | device could not be opened: cuDevicePrimaryCtxRetain failed with 46 (CUDA_ERROR_DEVICE_UNAVAILABLE); check nvidia-smi, and update NVIDIA's driver
            """)
    void whatTheDriverRefusesIsTheReason(String call, int code, String reason) {
        InterpretedDevice device = OnDevice.fresh();
        device.fail(call, 1, code);
        BackendUnavailableException thrown = assertThrows(BackendUnavailableException.class,
                () -> Backends.open("cuda"));
        assertEquals("backend 'cuda' cannot run here: " + reason, thrown.getMessage());
        OnDevice.assertClean(device, reason);
    }
}
