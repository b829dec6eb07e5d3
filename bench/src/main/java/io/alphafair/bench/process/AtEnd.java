package io.alphafair.bench.process;

/** What is done when the JVM ends before it is cancelled. */
public final class AtEnd {
    private final Thread hook;

    private AtEnd(Runnable action) {
        hook = new Thread(action, "at the end");
    }

    /** @throws IllegalStateException if the JVM is ending */
    static AtEnd run(Runnable action) {
        AtEnd atEnd = new AtEnd(action);
        Runtime.getRuntime().addShutdownHook(atEnd.hook);
        return atEnd;
    }

    /** Whether the JVM is ending, so that work may fail because the processes that do it are being ended. */
    public static boolean hasBegun() {
        try {
            run(() -> {}).cancel();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Idempotent; too late once the JVM is ending. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and what is done then has been done or harms nobody.
            return;
        }
    }
}
