package io.alphafair.bench.measure;

import com.sun.management.ThreadMXBean;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.statistics.Estimate;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Repeats an operation until its time and its heap bytes per call have settled. Vector code that is not compiled yet puts
 * every vector on the heap and takes up to a hundred times as long, so a fork that is measured too early says nothing
 * about the code.
 *
 * <p>Settled means that over the last windows the time per call has stayed within a fifth, the bytes per call of all threads
 * have stayed the same and are no more than the operation may need, and no compilation of this project's code was waiting or
 * at work, nor a comparison of vector loops with plain ones.
 */
public final class Settling {
    /** The environment variable with the milliseconds that a fork of JMH may take to settle. */
    static final String VARIABLE = "ALPHAFAIR_SETTLE_MILLIS";

    private static final long WINDOW_NANOS = 50_000_000;
    /** Windows that are compared with as many before them. */
    private static final int WINDOWS = 3;
    private static final double TIME_TOLERANCE = 0.2;
    /** Bytes per call that may come and go: tasks for other threads, the clock. */
    private static final double BYTES_TOLERANCE = 512;
    private static final double BYTES_SHARE = 0.02;
    /** The thread that compares vector loops with plain ones. */
    private static final String PROOF = "alphafair-proof";
    private static final String PROJECT = "io.alphafair";

    private record Window(double nanosPerCall, double bytesPerCall) {}

    private Settling() {
    }

    /**
     * Settles first on fewer individuals, if there are many. What runs once per call is compiled after some thousand calls,
     * which on 1e6 x 8 elements take longer than the limit: there simd needed 9216 bytes per call until call 600, and none
     * after a second on 25,000 x 8.
     */
    public static void warmUp(Backend backend, Question question, Problem problem, Duration limit) {
        Problem small = Workload.smaller(problem);
        if (!small.equals(problem) && !limit.isZero()) {
            try (Items items = Workload.make(small);
                    Prepared prepared = backend.prepare(items);
                    Operation operation = question.operation(backend, prepared, small)) {
                decide(prepared, operation, limit);
                settle(operation, limit);
            }
        }
    }

    /**
     * Repeats the operation until the backend has decided between its plain loop and its faster one. That takes about half a
     * second of work, and then up to the limit.
     */
    public static void decide(Prepared prepared, Operation operation, Duration limit) {
        long start = System.nanoTime();
        while (prepared.isUndecided() && System.nanoTime() - start < limit.toNanos()) {
            operation.call();
        }
    }

    /** Repeats the operation; why it has not settled within the limit, in one line; empty if it has, or the limit is 0. */
    public static String settle(Operation operation, Duration limit) {
        if (limit.isZero()) {
            return "";
        }
        long start = System.nanoTime();
        List<Window> windows = new ArrayList<>();
        String reason = "";
        do {
            windows.add(window(operation));
            reason = reason(windows, operation.mayAllocate());
        } while (!reason.isEmpty() && System.nanoTime() - start < limit.toNanos());
        return reason.isEmpty() ? "" : "not settled within " + limit.toMillis() + " ms: " + reason;
    }

    /** The limit that the program that started JMH has set, or that of most schedules. */
    public static Duration limit() {
        String millis = System.getenv(VARIABLE);
        return Duration.ofMillis(millis == null ? Schedule.SETTLE_MILLIS : Long.parseLong(millis));
    }

    private static Window window(Operation operation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        long calls = 0;
        long nanos;
        do {
            if (operation.call() == null) {
                throw new IllegalStateException("an operation without a result");
            }
            calls++;
            nanos = System.nanoTime() - start;
        } while (nanos < WINDOW_NANOS);
        return new Window((double) nanos / calls,
                (double) (threads.getTotalThreadAllocatedBytes() - bytes) / calls);
    }

    private static String reason(List<Window> windows, long mayAllocate) {
        int count = windows.size();
        if (count < 2 * WINDOWS) {
            return "only " + count + " windows of " + WINDOW_NANOS / 1_000_000 + " ms were measured";
        }
        List<Window> before = windows.subList(count - 2 * WINDOWS, count - WINDOWS);
        List<Window> now = windows.subList(count - WINDOWS, count);
        double nanosBefore = median(before, Window::nanosPerCall);
        double nanosNow = median(now, Window::nanosPerCall);
        if (Math.abs(nanosNow - nanosBefore) > TIME_TOLERANCE * nanosBefore) {
            return String.format(Locale.ROOT, "time per call went from %,.1f to %,.1f ns", nanosBefore, nanosNow);
        }
        double bytesBefore = median(before, Window::bytesPerCall);
        double bytesNow = median(now, Window::bytesPerCall);
        if (Math.abs(bytesNow - bytesBefore) > Math.max(BYTES_TOLERANCE, BYTES_SHARE * bytesBefore)) {
            return String.format(Locale.ROOT, "bytes per call went from %.0f to %.0f", bytesBefore, bytesNow);
        }
        if (bytesNow > mayAllocate) {
            return String.format(Locale.ROOT, "%.0f bytes per call, as of code that is not compiled yet: expected %d",
                    bytesNow, mayAllocate);
        }
        if (isProving()) {
            return "its vector loops are still being compared with the plain ones";
        }
        return isCompiling() ? "its code is still being compiled" : "";
    }

    private static boolean isProving() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(PROOF));
    }

    private static double median(List<Window> windows, ToDoubleFunction<Window> perCall) {
        return Estimate.medianOf(windows.stream().mapToDouble(perCall).toArray());
    }

    /** Whether code of this project is being compiled or waits for it, as {@code jcmd Compiler.queue} tells. */
    private static boolean isCompiling() {
        try {
            Object queue = ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerQueue",
                    new Object[]{new String[0]}, new String[]{String[].class.getName()});
            return queue.toString().contains(PROJECT);
        } catch (JMException e) {
            // A JVM without this command: time and bytes have to do.
            return false;
        }
    }
}
