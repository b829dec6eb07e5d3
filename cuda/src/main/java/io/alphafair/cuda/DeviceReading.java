package io.alphafair.cuda;

/** Memory of a device that a kernel reads once, doing nothing but to find the largest number. */
public interface DeviceReading extends AutoCloseable {
    /** How much is read. */
    long bytes();

    /**
     * Reads all of it.
     *
     * @return the kernel's time by the device's clock, in milliseconds
     * @throws IllegalStateException if the kernel has not found the largest number, so has not read everything
     */
    double readMillis();

    /** Gives the memory back; idempotent. */
    @Override
    void close();
}
