package io.alphafair;

import java.lang.foreign.MemorySegment;

/** The checks of what callers pass. They allocate nothing unless they refuse. */
final class Checks {
    /** Never started. A virtual one would take some milliseconds to make in a fresh JVM. */
    private static final Thread ANOTHER = new Thread(null, null, "another", 0, false);

    private Checks() {
    }

    /** Whether only one thread may access the memory. */
    static boolean isConfined(MemorySegment segment) {
        return !segment.isAccessibleBy(ANOTHER);
    }

    static void budget(double budget) {
        if (!(budget > 0 && budget <= Double.MAX_VALUE)) {
            throw new InvalidInputException("budget is " + budget + ": expected a finite number > 0");
        }
    }

    static void utilities(double[] utilities) {
        for (int group = 0; group < utilities.length; group++) {
            if (!(utilities[group] >= 0)) {
                throw new InvalidInputException(
                        "utility of group " + group + " is " + utilities[group] + ": expected a number >= 0");
            }
        }
    }

    static void weights(double[] weights, int count) {
        length("weights", weights, count);
        for (int group = 0; group < count; group++) {
            if (!(weights[group] > 0 && weights[group] <= Double.MAX_VALUE)) {
                throw new InvalidInputException(
                        "weight of group " + group + " is " + weights[group] + ": expected a finite number > 0");
            }
        }
    }

    static void length(String name, double[] values, int length) {
        if (values.length != length) {
            throw new InvalidInputException(values.length + " " + name + ": expected " + length + ", one per group");
        }
    }

    static void finite(String name, double[] values, int length) {
        if (values.length != length) {
            // Not by length(): joining the name would allocate in every call.
            throw new InvalidInputException(
                    values.length + " values of the " + name + ": expected " + length + ", one per group");
        }
        for (int k = 0; k < length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new InvalidInputException(
                        name + " of group " + k + " is " + values[k] + ": expected a finite number");
            }
        }
    }
}
