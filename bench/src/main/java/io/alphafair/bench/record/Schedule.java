package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How long a session lasts.
 *
 * @param leastRounds rounds that are always taken; in each round each subject has one turn
 * @param mostRounds rounds after which it ends
 * @param limitMillis length after which no round begins beyond the least
 */
public record Schedule(Turn turn, Place place, int leastRounds, int mostRounds, long limitMillis) {
    /** The fewest rounds whose median has a 95 % interval that leaves out the smallest and the largest value. */
    public static final int FEWEST_ROUNDS = 9;
    /** The fewest forks from which a spread between forks can be told. */
    public static final int FEWEST_FORKS = 2;

    /** Long enough that the clock's own time does not count, short beside changes of the machine's speed. */
    private static final long BURST_NANOS = 3_000_000;
    /** How long a subject may take to settle, as a rule. */
    public static final int SETTLE_MILLIS = 10_000;

    /** Bursts of subjects that take turns in a JVM of the session's own. */
    public static Schedule race(long millis) {
        return new Schedule(new Turn.Burst(BURST_NANOS, SETTLE_MILLIS), Place.ONE_FORK, 11, 201, millis);
    }

    /** Forks of JMH, one subject after the other in each round. */
    public static Schedule jmh(int forks, int warmups, int iterations, int millis) {
        return new Schedule(new Turn.JmhFork(warmups, iterations, millis, SETTLE_MILLIS), Place.FORK_EACH, forks, forks,
                0);
    }

    /** Bursts in this JVM, just long enough to find the best of a few ways to do the same. */
    public static Schedule trial() {
        return new Schedule(new Turn.Burst(BURST_NANOS, 0), Place.HERE, 5, 31, 200);
    }

    /** The same with fewer rounds: as few as a result needs. */
    @JsonIgnore
    public Schedule least() {
        return part(0);
    }

    /**
     * The same with some of the rounds, but never fewer than a result needs.
     *
     * @param share of what is beyond the fewest rounds, from 0 to 1
     */
    public Schedule part(double share) {
        int fewest = turn instanceof Turn.JmhFork ? FEWEST_FORKS : FEWEST_ROUNDS;
        return new Schedule(turn, place, part(leastRounds, fewest, share), part(mostRounds, fewest, share),
                (long) (limitMillis * share));
    }

    private static int part(int rounds, int fewest, double share) {
        return rounds <= fewest ? rounds : fewest + (int) ((rounds - fewest) * share);
    }

    /** The same elsewhere. */
    public Schedule at(Place other) {
        return new Schedule(turn, other, leastRounds, mostRounds, limitMillis);
    }
}
