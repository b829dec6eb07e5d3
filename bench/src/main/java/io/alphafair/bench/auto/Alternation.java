package io.alphafair.bench.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Times arms in turn within one JVM, a burst of calls each, in an order that rotates from round to round, so that the
 * machine's drift hits all alike. An arm that is far behind takes part in the least rounds only, which leaves the time to
 * those between which it matters.
 */
final class Alternation {
    private static final long MOST_REPEATS = 1_000_000;
    /** An arm that takes so many times as long as the fastest is far behind. */
    private static final double FAR_BEHIND = 3;

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
        long[] warm = arms.stream().mapToLong(this::warm).toArray();
        double limit = FAR_BEHIND * LongStream.of(warm).min().orElseThrow();
        List<List<Double>> nanos = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int arm = 0; arm < warm.length; arm++) {
            nanos.add(new ArrayList<>());
            all.add(arm);
        }
        List<Integer> near = all.stream().filter(arm -> warm[arm] <= limit).toList();
        long start = clock.getAsLong();
        for (int round = 0; round < effort.leastRounds()
                || round < effort.mostRounds() && clock.getAsLong() - start < effort.nanos(); round++) {
            List<Integer> turns = round < effort.leastRounds() ? all : near;
            for (int turn = 0; turn < turns.size(); turn++) {
                int arm = turns.get((round + turn) % turns.size());
                nanos.get(arm).add(time(arms.get(arm), Math.clamp(effort.burstNanos() / warm[arm], 1, MOST_REPEATS)));
            }
        }
        return new PairedTimes(nanos.stream().map(own -> own.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new));
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
