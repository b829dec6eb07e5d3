package io.alphafair.bench.report;

import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.compare.Judge;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.process.JvmLimit;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Summary;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.subject.BackendSubject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What tables, figures and sentences ask of a run's sessions. */
final class Sessions {
    /** The backend that the others are compared with. */
    static final Id REFERENCE = BackendSubject.reference();

    /** What a session is about, which decides the table it stands in. */
    enum Kind {
        CELLS, RACES, PEERS, AUTO, CHOOSER, COLD_START, PROCESS, GPU
    }

    private Sessions() {
    }

    private static Kind kind(Session session) {
        Turn turn = session.how().turn();
        if (turn instanceof Turn.FreshJvm || session.question().equals(Question.COLD_START.label())) {
            return Kind.COLD_START;
        }
        if (turn instanceof Turn.WholeProcess) {
            return Kind.PROCESS;
        }
        if (session.question().equals(Question.CHOOSE.label())
                || session.series().stream().anyMatch(series -> series.role() == Role.CHOOSER)) {
            return Kind.CHOOSER;
        }
        if (session.series().stream().anyMatch(series -> Crossovers.WAYS.contains(series.subject().variant()))) {
            return Kind.GPU;
        }
        if (turn instanceof Turn.JmhFork) {
            return Kind.CELLS;
        }
        return switch (session.how().place()) {
            case SHARED_FORK -> Kind.AUTO;
            case FORK_EACH -> Kind.PEERS;
            case HERE, ONE_FORK -> Kind.RACES;
        };
    }

    /** A session without subjects is of the kind of those that were scheduled like it. */
    private static Kind kind(Run run, Session session) {
        return Stream.concat(Stream.of(session), run.sessions().stream())
                .filter(other -> other.how().equals(session.how()) && other.question().equals(session.question())
                        && !other.series().isEmpty())
                .findFirst().map(Sessions::kind).orElseGet(() -> kind(session));
    }

    /** A run's sessions of a kind: questions in their order, unknown ones last, then uniform data first, then by size. */
    static List<Session> of(Run run, Kind kind) {
        return run.sessions().stream().filter(session -> kind(run, session) == kind)
                .sorted(Comparator.comparing(Session::question, Comparator.comparingInt(Sessions::place)
                        .thenComparing(Comparator.naturalOrder())).thenComparing(Session::problem, bySize()))
                .toList();
    }

    private static int place(String question) {
        return Question.of(question).map(Enum::ordinal).orElse(Integer.MAX_VALUE);
    }

    private static Comparator<Problem> bySize() {
        return Comparator.comparing((Problem problem) -> !problem.shape().equals("uniform"))
                .thenComparing(Problem::shape).thenComparingLong(Sessions::instances).thenComparingInt(Problem::t)
                .thenComparingInt(Problem::k).thenComparingLong(Problem::n).thenComparing(Problem::details);
    }

    /** Whether the JVM's compilers were limited, so that the times are not those of this machine at its best. */
    static boolean isLimited(Session session) {
        String limit = session.problem().more().get(JvmLimit.PARAMETER);
        return limit != null && !limit.equals(JvmLimit.DEFAULT.label());
    }

    static Stream<Series> measured(Session session, Role role) {
        return session.series().stream().filter(series -> series.role() == role && series.isMeasured());
    }

    /** The measured backends, the fastest first. */
    static List<Series> fastestFirst(Session session) {
        return measured(session, Role.BACKEND).filter(series -> series.of(Metric.TIME).isPresent())
                .sorted(Comparator.comparingDouble(Sessions::nanos)).toList();
    }

    private static long instances(Problem problem) {
        String text = problem.more().getOrDefault("instances", "1");
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 1;
    }

    /** N·T over all instances of a batch. */
    static long elements(Problem problem) {
        return problem.elements() * instances(problem);
    }

    /** A problem without one of its sizes, as in {@code uniform, T = 8, K = 64}. */
    static String without(Problem problem, String size) {
        StringBuilder text = new StringBuilder(problem.shape());
        Stream.of("n", "t", "k").filter(name -> !name.equals(size)).forEach(name -> text
                .append(String.format(Locale.ROOT, ", %S = %,d", name, Long.parseLong(problem.params().get(name)))));
        return text + (problem.more().isEmpty() ? "" : ", " + problem.details());
    }

    static Cell median(Series series, Metric metric) {
        return series.of(metric).map(summary -> summary.samples() == 1
                ? Cell.of(summary.median())
                : Cell.of(summary.median(), summary.low(), summary.high())).orElse(Cell.EMPTY);
    }

    static double nanos(Series series) {
        return median(series, Metric.TIME).value();
    }

    /** Heap bytes per call: the mean, as JMH's own score, without what JMH allocates itself in an iteration. */
    static Cell allocated(Session session, Series series) {
        Optional<Summary> time = series.of(Metric.TIME);
        if (!(session.how().turn() instanceof Turn.JmhFork jmh) || time.isEmpty()
                || series.of(Metric.ALLOCATED).isEmpty()) {
            return Cell.EMPTY;
        }
        double mean = series.of(Metric.ALLOCATED).get().mean();
        double calls = Math.max(1, jmh.millis() * 1e6 / time.get().mean());
        return Cell.of(mean * calls < Comparison.JMH_BYTES ? 0 : mean);
    }

    /** How many times as fast a subject is as another, whichever of the two the ratio was recorded for. */
    static Optional<Ratio> ratio(Session session, Id subject, Id against, Metric metric) {
        List<Ratio> all = session.ratios().stream().filter(ratio -> ratio.metric().equals(metric.name())).toList();
        return Stream.concat(all.stream(), all.stream().map(Sessions::inverse))
                .filter(ratio -> ratio.subject().equals(subject) && ratio.against().equals(against)).findFirst();
    }

    private static Ratio inverse(Ratio ratio) {
        return new Ratio(ratio.against(), ratio.subject(), ratio.metric(), 1 / ratio.value(), 1 / ratio.high(),
                1 / ratio.low(), ratio.pairs());
    }

    static Optional<Ratio> ratio(Session session, Series subject, Series against) {
        return ratio(session, subject.subject(), against.subject(), Metric.TIME);
    }

    static Cell speedup(Session session, Series series, Id against, Metric metric) {
        return series.subject().equals(against)
                ? series.of(metric).map(own -> Cell.of(1)).orElse(Cell.EMPTY)
                : ratio(session, series.subject(), against, metric).map(Sessions::cell).orElse(Cell.EMPTY);
    }

    static Cell cell(Ratio ratio) {
        return Cell.of(ratio.value(), ratio.low(), ratio.high());
    }

    /** Whether there are enough forks or rounds to say in a sentence how two subjects compare. */
    static boolean isEnough(Session session, Ratio ratio) {
        return ratio.pairs() >= (session.how().turn() instanceof Turn.JmhFork
                ? Judge.ENOUGH_FORKS
                : Schedule.FEWEST_ROUNDS);
    }

    /** Whether the ratio's subject is certainly the faster one. */
    static boolean isFaster(Session session, Ratio ratio) {
        return isEnough(session, ratio) && ratio.low() > 1;
    }

    /** Whether it is known which of the two is faster. */
    static boolean decides(Session session, Ratio ratio) {
        return isFaster(session, ratio) || isFaster(session, inverse(ratio));
    }

    /** The ratio that tells how near a subject comes to the ceiling of as many threads. */
    static Optional<Ratio> ceiling(Session session, Series series, Metric metric) {
        String variant = series.threads() > 1 ? "all" : "1";
        return session.series().stream()
                .filter(other -> other.role() == Role.CEILING && series.role() != Role.CEILING).map(Series::subject)
                .sorted(Comparator.comparing(ceiling -> !ceiling.variant().equals(variant)))
                .flatMap(ceiling -> ratio(session, series.subject(), ceiling, metric).stream()).findFirst();
    }

    /** What a reader should know of a series: why it has no result, or how sure its result is. */
    static String notes(Series series, Metric metric) {
        if (series.verdict() != Verdict.MATCHED) {
            return series.verdict().text() + ": " + series.reason();
        }
        List<String> notes = new ArrayList<>();
        if (series.unsettledForks() > 0) {
            notes.add(series.unsettledForks() + " of " + series.unsettled().size()
                    + " forks left out ("
                    + String.join("; ", series.unsettled().stream().filter(why -> !why.isEmpty()).distinct().toList())
                    + ")");
        }
        Optional<Summary> summary = series.of(metric);
        summary.filter(Summary::isUnsteady).ifPresent(found -> notes.add("unsteady"));
        summary.filter(Summary::bimodal).ifPresent(found -> notes.add("forks fall into two groups"));
        summary.map(Summary::outliers).filter(outliers -> outliers > 0)
                .ifPresent(outliers -> notes.add(outliers + (outliers == 1 ? " outlier kept" : " outliers kept")));
        return String.join(", ", notes);
    }
}
