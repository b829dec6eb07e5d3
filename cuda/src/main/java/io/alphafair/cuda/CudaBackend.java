package io.alphafair.cuda;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Both passes on one NVIDIA GPU. May be shared by threads; what is prepared has streams and memory of its own.
 *
 * <p>A driver call that fails throws {@link CudaException}, which says whether the backend can be used on.
 */
public final class CudaBackend implements Backend {
    static final String NAME = "cuda";

    private final Settings settings;
    private final Session session;
    private final String description;
    private final AtomicBoolean closed = new AtomicBoolean();

    CudaBackend(Settings settings, Driver driver) {
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
        return NAME;
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
    public Prepared prepare(Items items) {
        session.enter();
        return new CudaPrepared(items, session, settings);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            session.close();
        }
    }
}
