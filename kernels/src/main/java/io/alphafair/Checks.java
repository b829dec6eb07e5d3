package io.alphafair;

/** The checks of numbers that an allocation or a certificate is given. They allocate nothing unless they refuse. */
final class Checks {
    private Checks() {
    }

    static void budget(double budget) {
        if (!(budget > 0 && budget <= Double.MAX_VALUE)) {
            throw new InvalidInputException("budget is " + budget + ": expected a finite number > 0");
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
