package io.alphafair.bench.auto;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times arms in turn within one JVM, a burst of calls each, in an order that rotates from round to round, so that the
 * machine's drift hits all alike.
 */
final class Alternation {
    private static final long MOST_REPEATS = 1_000_000;

    private final Effort effort;
    private final LongSupplier clock;

    Alternation(Effort effort) {
        this(effort, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    Alternation(Effort effort, LongSupplier clock) {
        this.effort = effort;
        this.clock = clock;
    }

    /** Times of one call of each arm, round by round. */
    PairedTimes measure(List<Runnable> arms) {
        long[] repeats = new long[arms.size()];
        for (int arm = 0; arm < repeats.length; arm++) {
            repeats[arm] = Math.clamp(effort.burstNanos() / warm(arms.get(arm)), 1, MOST_REPEATS);
        }
        double[][] rounds = new double[effort.mostRounds()][];
        int done = 0;
        long start = clock.getAsLong();
        while (done < rounds.length
                && (done < effort.leastRounds() || clock.getAsLong() - start < effort.nanos())) {
            rounds[done] = new double[repeats.length];
            for (int turn = 0; turn < repeats.length; turn++) {
                int arm = (done + turn) % repeats.length;
                rounds[done][arm] = time(arms.get(arm), repeats[arm]);
            }
            done++;
        }
        double[][] byArm = new double[repeats.length][done];
        for (int arm = 0; arm < repeats.length; arm++) {
            for (int round = 0; round < done; round++) {
                byArm[arm][round] = rounds[round][arm];
            }
        }
        return new PairedTimes(byArm);
    }

    /** Returns the shortest call's time, at least a nanosecond. */
    private long warm(Runnable arm) {
        long start = clock.getAsLong();
        long shortest = Long.MAX_VALUE;
        long before = start;
        for (int call = 0; call < 1 || before - start < effort.warmNanos(); call++) {
            arm.run();
            long after = clock.getAsLong();
            shortest = Math.min(shortest, after - before);
            before = after;
        }
        return Math.max(1, shortest);
    }

    private double time(Runnable arm, long repeats) {
        long start = clock.getAsLong();
        for (long repeat = 0; repeat < repeats; repeat++) {
            arm.run();
        }
        return (double) (clock.getAsLong() - start) / repeats;
    }
}
