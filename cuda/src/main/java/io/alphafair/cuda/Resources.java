package io.alphafair.cuda;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been taken and must be given back: in reverse order, all of it, whatever fails on the way; idempotent. */
final class Resources implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Notes how something that was just taken is given back. */
    void onClose(Runnable release) {
        releases.push(release);
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!releases.isEmpty()) {
            try {
                releases.pop().run();
            } catch (RuntimeException e) {
                if (e instanceof CudaException cuda && cuda.mustReopen()) {
                    // The context is broken and takes everything along when it ends.
                    continue;
                }
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Closes because of {@code failure}, which stays the one to be thrown. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
