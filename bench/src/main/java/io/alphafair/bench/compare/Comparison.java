package io.alphafair.bench.compare;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Judge.Change;
import io.alphafair.bench.compare.Judge.Judgement;
import io.alphafair.bench.compare.Judge.Pair;
import io.alphafair.bench.measure.Summaries;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.statistics.Estimate;
import io.alphafair.bench.statistics.Resampled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two runs, cell by cell. A cell is one subject at one question on one problem, measured by JMH.
 *
 * @param threshold the least change that counts
 * @param acrossMachines whether the runs are of different machines, so that no row says anything about the code alone
 * @param rows the cells that both runs measured, in the order of the later one
 * @param unmatched the other cells
 * @param notes what else differs between the runs
 */
public record Comparison(Side before, Side after, double threshold, boolean acrossMachines, List<Row> rows,
        List<Unmatched> unmatched, List<String> notes) {
    /** The least change that counts, unless the caller gives another. */
    public static final double THRESHOLD = 0.05;
    /** Bytes that JMH itself allocates in an iteration, rounded up: a benchmark that allocates nothing shows about 6 KiB. */
    public static final double JMH_BYTES = 8 << 10;

    /** A run and its name. */
    public record Side(String name, Run run) {
        /** The machine, for people. */
        public String machine() {
            var machine = run.environment().machine();
            return machine.cpu() + " with " + machine.cpus() + " CPUs";
        }

        /** What this run has to say on why a cell cannot be compared; empty if it measured it. */
        private String without(Cell cell) {
            if (cell == null) {
                return name + " does not have it";
            }
            Series series = cell.series;
            if (series.isMeasured()) {
                return "";
            }
            return name + ": " + (series.reason().isEmpty()
                    ? series.unsettled().stream().findFirst().orElse("no result")
                    : series.verdict().text() + ": " + series.reason());
        }
    }

    /**
     * A cell of both runs.
     *
     * @param unsettled forks of both runs that are left out because they had not settled
     * @param bytes empty where one of the runs did not count them
     */
    public record Row(String question, Problem problem, Id subject, long unsettled, Judgement time,
            Optional<Judgement> bytes) {
        /** The cell's name. */
        public String name() {
            return new Key(question, problem, subject).toString();
        }
    }

    /**
     * A cell that cannot be compared.
     *
     * @param only the name of the run that measured it; empty if both or none did
     * @param why what stands in the way
     */
    public record Unmatched(String cell, String only, String why) {}

    /** What the runs' cells are matched by. */
    private record Key(String question, Problem problem, Id subject) {
        @Override
        public String toString() {
            return question + ", " + problem + ": " + subject;
        }
    }

    private record Cell(Turn.JmhFork turn, Series series) {
        double[][] forks(Metric metric) {
            return series.isMeasured()
                    ? series.samples().getOrDefault(metric.name(), new double[0][])
                    : new double[0][];
        }

        /** The bytes per call below which nothing is known, because JMH's own bytes may amount to them. */
        double leastBytes() {
            double[] nanos = Resampled.all(forks(Metric.TIME));
            return JMH_BYTES / Math.max(1, turn.millis() * 1e6 / Estimate.medianOf(nanos));
        }
    }

    private record Both(Key key, Cell from, Cell to) {
        Optional<Pair> times() {
            return pair(Metric.TIME, 0);
        }

        Optional<Pair> bytes() {
            return pair(Metric.ALLOCATED, Math.max(from.leastBytes(), to.leastBytes()));
        }

        /** The values of the pairs of forks of which none is left out; empty if there is none. Smaller ones count as the least. */
        private Optional<Pair> pair(Metric metric, double least) {
            double[][] before = from.forks(metric);
            double[][] after = to.forks(metric);
            int[] counted = IntStream.range(0, Math.min(before.length, after.length))
                    .filter(fork -> Stream.of(from, to).allMatch(cell -> cell.series.unsettled().get(fork).isEmpty()))
                    .toArray();
            return counted.length == 0
                    ? Optional.empty()
                    : Optional.of(new Pair(samples(before, counted, least), samples(after, counted, least)));
        }

        private static double[][] samples(double[][] forks, int[] counted, double least) {
            return Arrays.stream(counted)
                    .mapToObj(fork -> Arrays.stream(forks[fork]).map(value -> Math.max(least, value)).toArray())
                    .toArray(double[][]::new);
        }
    }

    /**
     * Compares.
     *
     * @param threshold above 0, as in 0.05 for 5 %
     * @throws InvalidInputException if the machines differ and {@code acrossMachines} does not allow it
     */
    public static Comparison of(Side before, Side after, double threshold, boolean acrossMachines) {
        boolean differ = !before.run.environment().machine().isLike(after.run.environment().machine());
        if (differ && !acrossMachines) {
            throw new InvalidInputException("the runs are of different machines, " + before.machine() + " and "
                    + after.machine() + ": their times say nothing about the code; --across-machines compares them "
                    + "nevertheless");
        }
        Map<Key, Cell> earlier = cells(before.run);
        Map<Key, Cell> later = cells(after.run);
        Map<Boolean, List<Both>> matched = Stream.concat(later.keySet().stream(), earlier.keySet().stream()).distinct()
                .map(key -> new Both(key, earlier.get(key), later.get(key))).collect(Collectors.partitioningBy(
                        both -> both.from != null && both.to != null && both.times().isPresent()));
        return new Comparison(before, after, threshold, differ, rows(matched.get(true), new Judge(threshold)),
                matched.get(false).stream().map(both -> unmatched(both, before, after)).toList(),
                notes(before.run.environment(), after.run.environment(), matched.get(true)));
    }

    /** Each subject of each session in which JMH measured, in the run's order. */
    private static Map<Key, Cell> cells(Run run) {
        Map<Key, Cell> cells = new LinkedHashMap<>();
        for (Session session : run.sessions()) {
            if (session.how().turn() instanceof Turn.JmhFork turn) {
                session.series().forEach(series -> cells.put(
                        new Key(session.question(), session.problem(), series.subject()), new Cell(turn, series)));
            }
        }
        return cells;
    }

    private static List<Row> rows(List<Both> all, Judge judge) {
        Iterator<Judgement> times = judge.judge(all.stream().flatMap(both -> both.times().stream()).toList())
                .iterator();
        Iterator<Judgement> bytes = judge.judge(all.stream().flatMap(both -> both.bytes().stream()).toList())
                .iterator();
        List<Row> rows = new ArrayList<>();
        for (Both both : all) {
            long behind = Summaries.farBehind(both.from.series) + Summaries.farBehind(both.to.series);
            rows.add(new Row(both.key.question, both.key.problem, both.key.subject,
                    both.from.series.unsettledForks() + both.to.series.unsettledForks() - behind,
                    unlessApart(times.next(), behind), both.bytes().map(pair -> unlessApart(bytes.next(), behind))));
        }
        return rows;
    }

    /** Without the forks that are far behind others, the rest would hide that the code may run in two ways. */
    private static Judgement unlessApart(Judgement judged, long behind) {
        return behind == 0
                ? judged
                : new Judgement(Change.AMBIGUOUS, judged.paired(), judged.corrected(), Stream.of(judged.why(),
                        "forks left out because far slower or with far more bytes: " + behind)
                        .filter(why -> !why.isEmpty()).collect(Collectors.joining("; ")));
    }

    private static Unmatched unmatched(Both both, Side before, Side after) {
        String early = before.without(both.from);
        String late = after.without(both.to);
        if (early.isEmpty() && late.isEmpty()) {
            return new Unmatched(both.key.toString(), "", "every pair of forks has one that is left out");
        }
        String only = early.isEmpty() ? before.name : late.isEmpty() ? after.name : "";
        return new Unmatched(both.key.toString(), only, Stream.of(early, late).filter(reason -> !reason.isEmpty())
                .distinct().collect(Collectors.joining("; ")));
    }

    private static List<String> notes(Environment from, Environment to, List<Both> both) {
        return Stream.of(differ("the JVMs differ", from.jdk().runtime(), to.jdk().runtime()),
                differ("the JVMs' flags differ", from.jdk().flags(), to.jdk().flags()),
                differ("options of JMH that change a score differ", from.run().scoreOptions(), to.run().scoreOptions()),
                differ("the kernels differ", from.machine().kernel(), to.machine().kernel()),
                both.stream().allMatch(cell -> cell.from.turn.equals(cell.to.turn))
                        ? ""
                        : "iterations of some cells differ in number or length",
                from.git().sha().equals(to.git().sha()) && from.git().changes().equals(to.git().changes())
                        ? "both runs are of the same code"
                        : "")
                .filter(note -> !note.isEmpty()).toList();
    }

    private static String differ(String what, Object before, Object after) {
        return Objects.equals(before, after) ? "" : what + ": " + before + ", then " + after;
    }

    /** How many rows' times changed so. */
    public long times(Change change) {
        return rows.stream().filter(row -> row.time.change() == change).count();
    }

    /** How many rows' allocations changed so. */
    public long bytes(Change change) {
        return rows.stream().filter(row -> row.bytes.filter(bytes -> bytes.change() == change).isPresent()).count();
    }
}
