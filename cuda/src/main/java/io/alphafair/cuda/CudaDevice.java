package io.alphafair.cuda;

import java.util.Locale;

/** The opened GPU, by its driver and by NVML. */
final class CudaDevice implements Device, AutoCloseable {
    private final Session session;
    private final Settings settings;
    private final Nvml sensors;

    CudaDevice(Session session, Settings settings) {
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

    @Override
    public DeviceInfo info() {
        Driver driver = session.driver();
        return new DeviceInfo(session.device(), driver.deviceName(session.device()),
                attribute(Driver.COMPUTE_MAJOR) + "." + attribute(Driver.COMPUTE_MINOR), session.multiprocessors(),
                attribute(Driver.CLOCK_KILOHERTZ) / 1000, attribute(Driver.MEMORY_CLOCK_KILOHERTZ) / 1000,
                attribute(Driver.MEMORY_BUS_BITS), attribute(Driver.ECC) != 0, driver.totalMemory(session.device()),
                attribute(Driver.CACHE_BYTES), Probe.release(driver.version()), sensors.driverVersion(),
                session.compileMillis(), sensors.missing());
    }

    @Override
    public DeviceState state() {
        return sensors.state();
    }

    @Override
    public DeviceReading reading(long bytes) {
        return new ReadCeiling(bytes, session, settings);
    }

    @Override
    public void close() {
        sensors.close();
    }
}
