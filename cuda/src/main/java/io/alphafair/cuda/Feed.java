package io.alphafair.cuda;

import io.alphafair.Items;
import io.alphafair.Matrix;
import java.util.List;

/**
 * Brings the problem to the device and hands its rows to kernels: at once where they are there, and else in chunks, of which
 * one is copied while the one before is being looked at.
 */
final class Feed {
    /** Kernels to be put into the stream for rows {@code from .. to-1} in that slot. */
    interface Work {
        void launch(long from, long to, int slot);
    }

    /** Chunks start at rows where 16-byte loads of labels do. */
    static final long ROW_STEP = 4;

    private final Driver driver;
    private final long kernels;
    private final long copies;
    private final Staging staging;
    private final long rows;
    private final long chunkRows;
    private final boolean passing;
    private final Operand benefit;
    private final Operand cost;
    private final Operand labels;
    private final List<Operand> operands;
    private final long[] copied = new long[2];
    private final Stopwatch[] watches = new Stopwatch[2];

    /**
     * @param benefitOnDevice where the benefits are, which are not copied then; 0 to copy the host's
     * @param kernels the stream of the kernels
     * @param copies the stream of the copies
     */
    Feed(Items items, long benefitOnDevice, Driver driver, Settings settings, long kernels, long copies,
            Staging staging, Meter meter,
            Resources resources) {
        this.driver = driver;
        this.kernels = kernels;
        this.copies = copies;
        this.staging = staging;
        this.rows = items.individualCount();
        long benefitRow = rowBytes(items.benefit());
        long costRow = rowBytes(items.cost());
        long rowBytes = benefitRow + costRow + Integer.BYTES;
        long free = driver.freeMemory();
        // Two slots, a chunk of dense output, and the rest.
        long chunkBytes = Math.min(settings.chunkBytes(), free / 4);
        this.chunkRows = Math.max(ROW_STEP, chunkBytes / rowBytes / ROW_STEP * ROW_STEP);
        long all = (benefitOnDevice != 0 ? 0 : items.benefit().segment().byteSize()) + items.cost().segment().byteSize()
                + items.groups().segment().byteSize();
        // Nine tenths of what is free: the rest is for tables, results and the driver.
        this.passing = all > (settings.residentBytes() > 0 ? settings.residentBytes() : free / 10 * 9);
        this.benefit = benefitOnDevice != 0
                ? Operand.onDevice(benefitOnDevice, benefitRow)
                : new Operand(items.benefit().segment(), items.benefit()::version, benefitRow, chunkRows, passing,
                        driver, resources);
        this.cost = new Operand(items.cost().segment(), items.cost()::version, costRow, chunkRows, passing, driver,
                resources);
        this.labels = new Operand(items.groups().segment(), items.groups()::version, rows == 1 ? 0 : Integer.BYTES,
                chunkRows, passing, driver, resources);
        this.operands = List.of(benefit, cost, labels);
        for (int slot = 0; slot < copied.length; slot++) {
            long event = driver.createEvent();
            resources.onClose(() -> driver.destroyEvent(event));
            copied[slot] = event;
            watches[slot] = new Stopwatch(driver, meter, resources);
        }
    }

    private static long rowBytes(Matrix matrix) {
        return matrix.rows() == 1 ? 0 : (long) matrix.columns() * Double.BYTES;
    }

    /** Whether all of the problem stays on the device. */
    boolean isResident() {
        return !passing;
    }

    long benefit(long from, int slot) {
        return benefit.address(from, slot);
    }

    long cost(long from, int slot) {
        return cost.address(from, slot);
    }

    long labels(long from, int slot) {
        return labels.address(from, slot);
    }

    /** Puts {@code work} on rows {@code from .. to-1} into the stream, and before it the copies that it needs. */
    void forEach(long from, long to, Work work) {
        List<Operand> byRows = operands.stream().filter(Operand::isCopiedByRows).toList();
        List<Operand> stale = operands.stream().filter(Operand::isStale).toList();
        boolean inChunks = passing || !byRows.isEmpty() && from == 0 && to == rows;
        stale.forEach(Operand::markStale);
        for (Operand operand : stale) {
            if (!inChunks || !byRows.contains(operand)) {
                operand.upload(staging);
            }
        }
        if (inChunks) {
            int slot = 0;
            for (long start = from; start < to; start += chunkRows) {
                long end = Math.min(to, start + chunkRows);
                // The slot still holds what the kernels of the chunk before last read.
                watches[slot].holdBack(copies);
                for (Operand operand : byRows) {
                    operand.upload(start, end, slot, staging);
                }
                launch(start, end, slot, work);
                slot ^= 1;
            }
        } else {
            launch(from, to, 0, work);
        }
        if (!passing) {
            stale.forEach(Operand::markFresh);
        }
    }

    private void launch(long from, long to, int slot, Work work) {
        driver.record(copied[slot], copies);
        driver.await(kernels, copied[slot]);
        watches[slot].finish();
        watches[slot].start(kernels);
        work.launch(from, to, slot);
        watches[slot].stop(kernels, Meter.Part.KERNEL);
    }

    /** Copies the labels if the device has not got them; they stay there. */
    void bringLabels() {
        if (labels.isStale()) {
            labels.markStale();
            labels.upload(staging);
            labels.markFresh();
            driver.record(copied[0], copies);
            driver.await(kernels, copied[0]);
        }
    }

    /** Waits for all kernels. */
    void finish() {
        for (Stopwatch watch : watches) {
            watch.finish();
        }
    }

    /** What the host has was changed behind our back. */
    void refresh() {
        operands.forEach(Operand::markStale);
    }

    /** After a failure: nothing on the device can be relied on. */
    void forget() {
        refresh();
        for (Stopwatch watch : watches) {
            watch.forget();
        }
    }
}
