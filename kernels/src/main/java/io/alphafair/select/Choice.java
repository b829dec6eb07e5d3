package io.alphafair.select;

import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Which backend {@code auto} chose, and why.
 *
 * @param dimensions the problem's
 * @param parallelism the threads it will be opened with
 * @param chosen one of the candidates
 * @param candidates every registered backend
 * @param origin where the predicted times come from, and what else decided
 */
public record Choice(Dimensions dimensions, int parallelism, Candidate chosen, List<Candidate> candidates,
        String origin) {
    private static final String[] UNITS = {"ns", "µs", "ms", "s"};

    public Choice {
        candidates = List.copyOf(candidates);
    }

    /** The chosen backend's provider. */
    public BackendProvider provider() {
        return chosen.provider();
    }

    /** The chosen backend's predicted time in nanoseconds; empty if none was known and it is the only one that runs. */
    public OptionalDouble predictedNanos() {
        return chosen.nanos();
    }

    /** One line: the choice, each candidate's predicted time, where those come from, and why the rest was rejected. */
    public String explain() {
        return explained("");
    }

    /**
     * As {@link #explain()}, with the time that the chosen backend then took.
     *
     * @param observedNanos nanoseconds of one group argmax
     */
    public String explain(double observedNanos) {
        return explained("observed " + time(observedNanos) + ", ");
    }

    private String explained(String observed) {
        String predicted = candidates.stream().filter(candidate -> candidate.nanos().isPresent())
                .sorted(Comparator.comparingDouble(candidate -> candidate.nanos().getAsDouble()))
                .map(candidate -> candidate.provider().name() + " " + time(candidate.nanos().getAsDouble()))
                .collect(Collectors.joining(", "));
        String rejected = candidates.stream().filter(candidate -> candidate.nanos().isEmpty())
                .map(candidate -> candidate.provider().name() + ": " + candidate.reason())
                .collect(Collectors.joining("; "));
        return "auto chose " + provider().name() + " for " + dimensions + ": " + observed
                + (predicted.isEmpty() ? "the first that runs, no time is known" : "predicted " + predicted) + " ("
                + origin + ")" + (rejected.isEmpty() ? "" : "; rejected " + rejected);
    }

    private static String time(double nanos) {
        int unit = 0;
        double scaled = nanos;
        while (scaled >= 1000 && unit < UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, scaled < 10 ? "%.2f %s" : scaled < 100 ? "%.1f %s" : "%.0f %s", scaled,
                UNITS[unit]);
    }

    /** Opens the chosen backend. */
    public Backend open() {
        return Backends.open(provider(), "", parallelism);
    }
}
