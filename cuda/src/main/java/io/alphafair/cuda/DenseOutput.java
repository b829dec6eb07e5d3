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
    private final long out;
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
        this.chunk = Math.min(elements, Math.max(2, settings.chunkBytes() / Double.BYTES / 2 * 2));
        this.out = driver.allocate(chunk * Double.BYTES);
        resources.onClose(() -> driver.free(out));
        this.perGroup = driver.allocate(2L * items.groupCount() * Long.BYTES);
        resources.onClose(() -> driver.free(perGroup));
        this.written = driver.createEvent();
        resources.onClose(() -> driver.destroyEvent(written));
        this.hostGroups = PassArgument.allocate(2L * items.groupCount(), resources);
        this.argument = PassArgument.allocate(WORDS, resources);
    }

    /** Writes one value a group at its winner and zeros elsewhere; returns when {@code target} is complete. */
    void write(BestItems best, double[] byGroup, Matrix target) {
        int groups = items.groupCount();
        for (int group = 0; group < groups; group++) {
            // -1, of an absent group, is the kernels' NONE.
            hostGroups.setAtIndex(ValueLayout.JAVA_LONG, group, best.winner(group));
            hostGroups.setAtIndex(ValueLayout.JAVA_DOUBLE, groups + (long) group, byGroup[group]);
        }
        staging.upload(hostGroups, perGroup);
        long elements = target.size();
        for (long first = 0; first < elements; first += chunk) {
            long count = Math.min(chunk, elements - first);
            // Before the kernel: the numbers a group, or the copy of the chunk before.
            driver.record(written, copies);
            driver.await(kernels, written);
            launch(first, count);
            watch.holdBack(copies);
            staging.download(out, target.segment().asSlice(first * Double.BYTES, count * Double.BYTES));
        }
        staging.finish();
        watch.finish();
    }

    private void launch(long first, long count) {
        int groups = items.groupCount();
        int blocks = launcher.blocks("placeShares", (count + 1) / 2, 0);
        boolean byLabel = feed.isResident() && (double) blocks * groups > SEARCH_SHARE * count;
        if (byLabel) {
            feed.bringLabels();
            blocks = launcher.blocks("placeLabels", count, 0);
        }
        set(OUT, out);
        set(FIRST, first);
        set(COUNT, count);
        set(ITEMS, items.itemCount());
        set(GROUPS, groups);
        set(WINNER, perGroup);
        set(VALUE, perGroup + (long) groups * Long.BYTES);
        set(LABELS, feed.labels(0, 0));
        set(FIRST_ROW, 0);
        watch.finish();
        watch.start(kernels);
        launcher.launch(byLabel ? "placeLabels" : "placeShares", blocks, 0, argument);
        watch.stop(kernels, Meter.Part.KERNEL);
    }

    private void set(int word, long value) {
        argument.setAtIndex(ValueLayout.JAVA_LONG, word, value);
    }

    /** After a failure: there is nothing to wait for. */
    void forget() {
        watch.forget();
    }
}
