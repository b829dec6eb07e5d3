package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sensors say is what is told, and without them nothing is. */
class NvmlTest {
    private static final String DEVICE = "00000000:00:00.0";

    @Test
    void whatItSaysIsTold() throws Throwable {
        Path library = NvmlStub.library();
        Nvml nvml = Nvml.of(library.toString(), DEVICE);
        try (nvml) {
            assertEquals("", nvml.missing());
            assertEquals("550.54.15", nvml.driverVersion());
            DeviceState first = nvml.state();
            DeviceState second = nvml.state();
            assertEquals(new DeviceState(61, 1755, 2619, first.millijoules(), List.of("power cap", "temperature")),
                    first);
            assertEquals(1500, second.millijoules() - first.millijoules());
            assertEquals(1, users(library));
        }
        nvml.close();
        assertEquals(0, users(library));
    }

    @Test
    void aDeviceThatItDoesNotKnowIsAReason() throws Throwable {
        Path library = NvmlStub.library();
        Nvml nvml = Nvml.of(library.toString(), "00000000:17:00.0");
        assertEquals("nvmlDeviceGetHandleByPciBusId_v2 for 00000000:17:00.0 failed with 6", nvml.missing());
        assertEquals(0, users(library));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "libnvidia-ml.so.absent | libnvidia-ml.so.absent was not found; it comes with NVIDIA's driver",
            "libm.so.6              | nvmlInit_v2 is not in libm.so.6"})
    void withoutTheLibraryOrItsFunctionsNothingIsKnown(String library, String reason) {
        try (Nvml nvml = Nvml.of(library, DEVICE)) {
            assertEquals(reason, nvml.missing());
            assertEquals(Nvml.UNKNOWN, nvml.driverVersion());
            assertEquals(DeviceState.UNKNOWN, nvml.state());
        }
        assertTrue(DeviceState.UNKNOWN.throttling().isEmpty());
    }

    @SuppressWarnings("restricted")
    private static int users(Path library) throws Throwable {
        return (int) Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup(library, Arena.global()).find("alphafairNvmlUsers").orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT))
                .invoke();
    }
}
