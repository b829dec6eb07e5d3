package io.alphafair.bench.report;

import io.alphafair.bench.measure.OwnData;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.report.Figure.Axis;
import io.alphafair.bench.report.Figure.Dot;
import io.alphafair.bench.report.Sessions.Kind;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.report.Table.Maker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which backend to use for a user's data and for problems of each size, and how sure that is: what a reader asks first. Of the
 * group argmaxes on uniform data that were measured near a size, it takes the one that tells most.
 */
final class Recommendation {
    /** N·T of the rows; a measured problem stands for the size that is nearest on a logarithmic scale. */
    private static final long[] SIZES = {1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final double HALF_A_STEP = Math.sqrt(10);
    /** Of several problems of one size, the one that is nearest to these is shown. */
    private static final double TYPICAL_ITEMS = 8;
    private static final double TYPICAL_GROUPS = 64;

    /** What is known of a size; without a session if nothing was measured there. */
    private record Advice(long size, Optional<Session> session) {
        /** N·T of what was measured, else the size that was asked for. */
        long elements() {
            return session.map(found -> found.problem().elements()).orElse(size);
        }

        private Optional<Series> place(int place) {
            return session.map(Recommendation::order).map(order -> order.get(place));
        }

        String fastest() {
            return place(0).map(series -> series.subject().toString()).orElse("not measured");
        }

        String next() {
            return place(1).map(series -> series.subject().toString()).orElse("");
        }

        Optional<Ratio> lead() {
            return session.flatMap(found -> Sessions.ratio(found, place(0).orElseThrow(), place(1).orElseThrow()));
        }

        /** Whether it was measured often enough to say how the two compare. */
        boolean isEnough() {
            return lead().filter(ratio -> Sessions.isEnough(session.orElseThrow(), ratio)).isPresent();
        }

        private String pairs(int count) {
            boolean forks = session.orElseThrow().how().turn() instanceof Turn.JmhFork;
            return count + (forks ? " fork" : " round") + (count == 1 ? "" : "s");
        }

        boolean isSure() {
            return lead().filter(ratio -> Sessions.isFaster(session.orElseThrow(), ratio)).isPresent();
        }

        /** Whether the interval of the ratio holds 1; else the rounds' ratio contradicts the medians, or there are too few. */
        boolean isLevel() {
            return isEnough() && lead().filter(ratio -> ratio.low() <= 1 && ratio.high() >= 1).isPresent();
        }

        String certainty() {
            if (session.isEmpty()) {
                return "";
            }
            String pairs = pairs(lead().map(Ratio::pairs).orElse(0));
            if (isSure() || isLevel()) {
                return (isSure() ? "sure: " : "about as fast as the next: ") + pairs;
            }
            return isEnough()
                    ? "not sure: the ratio of " + pairs + " contradicts the medians"
                    : "not sure: only " + pairs;
        }

        /** The next backend, and how it may compare with this one. */
        String rival() {
            return " (" + next() + (isLevel() ? " is about as fast)" : " may be faster)");
        }

        String text() {
            return fastest() + (isSure() ? "" : rival());
        }

        String problem() {
            return session.map(found -> found.problem().toString()).orElse("");
        }
    }

    /** Of the user's data; empty if none were measured. */
    private final List<Advice> own;
    private final List<Advice> sizes;

    private Recommendation(List<Advice> own, List<Advice> sizes) {
        this.own = own;
        this.sizes = sizes;
    }

    static Recommendation of(Run run) {
        List<Session> sessions = Stream.of(Kind.CELLS, Kind.RACES, Kind.AUTO, Kind.GPU)
                .flatMap(kind -> Sessions.of(run, kind).stream())
                .filter(session -> session.question().equals(Question.BEST_ITEMS.label())
                        && order(session).size() > 1)
                .toList();
        List<Session> uniform = sessions.stream().filter(
                session -> session.problem().shape().equals("uniform") && session.problem().more().isEmpty()).toList();
        return new Recommendation(
                sessions.stream().filter(session -> OwnData.is(session.problem()))
                        .max(Comparator.comparing(Recommendation::canTell))
                        .map(session -> new Advice(session.problem().elements(), Optional.of(session))).stream()
                        .toList(),
                LongStream.of(SIZES).mapToObj(size -> new Advice(size, uniform.stream()
                        .filter(session -> distance(session.problem().elements(), size) <= Math.log(HALF_A_STEP))
                        .max(Comparator.comparing(Recommendation::canTell)
                                .thenComparingInt(session -> order(session).size())
                                .thenComparingDouble(session -> -unlike(session, size)))))
                        .toList());
    }

    /**
     * The backends, the fastest first. A CPU backend has its problem in memory before it is timed, so of the ways to use a GPU
     * only the one whose problem stays there is beside it.
     */
    private static List<Series> order(Session session) {
        return Sessions.fastestFirst(session).stream().filter(series -> !Crossovers.isOnDevice(series)
                || series.subject().variant().equals(Crossovers.RESIDENT)).toList();
    }

    private static boolean canTell(Session session) {
        List<Series> order = order(session);
        return Sessions.ratio(session, order.get(0), order.get(1)).filter(ratio -> Sessions.isEnough(session, ratio))
                .isPresent();
    }

    private static double unlike(Session session, long elements) {
        return distance(session.problem().elements(), elements) + distance(session.problem().t(), TYPICAL_ITEMS)
                + distance(session.problem().k(), TYPICAL_GROUPS);
    }

    private static double distance(double one, double other) {
        return Math.abs(Math.log(one / other));
    }

    /** Empty if nothing was measured for any size. */
    List<Table> table() {
        List<Advice> all = Stream.concat(own.stream(), sizes.stream()).toList();
        return Table.of("recommendation", all.stream().anyMatch(advice -> advice.session.isPresent()) ? all : List.of(),
                advice -> advice.session.isEmpty(),
                List.of(new Maker<>("elements (N × T)", Unit.COUNT, advice -> Cell.of(advice.elements())),
                        Maker.text("fastest", Advice::fastest),
                        new Maker<>("median", Unit.NANOS,
                                advice -> advice.place(0).map(series -> Sessions.median(series,
                                        Metric.TIME)).orElse(Cell.EMPTY)),
                        new Maker<>("speedup over " + Sessions.REFERENCE, Unit.SPEEDUP, this::overReference),
                        Maker.text("next", Advice::next),
                        new Maker<>("speedup over the next", Unit.SPEEDUP,
                                advice -> advice.lead().map(Sessions::cell).orElse(Cell.EMPTY)),
                        Maker.text("how sure", Advice::certainty), Maker.text("measured on", Advice::problem)));
    }

    /** How long each backend takes per element of uniform data, over the sizes; empty for fewer than two sizes. */
    List<Figure> figure() {
        List<Session> measured = sizes.stream().flatMap(advice -> advice.session.stream()).distinct().toList();
        List<Dot> dots = new ArrayList<>();
        for (Session session : measured.size() < 2 ? List.<Session>of() : measured) {
            long elements = session.problem().elements();
            Sessions.measured(session, Role.BACKEND).forEach(series -> dots.add(Dot.at("uniform data",
                    series.subject().toString(), elements, Sessions.median(series, Metric.TIME).times(1.0 / elements),
                    session.problem().toString())));
        }
        return Figure.of("recommendation", Figure.Kind.LINE, new Axis("elements (N × T)", Unit.COUNT, true),
                new Axis("ns/element", Unit.NANOS_PER_ELEMENT, true), dots, Map.of());
    }

    private Cell overReference(Advice advice) {
        return advice.session.isEmpty()
                ? Cell.EMPTY
                : Sessions.speedup(advice.session.get(), advice.place(0).orElseThrow(), Sessions.REFERENCE,
                        Metric.TIME);
    }

    /** In a sentence or three. */
    String text() {
        return own.stream().map(advice -> "For your data use " + advice.text() + ". ").collect(Collectors.joining())
                + ofSizes();
    }

    private String ofSizes() {
        List<Advice> measured = sizes.stream().filter(advice -> advice.session.isPresent()).toList();
        if (measured.isEmpty()) {
            return "No group argmax on uniform data was measured with two backends, so this run recommends none"
                    + (own.isEmpty() ? "." : " for other data.");
        }
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < measured.size();) {
            int to = from;
            while (to + 1 < measured.size() && measured.get(to + 1).fastest().equals(measured.get(from).fastest())) {
                to++;
            }
            String first = count(measured.get(from).elements());
            parts.add(measured.get(from).fastest() + " for about " + first
                    + (to > from ? " to " + count(measured.get(to).elements()) : "") + " elements");
            from = to + 1;
        }
        List<String> unsure = measured.stream().filter(advice -> !advice.isSure())
                .map(advice -> count(advice.elements()) + advice.rival()).toList();
        List<String> absent = sizes.stream().filter(advice -> advice.session.isEmpty())
                .map(advice -> count(advice.elements())).toList();
        return "For a group argmax (each group's best entry) of uniform data use " + String.join(", ", parts) + "."
                + (parts.stream().anyMatch(part -> part.contains(":" + Crossovers.RESIDENT))
                        ? " With " + Crossovers.RESIDENT + " the problem stays on the GPU."
                        : "")
                + (unsure.isEmpty()
                        ? " Each is certainly faster than the next backend."
                        : " Not certain at " + String.join(", ", unsure) + ".")
                + (absent.isEmpty() ? "" : " Not measured: " + String.join(", ", absent) + " elements.")
                + " Or let auto choose.";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
