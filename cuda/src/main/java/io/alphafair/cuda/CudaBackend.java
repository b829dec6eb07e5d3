package io.alphafair.cuda;

import io.alphafair.Items;
import io.alphafair.backend.Backend;

/**
 * The passes on one NVIDIA GPU. May be shared by threads; what is prepared has streams and memory of its own.
 *
 * <p>A driver call that fails throws {@link CudaException}, which says whether the backend can be used on.
 */
public final class CudaBackend implements Backend {
    static final String NAME = "cuda";

    private final String name;
    private final Settings settings;
    private final Session session;
    private final String description;
    private Device device;
    private boolean closed;

    CudaBackend(Settings settings, Driver driver) {
        this(NAME, settings, driver);
    }

    CudaBackend(String name, Settings settings, Driver driver) {
        this.name = name;
        this.settings = settings;
        this.session = new Session(driver, settings.device());
        try {
            this.description = session.description();
        } catch (RuntimeException e) {
            try {
                session.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    /** One: the calling thread, which waits for the device. */
    @Override
    public int parallelism() {
        return 1;
    }

    /** Takes memory of the device; the data are copied when first needed. */
    @Override
    public CudaPrepared prepare(Items items) {
        session.enter();
        return new CudaPrepared(items, 0, session, settings);
    }

    /**
     * As {@link #prepare(Items)} for benefits that are on the device already, as a model's output is: they are read there at
     * each call, and what goes to the device and back is a few numbers per group. The items' own benefits give the shape; they
     * are not read, and written only at the first row of a group without a positive ratio. Allocation with caps is refused.
     *
     * @param benefitOnDevice address of as many doubles, row-major, in the device's primary context, which is the one that
     *            CUDA's runtime and what is built on it use; complete before each call
     */
    public CudaPrepared prepare(Items items, long benefitOnDevice) {
        if (benefitOnDevice == 0 || benefitOnDevice % Double.BYTES != 0) {
            throw new IllegalArgumentException("benefits at device address " + benefitOnDevice
                    + ": expected an address that is a multiple of 8");
        }
        session.enter();
        return new CudaPrepared(items, benefitOnDevice, session, settings);
    }

    /** The GPU that this backend runs on. Usable until this is closed. */
    public synchronized Device device() {
        if (device == null) {
            device = new Device(session, settings);
        }
        return device;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (device != null) {
                device.close();
            }
            session.close();
        }
    }
}
