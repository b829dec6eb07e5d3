package io.alphafair.cuda;

import java.lang.foreign.MemorySegment;

/** Sizes grids and launches kernels: as many blocks as the device runs at a time, each with its share of the work. */
final class Launcher {
    private final Session session;
    private final Settings settings;
    private final long stream;

    Launcher(Session session, Settings settings, long stream) {
        this.session = session;
        this.settings = settings;
        this.stream = stream;
    }

    int threads() {
        return settings.blockThreads();
    }

    int multiprocessors() {
        return session.multiprocessors();
    }

    /** Blocks for so many units of work, one unit a thread at a time. */
    int blocks(String kernel, long units, int sharedBytes) {
        long needed = Math.max(1, (units - 1) / threads() + 1);
        if (settings.blocks() > 0) {
            return (int) Math.min(needed, settings.blocks());
        }
        int running = session.blocksPerMultiprocessor(kernel, threads(), sharedBytes);
        return (int) Math.min(needed, (long) Math.max(1, running) * session.multiprocessors());
    }

    /** @param argument the kernel's parameter; it may be overwritten when this returns */
    void launch(String kernel, int blocks, int sharedBytes, MemorySegment argument) {
        session.driver().launch(session.function(kernel), blocks, threads(), sharedBytes, stream, argument);
    }
}
