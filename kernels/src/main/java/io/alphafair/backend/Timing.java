package io.alphafair.backend;

/**
 * How long one part of a call took by the backend's own clock, as a copy to a device does by the device's. Parts may
 * overlap, so that their sum can be longer than the call.
 *
 * @param name the part, as in {@code upload}
 * @param nanos its duration in nanoseconds
 * @param bytes the bytes that it copied; 0 where it copies none
 */
public record Timing(String name, double nanos, long bytes) {}
