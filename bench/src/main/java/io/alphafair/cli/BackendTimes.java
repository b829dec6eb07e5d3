package io.alphafair.cli;

import io.alphafair.BestItems;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Settling;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.report.Unit;
import io.alphafair.bench.statistics.Estimate;
import io.alphafair.contract.BackendContract;
import io.alphafair.select.Backends;
import io.alphafair.studies.study.TextTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** What {@code --time} prints: how long backends take for one problem in the command's own JVM. */
final class BackendTimes {
    private static final Turn.Burst BURST = new Turn.Burst(3_000_000, Schedule.SETTLE_MILLIS);

    private final Items items;
    private final Function<Prepared, Object> answer;
    private BestItems expected;

    /** @param answer makes the whole answer anew at each call */
    BackendTimes(Items items, Function<Prepared, Object> answer) {
        this.items = items;
        this.answer = answer;
    }

    /**
     * The backends that an option names.
     *
     * @param option names with commas between them; empty for the one that the solver uses
     * @throws InvalidInputException if a name stands there twice
     */
    static List<String> names(String option, Solver solver, Items items) {
        List<String> names = option.isEmpty()
                ? List.of(solver.backendFor(items))
                : Arrays.stream(option.split(",", -1)).map(String::strip)
                        .map(name -> name.equals(Solver.AUTO) ? solver.backendFor(items) : name).toList();
        if (new LinkedHashSet<>(names).size() < names.size()) {
            throw new InvalidInputException("--time " + option + ": expected each backend once; drop one");
        }
        names.forEach(Backends::require);
        return names;
    }

    /**
     * A line for each backend, in the order of their names. The first pays for loading what all of them use.
     *
     * @throws io.alphafair.contract.ContractViolationException if a backend's answer is not the reference's
     */
    String text(List<String> names) {
        TextTable table = new TextTable("Time of an answer here", "backend", "open and prepare", "first answer",
                "repeated answer", "");
        names.forEach(name -> row(table, name));
        return "\n" + table.toText()
                + "Opening and first answers include loading and compiling; the first line also pays for what all "
                + "share.\nA repeated answer: the median of " + Schedule.FEWEST_ROUNDS
                + " bursts, once times have settled. Compare backends with alphafair bench --data.\n";
    }

    private void row(TextTable table, String name) {
        long start = System.nanoTime();
        try (Backend backend = Backends.open(name); Prepared prepared = backend.prepare(items)) {
            long opened = System.nanoTime();
            answer.apply(prepared);
            long answered = System.nanoTime();
            expected = expected == null ? BackendContract.expected(items) : expected;
            BackendContract.check(name, prepared, expected);
            Operation operation = Operation.allocating(Long.MAX_VALUE, () -> answer.apply(prepared));
            Settling.decide(prepared, operation, Duration.ofMillis(BURST.settleMillis()));
            String[] repeated = repeated(name, backend, operation);
            table.row(name, Unit.NANOS.text(opened - start), Unit.NANOS.text(answered - opened), repeated[0],
                    repeated[1]);
        }
    }

    /** The median time of a call, and why it has not settled. */
    private static String[] repeated(String name, Backend backend, Operation operation) {
        try (BurstTaker taker = new BurstTaker(name, backend.parallelism(), operation, BURST)) {
            double[] nanos = new double[Schedule.FEWEST_ROUNDS];
            String unsettled = "";
            for (int round = 0; round < nanos.length; round++) {
                BurstTaker.Sample sample = taker.take();
                nanos[round] = sample.values().get(Metric.TIME.name())[0];
                unsettled = sample.unsettled();
            }
            return new String[]{Unit.NANOS.text(Estimate.medianOf(nanos)), unsettled};
        } catch (SubjectException e) {
            throw new IllegalStateException(name + " cannot answer again: " + e.getMessage(), e);
        }
    }
}
