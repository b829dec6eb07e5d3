package io.alphafair.cuda;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.Timing;
import java.util.List;

/** A problem on the device, with streams and memory of its own. */
public final class CudaPrepared implements Prepared {
    /** Buffers are multiples of so many bytes. */
    private static final long STEP = 4096;

    private final Items items;
    private final long benefitOnDevice;
    private final Session session;
    private final Settings settings;
    private final Driver driver;
    private final Resources resources = new Resources();
    private final Meter meter = new Meter();
    private final long kernels;
    private final long copies;
    private final Staging staging;
    private final Feed feed;
    private final Tables tables;
    private final Stopwatch download;
    private final Launcher launcher;
    private final GroupArgmax argmax;
    private DenseOutput dense;
    private DeviceSelection selection;
    private PartialBest partial;
    private boolean used;
    private boolean closed;

    CudaPrepared(Items items, long benefitOnDevice, Session session, Settings settings) {
        this.items = items;
        this.benefitOnDevice = benefitOnDevice;
        this.session = session;
        this.settings = settings;
        this.driver = session.driver();
        try {
            kernels = stream();
            copies = stream();
            staging = new Staging(driver, meter, copies, stagingBytes(), resources);
            tables = new Tables(driver, items.groupCount(), resources);
            feed = new Feed(items, benefitOnDevice, driver, settings, kernels, copies, staging, meter, resources);
            download = new Stopwatch(driver, meter, resources);
            launcher = new Launcher(session, settings, kernels);
            argmax = new GroupArgmax(items, driver, settings, launcher, feed, tables, resources);
        } catch (RuntimeException e) {
            session.note(e);
            resources.closeAfter(e);
            throw e;
        }
    }

    /** Page-locking takes long: no more than the largest operand fills. */
    private long stagingBytes() {
        long largest = items.individualCount() * items.itemCount() * Double.BYTES;
        return Math.min(settings.stagingBytes(), (largest + STEP - 1) / STEP * STEP);
    }

    private long stream() {
        long stream = driver.createStream();
        resources.onClose(() -> driver.destroyStream(stream));
        return stream;
    }

    @Override
    public Items items() {
        return items;
    }

    @Override
    public void bestItems(BestItems into) {
        items.groups().requireValid();
        if (items.steps() != null) {
            // Refuses steps of items that have been written since.
            items.benefit();
        }
        if (partial == null || partial.tracksRunnerUp() != into.hasRunnerUp()) {
            partial = new PartialBest(items.groupCount(), 0, into.hasRunnerUp());
        } else {
            partial.reset();
        }
        accumulate(0, items.individualCount(), partial);
        if (benefitOnDevice != 0) {
            goOnDevice(this::fetchFirstBenefits);
        }
        partial.finish(items, into);
    }

    /** A group without a positive ratio is given its first entry, which is taken from the host's benefits. */
    private void fetchFirstBenefits() {
        Matrix benefit = items.benefit();
        for (int group = 0; group < items.groupCount(); group++) {
            long row = benefit.rows() == 1 ? 0 : items.groups().firstRow(group);
            if (tables.ratio(group) == 0 && items.groups().firstRow(group) >= 0) {
                long offset = row * benefit.columns() * Double.BYTES;
                staging.download(benefitOnDevice + offset, benefit.segment().asSlice(offset, Double.BYTES));
            }
        }
        staging.finish();
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        if (fromRow < toRow) {
            onDevice(() -> {
                tables.clear(kernels);
                argmax.search(fromRow, toRow, into.tracksRunnerUp());
                download.start(kernels);
                meter.count(Meter.Part.DOWNLOAD, tables.download(into.tracksRunnerUp(), kernels));
                download.stop(kernels, Meter.Part.DOWNLOAD);
                staging.finish();
                feed.finish();
                download.finish();
                argmax.offer(into);
            });
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedOperationException if the benefits were given by an address: the host has to read some of them
     */
    @Override
    public void accumulate(long fromRow, long toRow, PartialSelection into) {
        if (benefitOnDevice != 0) {
            throw new UnsupportedOperationException("the benefits are at a device address only: allocation with caps"
                    + " reads benefits of the host too; copy them to the host and prepare the items without an address");
        }
        if (items.steps() != null) {
            // They are made row by row where they are needed, on the host.
            Prepared.super.accumulate(fromRow, toRow, into);
        } else if (fromRow < toRow) {
            onDevice(() -> selection().accumulate(fromRow, toRow, into));
        }
    }

    private DeviceSelection selection() {
        if (selection == null) {
            selection = new DeviceSelection(items, new EntryFilter(items, driver, settings, launcher, feed, staging,
                    kernels, meter, resources));
        }
        return selection;
    }

    @Override
    public void scatter(BestItems best, double[] byGroup, Matrix out) {
        requireOutput(out);
        io.alphafair.backend.DenseOutput.requireFits(best, byGroup, items);
        onDevice(() -> dense().write(best, byGroup, out));
    }

    private DenseOutput dense() {
        if (dense == null) {
            dense = new DenseOutput(items, driver, settings, launcher, feed, staging, kernels, copies, meter,
                    resources);
        }
        return dense;
    }

    /**
     * As {@link #denseVjp(Allocation, Matrix, Matrix)} for matrices on the device: a few numbers per group are copied, and
     * nothing else. The result is complete when this returns.
     *
     * @param upstream device address of dL/d dose, N x T doubles; a multiple of 8
     * @param out device address for dL/db, N x T doubles; may be {@code upstream}; a multiple of 16
     * @throws io.alphafair.InvalidInputException if the upstream gradient at a winner is not finite
     */
    public void denseVjp(Allocation allocation, long upstream, long out) {
        if (upstream == 0 || upstream % Double.BYTES != 0) {
            throw new IllegalArgumentException("upstream at device address " + upstream + ": expected a multiple of 8");
        }
        if (out == 0 || out % 16 != 0) {
            throw new IllegalArgumentException("result at device address " + out + ": expected a multiple of 16");
        }
        BestItems best = allocation.bestItems();
        double[] byGroup = new double[best.groupCount()];
        io.alphafair.backend.DenseOutput.requireFits(best, byGroup, items);
        onDevice(() -> {
            dense().pick(best, upstream, byGroup);
            dense().write(best, allocation.vjp(byGroup, byGroup), out);
        });
    }

    /** A call, whose times count from here. */
    private void onDevice(Runnable call) {
        meter.reset();
        if (settings.uploads()) {
            refresh();
        }
        goOnDevice(call);
    }

    /** A part of a call: in this thread's context, and leaving nothing behind in the streams if it fails. */
    private void goOnDevice(Runnable call) {
        if (closed) {
            throw new IllegalStateException("this prepared problem is closed");
        }
        session.enter();
        used = true;
        try {
            call.run();
        } catch (RuntimeException e) {
            session.note(e);
            abandon(e);
            throw e;
        }
    }

    /** Waits until the device is done with our buffers; what it did is not used. */
    private void abandon(RuntimeException failure) {
        for (long stream : new long[]{copies, kernels}) {
            try {
                driver.synchronize(stream);
            } catch (CudaException e) {
                failure.addSuppressed(e);
            }
        }
        staging.forget();
        feed.forget();
        download.forget();
        if (dense != null) {
            dense.forget();
        }
        if (selection != null) {
            selection.forget();
        }
    }

    @Override
    public void refresh() {
        feed.refresh();
        if (selection != null) {
            selection.refresh();
        }
    }

    @Override
    public List<Timing> timings() {
        return used ? meter.timings() : List.of();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            resources.onClose(session::enter);
            resources.close(session.isBroken());
        }
    }
}
