package io.alphafair.select;

import io.alphafair.InvalidInputException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What was measured on one machine: how long each backend's group argmax takes over N x T, T, K, kinds of operands and of
 * data. {@link CalibrationFile} keeps it.
 *
 * @param host where; elsewhere the times say nothing
 * @param jdk the Java runtime's version
 * @param version alphafair's version
 * @param date when
 */
public record Calibration(Host host, String jdk, String version, Instant date, List<Series> series) {
    /**
     * The times of one backend for one T, K and kind of data.
     *
     * @param backend its name
     * @param threads at work in one call
     * @param broadcast as in {@link Dimensions}
     * @param data the kind of data, as in {@code uniform}; the kinds of one backend are averaged, because a choice is made
     *            before the data have been read
     * @param t T
     * @param k K
     * @param nanosByElements N x T -> nanoseconds a call
     */
    public record Series(String backend, int threads, boolean broadcast, String data, int t, int k,
            SortedMap<Long, Double> nanosByElements) {
        public Series {
            if (threads < 1 || t < 1 || k < 1 || nanosByElements.isEmpty()) {
                throw new InvalidInputException("series of " + backend + " with " + threads + " threads, T = " + t
                        + ", K = " + k + ", " + nanosByElements.size()
                        + " points: expected positive numbers and at least one point");
            }
            nanosByElements.forEach((elements, nanos) -> {
                if (elements < 1 || !(nanos > 0 && nanos < Double.POSITIVE_INFINITY)) {
                    throw new InvalidInputException("series of " + backend + ": " + nanos + " ns for " + elements
                            + " elements: expected positive, finite numbers");
                }
            });
        }
    }

    public Calibration {
        series = List.copyOf(series);
    }
}
