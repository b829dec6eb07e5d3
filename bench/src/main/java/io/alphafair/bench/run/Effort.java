package io.alphafair.bench.run;

/**
 * JMH's effort for a cell.
 *
 * @param forks JVMs, one after the other
 * @param warmups iterations in each that do not count
 * @param warmupMillis the length of one of those
 * @param iterations iterations in each that count
 * @param millis the length of one of those
 */
public record Effort(int forks, int warmups, int warmupMillis, int iterations, int millis) {
    Effort withForks(int other) {
        return new Effort(other, warmups, warmupMillis, iterations, millis);
    }
}
