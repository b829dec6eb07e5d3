package io.alphafair.cuda;

import java.lang.foreign.MemorySegment;

/**
 * Copies between pageable memory and the device through two page-locked buffers in turn: while the device copies one, the
 * calling thread fills or empties the other.
 */
final class Staging {
    private final Driver driver;
    private final Meter meter;
    private final long stream;
    private final MemorySegment[] buffers = new MemorySegment[2];
    private final Stopwatch[] copies = new Stopwatch[2];
    /** Where what a buffer is being filled with by the device has to go. */
    private final MemorySegment[] targets = new MemorySegment[2];
    private int turn;

    @SuppressWarnings("restricted")
    Staging(Driver driver, Meter meter, long stream, long bytes, Resources resources) {
        this.driver = driver;
        this.meter = meter;
        this.stream = stream;
        for (int i = 0; i < buffers.length; i++) {
            long address = driver.allocateHost(bytes);
            resources.onClose(() -> driver.freeHost(address));
            buffers[i] = MemorySegment.ofAddress(address).reinterpret(bytes);
            copies[i] = new Stopwatch(driver, meter, resources);
        }
    }

    /** Puts the copies into the stream; the source can be changed when this returns. */
    void upload(MemorySegment from, long to) {
        long size = buffers[0].byteSize();
        for (long done = 0; done < from.byteSize(); done += size) {
            long bytes = Math.min(size, from.byteSize() - done);
            empty();
            MemorySegment.copy(from, done, buffers[turn], 0, bytes);
            copies[turn].start(stream);
            driver.copyToDevice(to + done, buffers[turn].address(), bytes, stream);
            copies[turn].stop(stream, Meter.Part.UPLOAD);
            meter.count(Meter.Part.UPLOAD, bytes);
            turn ^= 1;
        }
    }

    /** Puts the copies into the stream; the target is complete after {@link #finish}. */
    void download(long from, MemorySegment to) {
        long size = buffers[0].byteSize();
        for (long done = 0; done < to.byteSize(); done += size) {
            long bytes = Math.min(size, to.byteSize() - done);
            empty();
            targets[turn] = to.asSlice(done, bytes);
            copies[turn].start(stream);
            driver.copyToHost(buffers[turn].address(), from + done, bytes, stream);
            copies[turn].stop(stream, Meter.Part.DOWNLOAD);
            meter.count(Meter.Part.DOWNLOAD, bytes);
            turn ^= 1;
        }
    }

    /** Waits for the buffer whose turn it is and brings its content to where it belongs. */
    private void empty() {
        copies[turn].finish();
        if (targets[turn] != null) {
            targets[turn].copyFrom(buffers[turn].asSlice(0, targets[turn].byteSize()));
            targets[turn] = null;
        }
    }

    /** Waits for all copies. */
    void finish() {
        for (int i = 0; i < buffers.length; i++) {
            empty();
            turn ^= 1;
        }
    }

    /** After a failure: there is nothing to wait for. */
    void forget() {
        for (int i = 0; i < buffers.length; i++) {
            copies[i].forget();
            targets[i] = null;
        }
    }
}
