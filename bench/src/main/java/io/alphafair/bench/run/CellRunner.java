package io.alphafair.bench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.bench.MismatchException;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures one cell by a JMH run of its own and says what came of it. */
final class CellRunner {
    /**
     * What a JMH run of a cell gave.
     *
     * @param forks one a fork
     * @param failed what is to be said instead, if it did not end well
     */
    record Runs(List<BenchmarkResult> forks, Optional<CellResult> failed) {
        static Runs without(CellResult result) {
            return new Runs(List.of(), Optional.of(result));
        }
    }

    private static final String CLASS_PATH = "java.class.path";

    private final JmhOptions options;
    private final Effort effort;
    private final PrintStream log;

    /** @param log where JMH's output goes */
    CellRunner(JmhOptions options, Effort effort, PrintStream log) {
        this.options = options;
        this.effort = effort;
        this.log = log;
    }

    /**
     * A cell with the code of this JVM.
     *
     * @throws RunnerException if JMH itself cannot run here, for instance because another JMH run is going on
     */
    CellResult run(Cell cell) throws RunnerException {
        return merged(cell, List.of(runs(cell, effort)));
    }

    /**
     * One fork of a cell with the code of a class path. JMH starts its forks with what this property says, and has no
     * option for it.
     *
     * @throws RunnerException if JMH itself cannot run here
     */
    Runs fork(Cell cell, String classPath) throws RunnerException {
        String own = System.setProperty(CLASS_PATH, classPath);
        try {
            return runs(cell, effort.withForks(1));
        } finally {
            System.setProperty(CLASS_PATH, own);
        }
    }

    /** What several runs of a cell amount to: JMH itself puts their forks together, unless one of them failed. */
    static CellResult merged(Cell cell, List<Runs> runs) {
        Optional<CellResult> failed = runs.stream().flatMap(run -> run.failed().stream()).findFirst();
        if (failed.isPresent()) {
            return failed.get();
        }
        List<BenchmarkResult> forks = runs.stream().flatMap(run -> run.forks().stream()).toList();
        ObjectNode result = toJson(new RunResult(forks.getFirst().getParams(), forks));
        result.put("forks", forks.size());
        return CellResult.measured(cell, Redaction.jmh(result));
    }

    private Runs runs(Cell cell, Effort chosen) throws RunnerException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        // JMH copies what a fork prints to these, whatever its own output is.
        System.setOut(log);
        System.setErr(log);
        try {
            Collection<RunResult> results = new Runner(options.forCell(cell, chosen),
                    OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL)).run();
            if (results.size() != 1) {
                throw new IllegalStateException(results.size() + " results of " + cell.key() + ": expected 1");
            }
            return new Runs(List.copyOf(results.iterator().next().getBenchmarkResults()), Optional.empty());
        } catch (RunnerException e) {
            return Runs.without(failed(cell, e));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static ObjectNode toJson(RunResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
        }
        return (ObjectNode) Json.parse(bytes.toString(StandardCharsets.UTF_8)).get(0);
    }

    /** JMH hands the fork's exception through; the first that says why counts. */
    private static CellResult failed(Cell cell, RunnerException e) throws RunnerException {
        Throwable innermost = null;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(Set.of(e));
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof MismatchException) {
                return CellResult.without(cell, Verdict.MISMATCHED, oneLine(next));
            }
            if (next instanceof BackendUnavailableException) {
                return CellResult.without(cell, Verdict.UNAVAILABLE, oneLine(next));
            }
            if (!(next instanceof RunnerException) && !(next instanceof BenchmarkException)) {
                innermost = next;
            }
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            open.addAll(Arrays.asList(next.getSuppressed()));
        }
        if (innermost == null) {
            // No fork has failed: JMH did not start one.
            throw e;
        }
        return CellResult.without(cell, Verdict.FAILED, oneLine(innermost));
    }

    private static String oneLine(Throwable e) {
        return e.toString().lines().findFirst().orElse("unknown").replaceFirst(
                "^[\\w.$]+\\.(\\w+Exception|\\w+Error): ",
                "");
    }
}
