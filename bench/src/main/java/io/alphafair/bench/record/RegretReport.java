package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * What auto's choices cost, measured.
 *
 * @param schema the version of this layout
 * @param failure why there is nothing; empty if there is
 * @param origin where the predicted times come from
 * @param loadNanos making a chooser: finding the providers and reading the crossovers
 * @param chooseNanos a choice by a chooser that is kept
 */
public record RegretReport(int schema, String failure, String origin, double loadNanos, double chooseNanos,
        List<Cell> cells) {
    /** The version of the layout that this code writes. */
    public static final int SCHEMA = 1;

    /**
     * A problem on every backend.
     *
     * @param nanos a call's median time by backend
     * @param auto what auto chooses
     * @param builtIn what it would choose without a calibration
     */
    public record Cell(String shape, int n, int t, int k, Map<String, Double> nanos, Pick auto, Pick builtIn) {}

    /**
     * A choice and its price.
     *
     * @param predictedNanos what it was chosen for
     * @param best the backend with the smallest median
     * @param regret the median over the rounds of this backend's time over the best one's, less 1; at least 0
     * @param low the lower end of its 95 % confidence interval
     * @param high its upper end
     */
    public record Pick(String backend, double predictedNanos, String best, double regret, double low, double high) {
        /** From here on a choice counts as a miss. */
        public static final double TOLERATED = 0.10;

        /** Whether the choice is no miss. */
        @JsonIgnore
        public boolean isGood() {
            return regret <= TOLERATED;
        }

        /** Whether noise alone does not explain the regret. */
        @JsonIgnore
        public boolean isSurelyBad() {
            return low > TOLERATED;
        }
    }

    /** A report of nothing. */
    public static RegretReport failed(String reason) {
        return new RegretReport(SCHEMA, reason, "", 0, 0, List.of());
    }
}
