package io.alphafair.backend;

/**
 * What one call took on a device, by the device's clock. Copies and kernels may overlap, so that the sum may be more than the
 * call took.
 *
 * @param uploadMillis copies from the host to the device
 * @param kernelMillis kernels
 * @param downloadMillis copies from the device to the host
 * @param uploadBytes what was copied to the device
 * @param downloadBytes what was copied from it
 */
public record DeviceTimings(double uploadMillis, double kernelMillis, double downloadMillis, long uploadBytes,
        long downloadBytes) {}
