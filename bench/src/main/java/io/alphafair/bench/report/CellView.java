package io.alphafair.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.compare.Measured;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Validation;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.statistics.Estimate;
import io.alphafair.bench.statistics.ForkSamples;
import io.alphafair.bench.statistics.Resampled;
import io.alphafair.bench.statistics.Spread;
import java.util.List;
import java.util.Optional;

/**
 * A cell of one of a page's runs, with everything that tables and charts say of it.
 *
 * @param run the run's place on the page
 * @param reason why it has no time; empty if it has
 * @param timing empty if it has no time
 */
record CellView(int run, Cell cell, Verdict verdict, String reason, Optional<Timing> timing) implements OfCell {
    /**
     * A measured cell's times in nanoseconds a call.
     *
     * @param speedUp scalar's median over this one's on the same problem; empty if scalar was not measured there
     * @param allocated bytes on the heap a call, JMH's own left out; NaN if nobody counted
     */
    record Timing(ForkSamples samples, Resampled resampled, Spread spread, Optional<Estimate> speedUp,
            double allocated) {
        Estimate median() {
            return resampled.median();
        }

        Timing withSpeedUp(Estimate found) {
            return new Timing(samples, resampled, spread, Optional.of(found), allocated);
        }

        /** Whether the interval is wider than a quarter of the median on either side. */
        boolean isUnsteady() {
            Estimate median = median();
            return median.high() > 1.25 * median.value() || median.low() < 0.75 * median.value();
        }
    }

    static CellView measured(int run, Environment environment, JsonNode jmh) {
        ForkSamples samples = Measured.nanos(jmh);
        Timing timing = new Timing(samples, new Resampled(samples), Spread.of(samples), Optional.empty(),
                Row.measured(jmh).allocatedByTheCall(environment.run().iterationMillis()));
        return new CellView(run, RunRecord.cellOf(jmh), Verdict.MATCHED, "", Optional.of(timing));
    }

    static CellView skipped(int run, Validation.Skipped skipped) {
        return new CellView(run, skipped.cell(), skipped.verdict(), skipped.reason(), Optional.empty());
    }

    CellView with(Timing changed) {
        return new CellView(run, cell, verdict, reason, Optional.of(changed));
    }

    /** Bytes that a call moves by the reports' convention; 0 where no count describes it. */
    long bytes() {
        return question().map(asked -> asked.bytes(n(), t())).orElse(0L);
    }

    /** Nanoseconds for an element; NaN without a time or a size. */
    double nanosAnElement() {
        return elements() == 0 ? Double.NaN : nanos() / elements();
    }

    /** Bytes a nanosecond; NaN where there is no count. */
    double gigabytesASecond() {
        return bytes() == 0 ? Double.NaN : bytes() / nanos();
    }

    /** The median time of a call; NaN without one. */
    double nanos() {
        return timing.map(time -> time.median().value()).orElse(Double.NaN);
    }

    /** The problem in words, as in {@code uniform, 1,000,000 x 8, K = 64, alpha 1}. */
    String problemText() {
        StringBuilder text = new StringBuilder(shape());
        if (n() > 0 && t() > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(Quantity.count(n())).append(" × ")
                    .append(Quantity.count(t()));
        }
        if (k() > 0) {
            text.append(", K = ").append(Quantity.count(k()));
        }
        return text + (further().isEmpty() ? "" : ", " + further());
    }

    /** The flags that a reader should know of, in words; empty if there are none. */
    List<String> flags() {
        if (timing.isEmpty()) {
            return List.of();
        }
        Timing time = timing.get();
        return java.util.stream.Stream.of(time.isUnsteady() ? "unsteady" : "",
                time.spread().bimodal() ? "forks fall into two groups" : "",
                time.spread().outliers() > 0 ? time.spread().outliers() + " outliers kept" : "")
                .filter(flag -> !flag.isEmpty()).toList();
    }
}
