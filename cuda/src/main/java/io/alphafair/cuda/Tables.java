package io.alphafair.cuda;

import io.alphafair.InvalidInputException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What the kernels find out, as 64-bit words on the device and, after a call, in page-locked memory: refused[2], where[K],
 * key[K], values[2 (K + 1)], second[K]. See pass.h.
 */
final class Tables {
    private static final byte NOTHING = (byte) 0xff;
    private static final long NONE = -1;
    private static final int REFUSED = 2;

    private final Driver driver;
    private final long groups;
    private final long device;
    private final MemorySegment host;

    @SuppressWarnings("restricted")
    Tables(Driver driver, int groups, Resources resources) {
        this.driver = driver;
        this.groups = groups;
        long bytes = (REFUSED + 5L * groups + 2) * Long.BYTES;
        device = driver.allocate(bytes);
        resources.onClose(() -> driver.free(device));
        long address = driver.allocateHost(bytes);
        resources.onClose(() -> driver.freeHost(address));
        host = MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** Puts what empties them into the stream. */
    void clear(long stream) {
        long ones = (REFUSED + groups) * Long.BYTES;
        driver.fill(device, NOTHING, ones, stream);
        driver.fill(device + ones, (byte) 0, host.byteSize() - ones, stream);
    }

    /** Puts the copy back into the stream and returns how many bytes it has. */
    long download(boolean withSecond, long stream) {
        long bytes = host.byteSize() - (withSecond ? 0 : groups * Long.BYTES);
        driver.copyToHost(host.address(), device, bytes, stream);
        return bytes;
    }

    private long word(long index) {
        return host.get(ValueLayout.JAVA_LONG, index * Long.BYTES);
    }

    private double value(long index) {
        return Double.longBitsToDouble(word(REFUSED + 2 * groups + index));
    }

    boolean isRefused() {
        return word(0) != NONE;
    }

    /** The lowest flat index of an invalid entry, without a row offset. */
    long refusedIndex() {
        return word(0);
    }

    boolean hasStray() {
        return word(1) != NONE;
    }

    /** The lowest row whose label is no group's. */
    long strayRow() {
        return word(1);
    }

    static InvalidInputException strayLabel(long row, int groups) {
        return new InvalidInputException("label of row " + row + " was outside 0.." + (groups - 1)
                + " when the device read it: labels must not change while the problem is in use");
    }

    long where(long group) {
        return word(REFUSED + group);
    }

    private long key(long group) {
        return word(REFUSED + groups + group);
    }

    /** 0 without a positive ratio. */
    double ratio(long group) {
        return Double.longBitsToDouble(key(group) >>> 1);
    }

    boolean isTied(long group) {
        return (key(group) & 1) != 0;
    }

    /** The best ratio of the others; 0 without one. */
    double second(long group) {
        return Double.longBitsToDouble(word(REFUSED + 4 * groups + 2 + group) >>> 1);
    }

    /** At the winner; group K is the refused entry. */
    double benefit(long group) {
        return value(group);
    }

    /** At the winner; group K is the refused entry. */
    double cost(long group) {
        return value(groups + 1 + group);
    }

    long refusedAddress() {
        return device;
    }

    long whereAddress() {
        return device + REFUSED * Long.BYTES;
    }

    long keyAddress() {
        return whereAddress() + groups * Long.BYTES;
    }

    long valuesAddress() {
        return keyAddress() + groups * Long.BYTES;
    }

    long secondAddress() {
        return valuesAddress() + 2 * (groups + 1) * Long.BYTES;
    }
}
