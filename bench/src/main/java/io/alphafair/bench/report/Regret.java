package io.alphafair.bench.report;

import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.report.Table.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a choice of {@code auto} costs: the time of the chosen backend over the time of the fastest one, less 1. A session in
 * which all backends take turns has the times; its facts have the choices.
 */
public final class Regret {
    /** The fact that names the backend that {@code auto} chose. */
    static final String CHOSEN = "auto";
    /** The fact that names the backend that the built-in model chooses without a calibration. */
    static final String BUILT_IN = "built-in";
    /** The fact that says what {@code auto} chose by, such as a calibration and its date. */
    static final String ORIGIN = "auto origin";
    /** A choice that costs more is a miss. */
    static final double TOLERATED = 0.1;

    /** Added to {@link #CHOSEN} or {@link #BUILT_IN}: the fact with the predicted nanoseconds of that choice. */
    private static final String PREDICTED = " predicted";

    /**
     * One choice.
     *
     * @param best the backend with the smallest median time
     * @param regret at least 0, as are the ends of its interval
     */
    record Pick(Id chosen, Id best, Cell regret) {
        boolean isHit() {
            return regret.value() <= TOLERATED;
        }

        boolean isCertainMiss() {
            return regret.low() > TOLERATED;
        }
    }

    private Regret() {
    }

    /**
     * The facts of a session that the report reads.
     *
     * @param chosen the backend that {@code auto} chooses for the session's problem, and the time that it predicts
     * @param builtIn the backend that the built-in model alone chooses, and the time that it predicts
     * @param origin what {@code auto} chose by, in a few words
     */
    public static Map<String, String> facts(String chosen, double predictedNanos, String builtIn,
            double builtInPredictedNanos, String origin) {
        return Map.of(CHOSEN, chosen, CHOSEN + PREDICTED, Double.toString(predictedNanos), BUILT_IN, builtIn,
                BUILT_IN + PREDICTED, Double.toString(builtInPredictedNanos), ORIGIN, origin);
    }

    /**
     * What a choice costs in this session; empty if the session has no such choice or no time of the chosen backend.
     *
     * @param choice {@link #CHOSEN} or {@link #BUILT_IN}
     */
    static Optional<Pick> of(Session session, String choice) {
        List<Series> order = Sessions.fastestFirst(session);
        if (!session.facts().containsKey(choice) || order.isEmpty()) {
            return Optional.empty();
        }
        Id chosen = Id.parse(session.facts().get(choice));
        Id best = order.getFirst().subject();
        if (chosen.equals(best)) {
            return Optional.of(new Pick(chosen, best, Cell.of(0, 0, 0)));
        }
        return Sessions.ratio(session, best, chosen, Metric.TIME).map(ratio -> new Pick(chosen, best,
                Cell.of(over(ratio.value()), over(ratio.low()), over(ratio.high()))));
    }

    /** The rounds' paired ratio may be below 1 although the median of all rounds is the smallest. */
    private static double over(double ratio) {
        return Math.max(0, ratio - 1);
    }
}
