package io.alphafair.cuda;

import io.alphafair.Items;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The filter of the selection on the device: lists where the entries of some rows are that may be above their group's
 * threshold, or are not valid. See list.h.
 */
final class EntryFilter {
    private static final int THRESHOLD = PassArgument.WORDS;
    private static final int FIRST_LISTED = THRESHOLD + 1;
    private static final int PLACES = THRESHOLD + 2;
    private static final int COUNT = THRESHOLD + 3;
    private static final int MORE_WORDS = 4;

    /** What kernels find: how many are listed; the lowest invalid index, which is not used; the lowest stray row. */
    private static final int FOUND_WORDS = 3;
    private static final long STRAY = 2 * Long.BYTES;
    private static final byte NOTHING = (byte) 0xff;
    private static final long NONE = -1;

    private final Items items;
    private final Driver driver;
    private final Launcher launcher;
    private final Feed feed;
    private final Staging staging;
    private final RowReader reader;
    private final long kernels;
    private final Meter meter;
    private final Stopwatch watch;
    private final PassArgument argument;
    private final long mostRows;
    private final long thresholds;
    private final long places;
    private final long found;
    private final MemorySegment hostFound;
    private final MemorySegment hostPlaces;

    @SuppressWarnings("restricted")
    EntryFilter(Items items, Driver driver, Settings settings, Launcher launcher, Feed feed, Staging staging,
            long kernels, Meter meter, Resources resources) {
        this.items = items;
        this.driver = driver;
        this.launcher = launcher;
        this.feed = feed;
        this.staging = staging;
        this.reader = new RowReader(items, feed);
        this.kernels = kernels;
        this.meter = meter;
        this.watch = new Stopwatch(driver, meter, resources);
        this.argument = new PassArgument(MORE_WORDS, resources);
        this.mostRows = mostRows(Math.min(settings.chunkBytes(), driver.freeMemory()));
        long listBytes = mostRows * items.itemCount() * Integer.BYTES;
        this.thresholds = allocate((long) items.groupCount() * Double.BYTES, resources);
        this.places = allocate(listBytes, resources);
        this.found = allocate(FOUND_WORDS * Long.BYTES, resources);
        long address = driver.allocateHost(FOUND_WORDS * Long.BYTES);
        resources.onClose(() -> driver.freeHost(address));
        this.hostFound = MemorySegment.ofAddress(address).reinterpret(FOUND_WORDS * Long.BYTES);
        this.hostPlaces = PassArgument.allocate((listBytes - 1) / Long.BYTES + 1, resources);
    }

    private long allocate(long bytes, Resources resources) {
        long address = driver.allocate(bytes);
        resources.onClose(() -> driver.free(address));
        return address;
    }

    /** Rows of so many bytes: a list has room for all of their elements, so it cannot overflow. */
    private long mostRows(long bytes) {
        long rows = Math.clamp(bytes / (2L * Double.BYTES * items.itemCount()), 1, items.individualCount());
        return rows <= Feed.ROW_STEP ? rows : rows / Feed.ROW_STEP * Feed.ROW_STEP;
    }

    /** The most rows that are listed at a time. */
    long mostRows() {
        return mostRows;
    }

    /** Copies what the ratios of each group have to exceed from here on. */
    void begin(double[] threshold) {
        staging.upload(MemorySegment.ofArray(threshold), thresholds);
    }

    /**
     * Lists entries of rows {@code from .. to-1}, and waits for it.
     *
     * @return how many there are
     * @throws io.alphafair.InvalidInputException if a label is no group's
     */
    int list(long from, long to) {
        driver.fill(found, (byte) 0, Long.BYTES, kernels);
        driver.fill(found + Long.BYTES, NOTHING, (FOUND_WORDS - 1) * Long.BYTES, kernels);
        long first = from * items.itemCount();
        feed.forEach(from, to, (start, end, slot) -> launch(first, start, end, slot));
        watch.start(kernels);
        driver.copyToHost(hostFound.address(), found, hostFound.byteSize(), kernels);
        watch.stop(kernels, Meter.Part.DOWNLOAD);
        meter.count(Meter.Part.DOWNLOAD, hostFound.byteSize());
        feed.finish();
        watch.finish();
        staging.finish();
        long stray = hostFound.get(ValueLayout.JAVA_LONG, STRAY);
        if (stray != NONE) {
            throw Tables.strayLabel(stray, items.groupCount());
        }
        int count = (int) hostFound.get(ValueLayout.JAVA_LONG, 0);
        staging.download(places, hostPlaces.asSlice(0, (long) count * Integer.BYTES));
        staging.finish();
        return count;
    }

    /** Where a listed entry is, counted from the first element of the rows; in no order. */
    int place(int listed) {
        return hostPlaces.getAtIndex(ValueLayout.JAVA_INT, listed);
    }

    private void launch(long first, long from, long to, int slot) {
        reader.describe(from, to, slot, argument);
        argument.set(PassArgument.REFUSED, found + Long.BYTES);
        argument.set(THRESHOLD, thresholds);
        argument.set(FIRST_LISTED, first);
        argument.set(PLACES, places);
        argument.set(COUNT, found);
        String name = reader.name(from, slot);
        String kernel = "list" + name;
        launcher.launch(kernel, launcher.blocks(kernel, reader.units(name, to - from), 0), 0, argument.segment());
    }

    /** After a failure: there is nothing to wait for. */
    void forget() {
        watch.forget();
    }
}
