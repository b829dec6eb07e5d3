package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the samples of one metric amount to. Forks that do not count are left out.
 *
 * @param median of all samples
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 * @param mean of all samples
 * @param forks JVMs that count
 * @param samples values that count
 * @param within the coefficient of variation within a fork, averaged over forks
 * @param between the coefficient of variation of the forks' means; 0 with one fork
 * @param outliers values beyond three interquartile ranges from the quartiles; they are kept
 * @param bimodal whether the forks fall into two groups
 */
@JsonIgnoreProperties({"meanLow", "meanHigh"}) // in some records
public record Summary(double median, double low, double high, double mean, int forks, int samples,
        double within, double between, int outliers, boolean bimodal) {
    /** Part of the median beyond which an interval's width makes a result unsteady. */
    private static final double UNSTEADY = 0.25;

    /** Whether the interval is wider than a quarter of the median. */
    @JsonIgnore
    public boolean isUnsteady() {
        return high - low > UNSTEADY * median;
    }
}
