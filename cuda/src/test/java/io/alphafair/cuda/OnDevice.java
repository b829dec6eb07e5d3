package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.cuda.device.DeviceReport;
import io.alphafair.cuda.device.InterpretedDevice;
import java.util.List;

/** The backend through JCuda on the interpreted device, of which there is one a process. */
final class OnDevice {
    /** Different grids, tables in shared and in device memory, resident and in chunks that are smaller than most problems. */
    static final List<Settings> SETTINGS = List.of( //
            Settings.ofDevice(0), //
            Settings.ofDevice(0).withGrid(64, 4).withCopies(4096, 1 << 14, 0), //
            Settings.ofDevice(0).withGrid(32, 3).withCopies(64, 256, 1).withSharedTables(0), //
            Settings.ofDevice(0).withGrid(128, 2).withSharedTables(64), //
            Settings.ofDevice(0).withGrid(96, 1).withCopies(1 << 16, 600, 0).withSharedTables(0), //
            Settings.ofDevice(0).withGrid(160, 2).withCopies(1 << 12, 3000, 1).withSharedTables(128));

    private OnDevice() {
    }

    /** The device as new; skips the test with a reason where it cannot be built. */
    static InterpretedDevice fresh() {
        InterpretedDevice device = InterpretedDevice.load();
        device.reset();
        return device;
    }

    /** Nothing of what the device looks for has been seen, and everything has been given back. */
    static void assertClean(InterpretedDevice device, String where) {
        DeviceReport report = device.report();
        assertEquals(List.of(), report.findings(), where);
        assertEquals(List.of(), report.faults(), where);
        assertEquals(0, report.live(), where + ": " + report);
        assertEquals(0, report.abandoned(), where);
    }
}
