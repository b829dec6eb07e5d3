package io.alphafair.bench.run;

import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long a run may take. A plan is ordered by importance: sessions that do not fit are left out from its end. Of those
 * that fit, each has at least the rounds that its result needs, and all share what time is left beyond that.
 */
final class Budget {
    /** What starting a JVM takes. */
    private static final double FORK_MILLIS = 900;
    /** Making, checking and settling one subject on a problem: a part for each element, and a part that is always there. */
    private static final double OPEN_NANOS_PER_ELEMENT = 120;
    private static final double OPEN_MILLIS = 600;
    /** Estimates are so much longer than what similar sessions took, because a run must not last longer than it may. */
    private static final double CAUTION = 1.15;
    /** Kept for writing the record. */
    private static final double RESERVE_MILLIS = 4000;

    private final Optional<Duration> limit;
    private final LongSupplier nanos;
    private final long start;
    /** What sessions with one kind of turn took, and what the estimates were. */
    private final Map<Class<?>, double[]> experience = new HashMap<>();

    /**
     * Begins now.
     *
     * @param limit for the whole run; empty if it may take as long as it takes
     * @param nanos a clock
     */
    Budget(Optional<Duration> limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /**
     * The schedule of the first of these sessions, with fewer rounds if time is short.
     *
     * @param rest the sessions that are still to be measured, by importance
     * @return empty if there is no time even for the fewest rounds
     */
    Optional<Schedule> next(List<Planned> rest) {
        Schedule whole = rest.getFirst().how();
        if (limit.isEmpty()) {
            return Optional.of(whole);
        }
        double left = left();
        double least = 0;
        double most = 0;
        int fitting = 0;
        for (; fitting < rest.size(); fitting++) {
            Planned planned = rest.get(fitting);
            double fewest = millis(planned, planned.how().least());
            if (least + fewest > left) {
                break;
            }
            least += fewest;
            most += millis(planned, planned.how());
        }
        return fitting == 0
                ? Optional.empty()
                : Optional.of(most <= left ? whole : whole.part((left - least) / (most - least)));
    }

    /** Learns from a session how good the estimates are here. */
    void spent(Planned planned, Schedule how, Duration took) {
        double[] known = experience.computeIfAbsent(how.turn().getClass(), turn -> new double[2]);
        known[0] += took.toMillis();
        known[1] += rough(planned, how);
    }

    /** How long these sessions will take. */
    Duration estimate(List<Planned> rest) {
        double millis = rest.stream().mapToDouble(planned -> millis(planned, planned.how())).sum();
        return Duration.ofMillis(Math.round(limit.isEmpty() ? millis : Math.min(millis, Math.max(0, left()))));
    }

    private double left() {
        return limit.orElseThrow().toMillis() - RESERVE_MILLIS - (nanos.getAsLong() - start) / 1e6;
    }

    private double millis(Planned planned, Schedule how) {
        double[] known = experience.get(how.turn().getClass());
        return CAUTION * rough(planned, how) * (known == null ? 1 : known[0] / known[1]);
    }

    private static double rough(Planned planned, Schedule how) {
        int subjects = planned.subjects().size();
        double opening = OPEN_MILLIS + planned.problem().elements() * OPEN_NANOS_PER_ELEMENT / 1e6;
        return switch (how.turn()) {
            case Turn.JmhFork jmh -> how.leastRounds() * subjects * (2 * FORK_MILLIS + opening
                    + (double) jmh.warmupMillis() * jmh.warmups() + (double) jmh.millis() * jmh.iterations());
            case Turn.FreshJvm fresh -> how.leastRounds() * subjects * (FORK_MILLIS + opening);
            case Turn.WholeProcess process -> how.leastRounds() * subjects * (FORK_MILLIS + opening);
            case Turn.Burst burst -> (how.place() == Place.HERE || how.place() == Place.SHARED_FORK ? 0 : FORK_MILLIS)
                    + (burst.settleMillis() == 0 ? 0 : subjects * opening)
                    + Math.max(how.limitMillis(), how.leastRounds() * subjects * burst.nanos() / 1e6);
        };
    }
}
