package io.alphafair.bench.race;

/**
 * How long a race lasts.
 *
 * @param burstNanos what a burst of calls should last; one call if that lasts longer
 * @param nanos what the rounds that count should last together
 * @param leastRounds but at least so many
 * @param mostRounds and at most so many
 */
public record Pace(long burstNanos, long nanos, int leastRounds, int mostRounds) {
    /** Long enough that the clock's own time does not count, short beside the machine's moods. */
    private static final long BURST = 3_000_000;

    /** A race to be recorded. */
    public static Pace of(int millis) {
        return new Pace(BURST, millis * 1_000_000L, 11, 201);
    }

    /** Just long enough to find the best of a few ways. */
    public static Pace trial() {
        return new Pace(BURST, 200_000_000, 5, 31);
    }
}
