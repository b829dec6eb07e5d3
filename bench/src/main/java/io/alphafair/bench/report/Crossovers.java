package io.alphafair.bench.report;

import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.subject.Gpu;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** From which N a backend on a device is faster than a CPU backend. */
final class Crossovers {
    /** The problem stays on the device: nothing is copied to it. */
    static final String RESIDENT = Gpu.RESIDENT;
    /** The variants of a backend on a device, from the fewest copies to the most. */
    static final List<String> WAYS = Gpu.WAYS.stream().map(Id::variant).toList();

    /**
     * Where one crosses another as N grows.
     *
     * @param held the problems' shape, T and K in words
     * @param n the N from which on the device is faster, between measured sizes by straight lines through the logarithms of the
     *            ratios; the smallest N if it is always faster; 0 if it is not faster at the largest
     * @param low the same for the upper ends of the ratios' intervals
     * @param high the same for their lower ends
     * @param smallest the smallest N that was measured
     * @param largest the largest
     */
    record Crossover(String held, Id way, Id backend, double n, double low, double high, long smallest, long largest) {
        Cell cell() {
            return n == 0 ? Cell.EMPTY : low > 0 && high > 0 ? Cell.of(n, low, high) : Cell.of(n);
        }

        /** What the number does not say. */
        String note() {
            if (n == 0) {
                return "not faster at the largest N";
            }
            return high == 0 ? "not certain at the largest N" : high <= smallest ? "faster at every N measured" : "";
        }

        /** From which N it is faster; only a crossing whose interval is known becomes a statement. */
        String text() {
            return (note().isEmpty() ? "faster from N = " + Unit.COUNT.text(n, low, high) + " on" : note()) + " ("
                    + held + ", N from " + Unit.COUNT.text(smallest) + " to " + Unit.COUNT.text(largest) + ")";
        }
    }

    private record Line(String held, Id way, Id backend) {}

    private Crossovers() {
    }

    static boolean isOnDevice(Series series) {
        return series.role() == Role.BACKEND && WAYS.contains(series.subject().variant());
    }

    static List<Series> processors(Session session) {
        return Sessions.fastestFirst(session).stream().filter(series -> !isOnDevice(series)).toList();
    }

    /** For all problems that differ in N alone and have enough rounds, each way and each CPU backend. */
    static List<Crossover> of(List<Session> sessions) {
        Map<Line, SortedMap<Long, Ratio>> lines = new TreeMap<>(Comparator.comparing(Line::held)
                .thenComparing(line -> WAYS.indexOf(line.way().variant())).thenComparing(Line::way)
                .thenComparing(Line::backend));
        for (Session session : sessions) {
            for (Series way : Sessions.measured(session, Role.BACKEND).filter(Crossovers::isOnDevice).toList()) {
                for (Series cpu : processors(session)) {
                    Line line = new Line(Sessions.without(session.problem(), "n"), way.subject(), cpu.subject());
                    Sessions.ratio(session, way, cpu).filter(ratio -> Sessions.isEnough(session, ratio))
                            .ifPresent(ratio -> lines.computeIfAbsent(line, key -> new TreeMap<>())
                                    .put(session.problem().n(), ratio));
                }
            }
        }
        return lines.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
    }

    private static Crossover of(Line line, SortedMap<Long, Ratio> ratios) {
        return new Crossover(line.held(), line.way(), line.backend(), crossing(ratios, Ratio::value),
                crossing(ratios, Ratio::high), crossing(ratios, Ratio::low), ratios.firstKey(), ratios.lastKey());
    }

    /** Of each way's crossings the last, that is against the best CPU backend; its n is 0 if there is one it never beats. */
    static List<Crossover> last(List<Crossover> crossovers) {
        Comparator<Crossover> byN = Comparator.comparingDouble(
                crossover -> crossover.n() == 0 ? Double.POSITIVE_INFINITY : crossover.n());
        return List.copyOf(crossovers.stream().collect(Collectors.toMap(
                crossover -> new Line(crossover.held(), crossover.way(), null), crossover -> crossover,
                BinaryOperator.maxBy(byN), LinkedHashMap::new)).values());
    }

    private static double crossing(SortedMap<Long, Ratio> ratios, ToDoubleFunction<Ratio> end) {
        double from = 0;
        double before = Double.NaN;
        double beforeN = Double.NaN;
        for (Map.Entry<Long, Ratio> size : ratios.entrySet()) {
            double log = Math.log(end.applyAsDouble(size.getValue()));
            if (log <= 0) {
                from = 0;
            } else if (from == 0) {
                from = Double.isNaN(before)
                        ? size.getKey()
                        : beforeN * Math.pow(size.getKey() / beforeN, -before / (log - before));
            }
            before = log;
            beforeN = size.getKey();
        }
        return from;
    }
}
