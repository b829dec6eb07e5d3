package io.alphafair.cuda;

import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;

/**
 * Benefits, costs or labels and where they are on the device: all of them, or the rows of two chunks in turn where the
 * problem passes through. One row that serves all individuals is always there as a whole.
 */
final class Operand {
    private static final long NEVER = -1;

    private final MemorySegment source;
    private final LongSupplier version;
    private final long rowBytes;
    private final boolean passing;
    private final long[] slots;
    /** Whether the host has it too. */
    private final boolean owned;
    private long copied = NEVER;

    /**
     * @param rowBytes of an individual; 0 where one row serves all
     * @param chunkRows rows of a chunk, where they pass through
     * @param passing whether they pass through
     */
    Operand(MemorySegment source, LongSupplier version, long rowBytes, long chunkRows, boolean passing, Driver driver,
            Resources resources) {
        this.source = source;
        this.version = version;
        this.rowBytes = rowBytes;
        this.passing = passing && rowBytes > 0;
        this.owned = true;
        this.slots = new long[this.passing ? 2 : 1];
        for (int slot = 0; slot < slots.length; slot++) {
            long address = driver.allocate(this.passing ? chunkRows * rowBytes : source.byteSize());
            resources.onClose(() -> driver.free(address));
            slots[slot] = address;
        }
    }

    /** What somebody else has put on the device, all of it; nothing is copied. */
    private Operand(long address, long rowBytes) {
        this.source = MemorySegment.NULL;
        this.version = () -> 0;
        this.rowBytes = rowBytes;
        this.passing = false;
        this.slots = new long[]{address};
        this.copied = 0;
        this.owned = false;
    }

    static Operand onDevice(long address, long rowBytes) {
        return new Operand(address, rowBytes);
    }

    /** Whether it has to be copied a chunk of rows at a time, now. */
    boolean isCopiedByRows() {
        return passing || isStale() && rowBytes > 0;
    }

    /** Whether the device has not what the host has. */
    boolean isStale() {
        return copied != version.getAsLong();
    }

    void markStale() {
        copied = owned ? NEVER : copied;
    }

    void markFresh() {
        copied = version.getAsLong();
    }

    /** Copies everything; it does not pass through. */
    void upload(Staging staging) {
        staging.upload(source, slots[0]);
    }

    /** Copies these rows. */
    void upload(long from, long to, int slot, Staging staging) {
        staging.upload(source.asSlice(from * rowBytes, (to - from) * rowBytes), address(from, slot));
    }

    /** Where row {@code from} is, the first of a chunk in that slot. */
    long address(long from, int slot) {
        return passing ? slots[slot] : slots[0] + from * rowBytes;
    }
}
