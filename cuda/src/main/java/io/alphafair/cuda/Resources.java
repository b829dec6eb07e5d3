package io.alphafair.cuda;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been taken and must be given back: in reverse order, all of it, whatever fails on the way; idempotent. */
final class Resources {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Notes how something that was just taken is given back. */
    void onClose(Runnable release) {
        releases.push(release);
    }

    /**
     * Gives all back.
     *
     * @param broken whether the context is known to be lost: what was in it then goes with it, and says so once more, which
     *            is no news
     * @throws RuntimeException the first failure, with the others suppressed
     */
    void close(boolean broken) {
        RuntimeException first = null;
        while (!releases.isEmpty()) {
            try {
                releases.pop().run();
            } catch (RuntimeException e) {
                if (broken && e instanceof CudaException cuda && cuda.mustReopen()) {
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

    /** Gives all back because of {@code failure}, which stays the one to be thrown. */
    void closeAfter(RuntimeException failure) {
        try {
            close(failure instanceof CudaException cuda && cuda.mustReopen());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
