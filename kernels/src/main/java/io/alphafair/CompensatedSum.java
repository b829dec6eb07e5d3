package io.alphafair;

/** Neumaier's compensated sum: its error does not grow with the number of terms. */
final class CompensatedSum {
    private double sum;
    private double compensation;

    void reset() {
        sum = 0;
        compensation = 0;
    }

    void add(double term) {
        double next = sum + term;
        if (Math.abs(sum) >= Math.abs(term)) {
            compensation += sum - next + term;
        } else {
            compensation += term - next + sum;
        }
        sum = next;
    }

    /** The sum; where it left the double range the compensation is meaningless and left out. */
    double value() {
        return Double.isFinite(sum) ? sum + compensation : sum;
    }
}
