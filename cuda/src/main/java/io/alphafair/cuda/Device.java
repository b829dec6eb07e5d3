package io.alphafair.cuda;

import java.util.Locale;

/** The GPU that a backend runs on: what it is, what its sensors say (by NVML), and how fast it reads. */
public final class Device {
    private final Session session;
    private final Settings settings;
    private final Nvml sensors;

    Device(Session session, Settings settings) {
        this.session = session;
        this.settings = settings;
        this.sensors = Nvml.of(Nvml.LIBRARY, busAddress());
    }

    /** As NVML names a device: indices of the two may differ. */
    private String busAddress() {
        return String.format(Locale.ROOT, "%08x:%02x:%02x.0", attribute(Driver.PCI_DOMAIN), attribute(Driver.PCI_BUS),
                attribute(Driver.PCI_DEVICE));
    }

    private int attribute(int which) {
        return session.driver().attribute(which, session.device());
    }

    /** What it is. Takes a moment: the driver compiles the kernels anew, to be timed. */
    public DeviceInfo info() {
        Driver driver = session.driver();
        return new DeviceInfo(session.device(), driver.deviceName(session.device()),
                attribute(Driver.COMPUTE_MAJOR) + "." + attribute(Driver.COMPUTE_MINOR), session.multiprocessors(),
                attribute(Driver.CLOCK_KILOHERTZ) / 1000, attribute(Driver.MEMORY_CLOCK_KILOHERTZ) / 1000,
                attribute(Driver.MEMORY_BUS_BITS), attribute(Driver.ECC) != 0, driver.totalMemory(session.device()),
                attribute(Driver.CACHE_BYTES), Probe.release(driver.version()), sensors.driverVersion(),
                session.compileMillis(), sensors.missing());
    }

    /** What its sensors say now. */
    public DeviceState state() {
        return sensors.state();
    }

    /**
     * A buffer on the device that plain reading is timed on: no kernel that reads as many bytes can be faster.
     *
     * @param bytes at least 16; rounded down to a multiple of 16
     */
    public DeviceReading reading(long bytes) {
        return new DeviceReading(bytes, session, settings);
    }

    void close() {
        sensors.close();
    }
}
