package io.alphafair.bench.measure;

import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Turn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Calls an operation in this JVM, a burst at a time. Subclasses check the answer and tell more about the calls. */
public class BurstTaker implements Taker {
    private static final int MOST_CALLS = 1_000_000;

    private final String what;
    private final int threads;
    private final Operation operation;
    private final LongSupplier clock;
    private final String unsettled;
    private final int calls;
    private Object last;

    /** Lets the operation settle and finds out how many calls make a burst. */
    public BurstTaker(String what, int threads, Operation operation, Turn.Burst burst) {
        this(what, threads, operation, burst, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    BurstTaker(String what, int threads, Operation operation, Turn.Burst burst, LongSupplier clock) {
        this.what = what;
        this.threads = threads;
        this.operation = operation;
        this.clock = clock;
        this.unsettled = Settling.settle(operation, Duration.ofMillis(burst.settleMillis()));
        this.calls = callsOf(burst.nanos());
    }

    private int callsOf(long burstNanos) {
        for (int count = 1;; count *= 2) {
            long nanos = Math.max(1, burst(count));
            if (nanos >= burstNanos / 2 || count >= MOST_CALLS) {
                return Math.clamp(Math.round(count * (double) burstNanos / nanos), 1, MOST_CALLS);
            }
        }
    }

    private long burst(int count) {
        long start = clock.getAsLong();
        for (int done = 0; done < count; done++) {
            last = operation.call();
            if (last == null) {
                throw new IllegalStateException(what + ": an operation without a result");
            }
        }
        return clock.getAsLong() - start;
    }

    @Override
    public final String what() {
        return what;
    }

    @Override
    public final int threads() {
        return threads;
    }

    @Override
    public final Sample take() throws SubjectException {
        ready();
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put(Metric.TIME.name(), new double[]{(double) burst(calls) / calls});
        tell(values);
        check();
        return new Sample(values, unsettled, List.of());
    }

    /** The result of the last call. */
    protected final Object last() {
        return last;
    }

    /** Does what must be done before a burst and must not be timed. */
    protected void ready() {
        // Most need nothing.
    }

    /** Adds what else is known about the last burst, of that many calls. */
    protected void tell(Map<String, double[]> values) {
        // Time is all that is known here.
    }

    /**
     * Checks the last answer.
     *
     * @throws SubjectException if it is wrong
     */
    protected void check() throws SubjectException {
        // What has no answer has nothing to check.
    }

    @Override
    public void close() {
        operation.close();
    }
}
