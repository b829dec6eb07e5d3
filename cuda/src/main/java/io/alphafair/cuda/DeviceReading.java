package io.alphafair.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory of a device that a kernel reads once and does nothing else: equal numbers, and a larger one at the end that it has
 * to find.
 */
public final class DeviceReading implements AutoCloseable {
    private static final String KERNEL = "largest";
    private static final int LOAD_BYTES = 16;
    /** Bytes that a thread reads per turn, by eight loads. */
    private static final int TURN_BYTES = 128;
    /** Two positive doubles of equal bytes. */
    private static final byte FILL = 0x3f;
    private static final byte END = 0x41;
    private static final long LARGEST = 0x0101010101010101L * END;

    private final Session session;
    private final Driver driver;
    private final Resources resources = new Resources();
    private final long bytes;
    private final long stream;
    private final long found;
    private final MemorySegment answer;
    private final PassArgument argument;
    private final Launcher launcher;
    private final Meter meter = new Meter();
    private final Stopwatch watch;
    private boolean closed;

    @SuppressWarnings("restricted")
    DeviceReading(long wanted, Session session, Settings settings) {
        if (wanted < LOAD_BYTES) {
            throw new IllegalArgumentException("a read of " + wanted + " bytes: expected at least " + LOAD_BYTES);
        }
        this.session = session;
        this.driver = session.driver();
        this.bytes = wanted / LOAD_BYTES * LOAD_BYTES;
        session.enter();
        try {
            stream = driver.createStream();
            resources.onClose(() -> driver.destroyStream(stream));
            long buffer = driver.allocate(bytes);
            resources.onClose(() -> driver.free(buffer));
            found = driver.allocate(Long.BYTES);
            resources.onClose(() -> driver.free(found));
            long host = driver.allocateHost(Long.BYTES);
            resources.onClose(() -> driver.freeHost(host));
            answer = MemorySegment.ofAddress(host).reinterpret(Long.BYTES);
            argument = new PassArgument(resources);
            argument.set(PassArgument.BENEFIT, buffer);
            argument.set(PassArgument.ROWS, bytes / Double.BYTES);
            argument.set(PassArgument.KEY, found);
            launcher = new Launcher(session, settings, stream);
            watch = new Stopwatch(driver, meter, resources);
            driver.fill(buffer, FILL, bytes - Double.BYTES, stream);
            driver.fill(buffer + bytes - Double.BYTES, END, Double.BYTES, stream);
            driver.synchronize(stream);
        } catch (RuntimeException e) {
            session.note(e);
            resources.closeAfter(e);
            throw e;
        }
    }

    /** How much is read. */
    public long bytes() {
        return bytes;
    }

    /**
     * Reads all of it.
     *
     * @return the kernel's time by the device's clock, in milliseconds
     * @throws IllegalStateException if the kernel has not found the largest number, so has not read everything
     */
    public double readMillis() {
        if (closed) {
            throw new IllegalStateException("this reading is closed");
        }
        session.enter();
        try {
            meter.reset();
            driver.fill(found, (byte) 0, Long.BYTES, stream);
            watch.start(stream);
            launcher.launch(KERNEL, launcher.blocks(KERNEL, (bytes - 1) / TURN_BYTES + 1, 0), 0, argument.segment());
            watch.stop(stream, Meter.Part.KERNEL);
            driver.copyToHost(answer.address(), found, Long.BYTES, stream);
            driver.synchronize(stream);
            watch.finish();
        } catch (RuntimeException e) {
            session.note(e);
            watch.forget();
            throw e;
        }
        long largest = answer.get(ValueLayout.JAVA_LONG, 0);
        if (largest != LARGEST) {
            throw new IllegalStateException("reading " + bytes + " bytes found " + Long.toHexString(largest)
                    + " as the largest: expected " + Long.toHexString(LARGEST));
        }
        return meter.millis(Meter.Part.KERNEL);
    }

    /** Frees the memory; idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            resources.onClose(session::enter);
            resources.close(session.isBroken());
        }
    }
}
