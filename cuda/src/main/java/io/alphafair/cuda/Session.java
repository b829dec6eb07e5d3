package io.alphafair.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An opened device: its context, and the kernels, which the driver compiles for it. */
final class Session implements AutoCloseable {
    private static final String PTX = "alphafair.ptx";

    private final Driver driver;
    private final int device;
    private final long context;
    private final long module;
    private final int multiprocessors;
    private final Resources resources = new Resources();
    private final Map<String, Long> functions = new ConcurrentHashMap<>();
    private final Map<Occupancy, Integer> running = new ConcurrentHashMap<>();
    private volatile boolean broken;
    private volatile boolean closed;

    private record Occupancy(String kernel, int threads, int sharedBytes) {}

    Session(Driver driver, int device) {
        this.driver = driver;
        this.device = device;
        try {
            multiprocessors = driver.attribute(Driver.MULTIPROCESSORS, device);
            context = driver.retainContext(device);
            resources.onClose(() -> driver.releaseContext(device));
            driver.enter(context);
            module = driver.loadModule(ptx());
            resources.onClose(() -> driver.unloadModule(module));
        } catch (RuntimeException e) {
            resources.closeAfter(e);
            throw e;
        }
    }

    /** How long the driver takes to compile the kernels, which it keeps: a comment makes them others. */
    double compileMillis() {
        byte[] kernels = ptx();
        byte[] comment = ("\n// " + System.nanoTime() + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] others = Arrays.copyOf(kernels, kernels.length + comment.length);
        System.arraycopy(comment, 0, others, kernels.length, comment.length);
        enter();
        long start = System.nanoTime();
        long compiled = driver.loadModule(others);
        double millis = (System.nanoTime() - start) / 1e6;
        driver.unloadModule(compiled);
        return millis;
    }

    private static byte[] ptx() {
        try (InputStream in = Session.class.getResourceAsStream(PTX)) {
            if (in == null) {
                throw new IllegalStateException("the kernels (" + PTX + ") are not in the jar: build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the kernels (" + PTX + ") cannot be read", e);
        }
    }

    Driver driver() {
        return driver;
    }

    int device() {
        return device;
    }

    int multiprocessors() {
        return multiprocessors;
    }

    /** To be called by every thread that comes in, because a context belongs to a thread. */
    void enter() {
        if (closed) {
            throw new IllegalStateException(
                    "this cuda backend is closed: open it again, and close what it prepares before");
        }
        driver.enter(context);
    }

    long function(String name) {
        return functions.computeIfAbsent(name, kernel -> driver.function(module, kernel));
    }

    /** How many blocks of a kernel a multiprocessor runs at a time. Asked for once: a launch must not wait for it. */
    int blocksPerMultiprocessor(String name, int threads, int sharedBytes) {
        return running.computeIfAbsent(new Occupancy(name, threads, sharedBytes),
                key -> driver.blocksPerMultiprocessor(function(name), threads, sharedBytes));
    }

    /** The device as a user would name it. */
    String description() {
        return driver.deviceName(device) + " (device " + device + "), " + multiprocessors + " multiprocessors, "
                + (driver.totalMemory(device) >> 20) + " MiB, compute capability "
                + driver.attribute(Driver.COMPUTE_MAJOR, device) + "." + driver.attribute(Driver.COMPUTE_MINOR, device)
                + ", driver for CUDA " + Probe.release(driver.version());
    }

    /** Notes a failure after which the context is of no more use. */
    void note(RuntimeException failure) {
        broken |= failure instanceof CudaException cuda && cuda.mustReopen();
    }

    /** Whether the context is lost. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public void close() {
        resources.onClose(() -> driver.enter(context));
        closed = true;
        resources.close(broken);
    }
}
