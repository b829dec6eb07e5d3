package io.alphafair.ffm;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides from when on the passes over the data run in C. Linking a function takes tens of milliseconds in a JVM that has just
 * started, in which the plain loop answers many small problems. So the plain loop does the first work, and once it has done
 * some, a thread of low priority links the functions; C takes over as soon as it has. A thread that begins when the backend
 * is opened makes the first answer slower, because both load classes.
 *
 * <p>May be shared by threads.
 */
final class Linking {
    /** As for the loops of the Vector API: {@code timed}, or {@code always} or {@code never} C. */
    private static final String PROPERTY = "alphafair.vectors";
    /**
     * Elements that the plain loop reads before C is linked: as long as linking takes, some 40 ms. Linking in the midst of a first
     * call makes it slower, since both need the JVM's compiler and a second processor.
     */
    static final long BEGIN_ELEMENTS = 1 << 23;
    /** Elements of a problem for which linking at once pays: the plain loop would take longer than linking and C together. */
    private static final long LARGE_ELEMENTS = 1 << 24;
    /** What a call costs besides its elements, in elements. */
    private static final long PER_CALL = 64;

    /** That of this process. */
    static final Linking PASSES = new Linking(null, System.getProperty(PROPERTY, "timed"), LARGE_ELEMENTS);

    private final Runnable link;
    private final long largeElements;
    private final boolean never;
    private final AtomicLong work = new AtomicLong();
    private volatile boolean begun;
    private volatile boolean done;

    /**
     * @param link what links, and returns once that is done; null for {@link Functions#linkPasses}, since a class for it would
     *        take a third of a millisecond to load
     * @param mode {@code timed}, {@code always} or {@code never}, in any case
     * @param largeElements so many elements of a problem pay for linking at once
     */
    Linking(Runnable link, String mode, long largeElements) {
        this.link = link;
        this.largeElements = largeElements;
        switch (mode.toLowerCase(Locale.ROOT)) {
            case "timed" -> never = false;
            case "always" -> {
                never = false;
                done = true;
            }
            case "never" -> never = true;
            default -> throw new IllegalStateException(
                    PROPERTY + "=" + mode + ": expected timed, always or never");
        }
    }

    /** Whether the function can be called without waiting. */
    boolean isDone() {
        return done;
    }

    /** Whether the function is being linked, or is. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether a later call may run in C although this one cannot. */
    boolean isUndecided() {
        return !done && !never;
    }

    /** Whether a problem of so many elements pays for linking before its first answer. */
    boolean paysFor(long elements) {
        return elements >= largeElements;
    }

    /** Links on this thread, for work that pays for it. */
    void now() {
        link();
        done = true;
    }

    private void link() {
        if (link == null) {
            Functions.linkPasses();
        } else {
            link.run();
        }
    }

    /** Counts work of the plain loop, and has C linked once there is enough. */
    void worked(long elements) {
        if (!never && work.addAndGet(elements + PER_CALL) >= BEGIN_ELEMENTS && !begun) {
            begin();
        }
    }

    private synchronized void begin() {
        if (begun) {
            return;
        }
        begun = true;
        Thread thread = new Thread(null, new Runnable() {
            @Override
            public void run() {
                try {
                    link();
                } finally {
                    // After an error, too: the next call runs into it.
                    done = true;
                }
            }
        }, "alphafair-linking", 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }
}
