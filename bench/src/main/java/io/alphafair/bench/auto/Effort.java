package io.alphafair.bench.auto;

/**
 * How long arms are timed.
 *
 * @param warmNanos calls of each arm that do not count; at least one call
 * @param burstNanos what short calls are repeated for, to be timed as one
 * @param leastRounds rounds at any price
 * @param mostRounds rounds that suffice
 * @param nanos after which the rounds end, once there are {@code leastRounds}
 */
record Effort(long warmNanos, long burstNanos, int leastRounds, int mostRounds, long nanos) {}
