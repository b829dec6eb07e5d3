package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.cuda.device.InterpretedDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the backend tells of its device, and the plain reading that its kernels are held against. */
class DeviceTest {
    @Test
    void theDeviceIsDescribedByItsDriver() {
        InterpretedDevice device = OnDevice.fresh();
        try (CudaBackend backend = CudaProvider.open(Settings.ofDevice(0))) {
            DeviceInfo info = backend.device().info();
            assertTrue(info.name().contains("no GPU"), info.name());
            assertEquals(2, info.multiprocessors());
            assertEquals(1000, info.clockMegahertz());
            assertEquals(1000, info.memoryClockMegahertz());
            assertEquals(64, info.memoryBusBits());
            assertEquals(1 << 20, info.cacheBytes());
            assertTrue(info.computeCapability().matches("\\d\\.\\d"), info.computeCapability());
            assertTrue(info.memoryBytes() > 0 && info.compileMillis() > 0, info.toString());
            assertEquals(2, device.report().calls("cuModuleLoadDataEx"), "the kernels are compiled anew to be timed");
        }
        OnDevice.assertClean(device, "info");
    }

    /** Turns of one block and several, a last turn that is not full, and a single load. */
    @ParameterizedTest
    @ValueSource(longs = {16, 48, 4096, 65_536 + 16, 200_000})
    void aReadingReadsEveryByteOnce(long bytes) {
        InterpretedDevice device = OnDevice.fresh();
        try (CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                DeviceReading reading = backend.device().reading(bytes + 7)) {
            assertEquals(bytes, reading.bytes());
            reading.readMillis();
            device.reset();
            reading.readMillis();
            // A turn is of whole warps: the threads beyond the end read the last pair once more.
            long padded = (bytes / 16 + 2047) / 2048 * 2048 * 16;
            long read = device.report().kernel("largest", "global-read");
            assertTrue(read >= bytes && read <= padded, read + " of " + bytes + " bytes read");
        }
        OnDevice.assertClean(device, bytes + " bytes");
    }

    @Test
    void aFailedReadingIsNamedAndTheNextOneIsRight() {
        InterpretedDevice device = OnDevice.fresh();
        try (CudaBackend backend = CudaProvider.open(Settings.ofDevice(0))) {
            Device gpu = backend.device();
            device.fail("cuMemAlloc_v2", 2, CudaException.OUT_OF_MEMORY);
            assertEquals(CudaException.OUT_OF_MEMORY,
                    assertThrows(CudaException.class, () -> gpu.reading(4096)).code());
            try (DeviceReading reading = gpu.reading(4096)) {
                device.reset();
                device.fail("cuLaunchKernel", 1, 801);
                assertEquals("cuLaunchKernel", assertThrows(CudaException.class, reading::readMillis).call());
                assertTrue(reading.readMillis() >= 0);
            }
            assertThrows(IllegalArgumentException.class, () -> gpu.reading(15));
        }
        OnDevice.assertClean(device, "failed reading");
    }

    @Test
    void aDeviceWithoutSensorsSaysWhy() {
        OnDevice.fresh();
        try (CudaBackend backend = CudaProvider.open(Settings.ofDevice(0))) {
            Device gpu = backend.device();
            DeviceInfo info = gpu.info();
            if (info.sensors().isEmpty()) {
                // A machine with NVIDIA's library and a device at the interpreted one's address.
                assertNotEquals(Nvml.UNKNOWN, info.driver());
            } else {
                assertTrue(info.sensors().contains("nvml") || info.sensors().contains(Nvml.LIBRARY), info.sensors());
                assertEquals(DeviceState.UNKNOWN, gpu.state());
            }
        }
    }
}
