package io.alphafair.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Repeats a call until the JVM has compiled what it runs. Vector code that is not compiled yet puts every vector on the
 * heap, so a call that allocates nothing, time after time, is one that has arrived.
 */
public final class WarmUp {
    private static final int QUIET_CALLS = 30;
    private static final long QUIET_NANOS = 100_000_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    /** What a call may allocate: tasks that it hands to other threads, no vectors. */
    private static final long SMALL_CHANGE = 4096;

    private WarmUp() {
    }

    /** Calls for a tenth of a second, and twice at least: enough for what is compiled already, as C is. */
    public static void briefly(Runnable call) {
        long start = System.nanoTime();
        int calls = 0;
        while (calls < 2 || System.nanoTime() - start < QUIET_NANOS) {
            call.run();
            calls++;
        }
    }

    /** Calls for five seconds at most, or until {@value #QUIET_CALLS} calls and a tenth of a second were quiet. */
    public static void repeat(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long quietSince = start;
        int quiet = 0;
        while ((quiet < QUIET_CALLS || System.nanoTime() - quietSince < QUIET_NANOS)
                && System.nanoTime() - start < LONGEST_NANOS) {
            long before = threads.getCurrentThreadAllocatedBytes();
            call.run();
            if (threads.getCurrentThreadAllocatedBytes() - before <= SMALL_CHANGE) {
                quiet++;
            } else {
                quiet = 0;
                quietSince = System.nanoTime();
            }
        }
    }
}
