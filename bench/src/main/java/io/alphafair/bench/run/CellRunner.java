package io.alphafair.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
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
     * @throws RunnerException if JMH itself cannot run here, for instance because another JMH run is going on
     */
    CellResult run(Cell cell) throws RunnerException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        // JMH copies what a fork prints to these, whatever its own output is.
        System.setOut(log);
        System.setErr(log);
        try {
            Collection<RunResult> results = new Runner(options.forCell(cell, effort),
                    OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL)).run();
            if (results.size() != 1) {
                throw new IllegalStateException(results.size() + " results of " + cell.key() + ": expected 1");
            }
            return CellResult.measured(cell, Redaction.jmh(toJson(results)));
        } catch (RunnerException e) {
            return failed(cell, e);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static JsonNode toJson(Collection<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        return Json.parse(bytes.toString(StandardCharsets.UTF_8)).get(0);
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
