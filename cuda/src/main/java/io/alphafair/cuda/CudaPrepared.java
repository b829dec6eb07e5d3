package io.alphafair.cuda;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.PartialBest;
import io.alphafair.backend.DeviceTimings;
import io.alphafair.backend.Prepared;
import java.util.Optional;

/** A problem on the device, with streams and memory of its own. */
final class CudaPrepared implements Prepared {
    private final Items items;
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
    private PartialBest partial;
    private boolean used;
    private boolean closed;

    CudaPrepared(Items items, Session session, Settings settings) {
        this.items = items;
        this.session = session;
        this.settings = settings;
        this.driver = session.driver();
        try {
            kernels = stream();
            copies = stream();
            staging = new Staging(driver, meter, copies, settings.stagingBytes(), resources);
            tables = new Tables(driver, items.groupCount(), resources);
            feed = new Feed(items, driver, settings, kernels, copies, staging, meter, resources);
            download = new Stopwatch(driver, meter, resources);
            launcher = new Launcher(session, settings, kernels);
            argmax = new GroupArgmax(items, driver, settings, launcher, feed, tables, resources);
        } catch (RuntimeException e) {
            session.note(e);
            resources.closeAfter(e);
            throw e;
        }
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
        if (partial == null || partial.tracksRunnerUp() != into.hasRunnerUp()) {
            partial = new PartialBest(items.groupCount(), 0, into.hasRunnerUp());
        } else {
            partial.reset();
        }
        accumulate(0, items.individualCount(), partial);
        partial.finish(items, into);
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

    @Override
    public void scatter(BestItems best, double[] byGroup, Matrix out) {
        requireDense("out", out);
        io.alphafair.backend.DenseOutput.requireFits(best, byGroup, items);
        onDevice(() -> {
            if (dense == null) {
                dense = new DenseOutput(items, driver, settings, launcher, feed, staging, kernels, copies, meter,
                        resources);
            }
            dense.write(best, byGroup, out);
        });
    }

    /** A call: in this thread's context, and leaving nothing behind in the streams if it fails. */
    private void onDevice(Runnable call) {
        if (closed) {
            throw new IllegalStateException("this prepared problem is closed");
        }
        session.enter();
        meter.reset();
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
    }

    @Override
    public void refresh() {
        feed.refresh();
    }

    @Override
    public Optional<DeviceTimings> timings() {
        return used ? Optional.of(meter.timings()) : Optional.empty();
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
