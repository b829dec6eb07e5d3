package io.alphafair.select;

import io.alphafair.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was measured on one machine: how long each backend's group argmax takes over N x T, T, K, kinds of operands and of
 * data. {@link CalibrationFile} keeps it.
 *
 * @param host where; elsewhere the times say nothing
 * @param jdk the Java runtime's version
 * @param version alphafair's version
 * @param date when, UTC, ISO 8601
 */
public record Calibration(Host host, String jdk, String version, String date, List<Series> series) {
    private static final int LENGTH_OF_DAY = "2026-01-31".length();

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
     * @param nanosByElements N x T -> nanoseconds per call
     */
    public record Series(String backend, int threads, boolean broadcast, String data, int t, int k,
            SortedMap<Long, Double> nanosByElements) {
        public Series {
            if (threads < 1 || t < 1 || k < 1 || nanosByElements.isEmpty()) {
                throw new InvalidInputException("series of " + backend + " with " + threads + " threads, T = " + t
                        + ", K = " + k + ", " + nanosByElements.size()
                        + " points: expected positive numbers and at least one point");
            }
            for (Map.Entry<Long, Double> point : nanosByElements.entrySet()) {
                if (point.getKey() < 1 || !(point.getValue() > 0 && point.getValue() < Double.POSITIVE_INFINITY)) {
                    throw new InvalidInputException("series of " + backend + ": " + point.getValue() + " ns for "
                            + point.getKey() + " elements: expected positive, finite numbers");
                }
            }
        }
    }

    public Calibration {
        if (date.length() < LENGTH_OF_DAY) {
            throw new InvalidInputException("date '" + date + "': expected one like 2026-01-31T12:00:00Z");
        }
        series = List.copyOf(series);
    }

    /** The day it was made. */
    String day() {
        return date.substring(0, LENGTH_OF_DAY);
    }
}
