package io.alphafair.cuda;

/**
 * A device, by what its driver says of it.
 *
 * @param index its place among the devices of its kind
 * @param computeCapability as in {@code 9.0}
 * @param clockMegahertz the multiprocessors' highest clock
 * @param memoryClockMegahertz the memory's highest clock
 * @param ecc whether errors of its memory are corrected
 * @param memoryBytes its memory
 * @param cacheBytes its last-level cache
 * @param interfaceVersion the newest version of its programming interface that the driver speaks, as in {@code 12.4}
 * @param driver the driver's version; "unknown" where the sensors do not tell
 * @param compileMillis how long the driver took to compile the kernels, which it had not seen before in that form
 * @param sensors why its sensors tell nothing, in one line; empty if they do
 */
public record DeviceInfo(int index, String name, String computeCapability, int multiprocessors, int clockMegahertz,
        int memoryClockMegahertz, int memoryBusBits, boolean ecc, long memoryBytes, long cacheBytes,
        String interfaceVersion, String driver, double compileMillis, String sensors) {}
