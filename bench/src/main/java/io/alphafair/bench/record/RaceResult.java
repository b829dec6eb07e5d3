package io.alphafair.bench.record;

import java.util.List;

/**
 * What came of one race: arms that took turns in one JVM, so that the machine's drift hit all of them.
 *
 * @param race what was raced, on which problem
 * @param reason why there is no result, in one line; empty if there is one
 * @param paired the arms' ratios to each other
 */
public record RaceResult(Cell race, String reason, List<Arm> arms, List<Paired> paired) {
    /** The version of the layout of {@code races.json} that this code writes. */
    public static final int SCHEMA = 1;

    /** The file {@code races.json}. */
    public record File(int schema, List<RaceResult> races) {}

    /**
     * One of a race's arms.
     *
     * @param what what really ran, in a few words
     * @param reason why it did not run, in one line; empty if it did
     * @param bytes what a call moves, by the reports' convention
     * @param nanos the median time of a call; 0 if it did not run
     * @param calls the calls of a burst, which were timed together
     * @param bursts each burst's nanoseconds; one a round, in the order of the rounds
     */
    public record Arm(String name, String what, String reason, long bytes, double nanos, int calls,
            List<Long> bursts) {
        /** Bytes a nanosecond. */
        public double gigabytesASecond() {
            return bytes / nanos;
        }
    }

    /**
     * How many times as fast as another an arm was: the median over the rounds of the other's time over the arm's.
     *
     * @param low the lower end of the median's 95 % confidence interval, free of any distribution
     * @param high its upper end
     */
    public record Paired(String arm, String to, double ratio, double low, double high) {}

    /** A race that has no result. */
    public static RaceResult without(Cell race, String reason) {
        return new RaceResult(race, reason, List.of(), List.of());
    }
}
