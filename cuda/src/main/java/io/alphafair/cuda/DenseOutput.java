package io.alphafair.cuda;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The pass that writes: a range of elements at a time is cleared and filled on the device and copied back. */
final class DenseOutput {
    private static final int OUT = 0;
    private static final int FIRST = 1;
    private static final int COUNT = 2;
    private static final int ITEMS = 3;
    private static final int GROUPS = 4;
    private static final int WINNER = 5;
    private static final int VALUE = 6;
    private static final int LABELS = 7;
    private static final int FIRST_ROW = 8;
    private static final int WORDS = 9;
    /** Every block looks through all winners; where that reads more than this part of what is written, labels are read. */
    private static final double SEARCH_SHARE = 0.1;

    private final Items items;
    private final Driver driver;
    private final Launcher launcher;
    private final Feed feed;
    private final Staging staging;
    private final long kernels;
    private final long copies;
    private final Stopwatch watch;
    private final long chunk;
    private final Resources resources;
    private long out;
    private final long perGroup;
    private final long written;
    private final MemorySegment hostGroups;
    private final MemorySegment argument;

    DenseOutput(Items items, Driver driver, Settings settings, Launcher launcher, Feed feed, Staging staging,
            long kernels, long copies, Meter meter, Resources resources) {
        this.items = items;
        this.driver = driver;
        this.launcher = launcher;
        this.feed = feed;
        this.staging = staging;
        this.kernels = kernels;
        this.copies = copies;
        this.watch = new Stopwatch(driver, meter, resources);
        long elements = items.individualCount() * items.itemCount();
        // Even, so that every chunk starts where a 16-byte store may.
        long bytes = Math.min(settings.chunkBytes(), driver.freeMemory() / 2);
        this.chunk = Math.min(elements, Math.max(2, bytes / Double.BYTES / 2 * 2));
        this.resources = resources;
        this.perGroup = driver.allocate(2L * items.groupCount() * Long.BYTES);
        resources.onClose(() -> driver.free(perGroup));
        this.written = driver.createEvent();
        resources.onClose(() -> driver.destroyEvent(written));
        this.hostGroups = PassArgument.allocate(2L * items.groupCount(), resources);
        this.argument = PassArgument.allocate(WORDS, resources);
    }

    /** Writes one value per group at its winner and zeros elsewhere; returns when {@code target} is complete. */
    void write(BestItems best, double[] byGroup, Matrix target) {
        bring(best, byGroup);
        long elements = target.size();
        for (long first = 0; first < elements; first += chunk) {
            long count = Math.min(chunk, elements - first);
            place(out(), first, count);
            watch.holdBack(copies);
            staging.download(out(), target.segment().asSlice(first * Double.BYTES, count * Double.BYTES));
        }
        finish();
    }

    /** As {@link #write(BestItems, double[], Matrix)} to N x T doubles on the device. */
    void write(BestItems best, double[] byGroup, long target) {
        bring(best, byGroup);
        place(target, 0, items.individualCount() * items.itemCount());
        finish();
    }

    /** Reads N x T doubles on the device at the winners; 0 for a group without one. */
    void pick(BestItems best, long source, double[] byGroup) {
        bring(best, byGroup);
        afterCopies();
        fill(source, 0, 0);
        launch("pick", launcher.blocks("pick", items.groupCount(), 0));
        watch.holdBack(copies);
        MemorySegment values = hostGroups.asSlice((long) items.groupCount() * Long.BYTES);
        staging.download(perGroup + (long) items.groupCount() * Long.BYTES, values);
        finish();
        MemorySegment.copy(values, ValueLayout.JAVA_DOUBLE, 0, byGroup, 0, byGroup.length);
    }

    /** Puts the copy of winners and values into the stream. */
    private void bring(BestItems best, double[] byGroup) {
        int groups = items.groupCount();
        for (int group = 0; group < groups; group++) {
            // -1, of an absent group, is the kernels' NONE.
            hostGroups.setAtIndex(ValueLayout.JAVA_LONG, group, best.winner(group));
            hostGroups.setAtIndex(ValueLayout.JAVA_DOUBLE, groups + (long) group, byGroup[group]);
        }
        staging.upload(hostGroups, perGroup);
    }

    private long out() {
        if (out == 0) {
            long address = driver.allocate(chunk * Double.BYTES);
            resources.onClose(() -> driver.free(address));
            out = address;
        }
        return out;
    }

    /** Before the next kernel: the numbers per group, or the copy of the chunk before. */
    private void afterCopies() {
        driver.record(written, copies);
        driver.await(kernels, written);
    }

    private void place(long target, long first, long count) {
        int groups = items.groupCount();
        int blocks = launcher.blocks("placeShares", (count + 1) / 2, 0);
        boolean byLabel = feed.isResident() && (double) blocks * groups > SEARCH_SHARE * count;
        if (byLabel) {
            feed.bringLabels();
            blocks = launcher.blocks("placeLabels", count, 0);
        }
        afterCopies();
        fill(target, first, count);
        launch(byLabel ? "placeLabels" : "placeShares", blocks);
    }

    private void fill(long target, long first, long count) {
        set(OUT, target);
        set(FIRST, first);
        set(COUNT, count);
        set(ITEMS, items.itemCount());
        set(GROUPS, items.groupCount());
        set(WINNER, perGroup);
        set(VALUE, perGroup + (long) items.groupCount() * Long.BYTES);
        set(LABELS, feed.labels(0, 0));
        set(FIRST_ROW, 0);
    }

    private void launch(String kernel, int blocks) {
        watch.finish();
        watch.start(kernels);
        launcher.launch(kernel, blocks, 0, argument);
        watch.stop(kernels, Meter.Part.KERNEL);
    }

    private void finish() {
        staging.finish();
        watch.finish();
    }

    private void set(int word, long value) {
        argument.setAtIndex(ValueLayout.JAVA_LONG, word, value);
    }

    /** After a failure: there is nothing to wait for. */
    void forget() {
        watch.forget();
    }
}
