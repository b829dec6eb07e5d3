package io.alphafair.cuda;

/** Two events around some work in a stream; the second also says when the work is done. */
final class Stopwatch {
    private final Driver driver;
    private final Meter meter;
    private final long start;
    private final long stop;
    private Meter.Part running;

    Stopwatch(Driver driver, Meter meter, Resources resources) {
        this.driver = driver;
        this.meter = meter;
        this.start = driver.createEvent();
        resources.onClose(() -> driver.destroyEvent(start));
        this.stop = driver.createEvent();
        resources.onClose(() -> driver.destroyEvent(stop));
    }

    void start(long stream) {
        driver.record(start, stream);
    }

    void stop(long stream, Meter.Part part) {
        driver.record(stop, stream);
        running = part;
    }

    /** Lets another stream go on only when the work is done. */
    void holdBack(long stream) {
        if (running != null) {
            driver.await(stream, stop);
        }
    }

    /** Waits for the work, if there is some, and notes how long it took. */
    void finish() {
        if (running != null) {
            driver.synchronizeEvent(stop);
            meter.add(running, driver.elapsedMillis(start, stop));
            running = null;
        }
    }

    /** After a failure: there is nothing to wait for. */
    void forget() {
        running = null;
    }
}
