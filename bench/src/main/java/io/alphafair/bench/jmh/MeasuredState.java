package io.alphafair.bench.jmh;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.measure.CappedQuestions;
import io.alphafair.bench.measure.JmhTaker.Mark;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Settling;
import io.alphafair.bench.measure.Workload;
import io.alphafair.bench.record.Problem;
import io.alphafair.contract.BackendContract;
import io.alphafair.select.Backends;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a fork sets up once: one named backend, one problem, the check of its answers, and the operation, which is repeated
 * until it has settled. One for each thread of JMH, so that {@code -t 2} measures two prepared problems. Subclasses hold the
 * {@code @Param}s; JMH says their values and the method that is measured.
 */
public abstract class MeasuredState {
    /** The backend that defines the expected result. */
    public static final String REFERENCE = "scalar";

    private Backend backend;
    private Items items;
    private Prepared prepared;
    private Operation operation;

    /** Opens what is measured, and checks it. */
    @Setup(Level.Trial)
    public final void setUp(BenchmarkParams benchmark) {
        String method = benchmark.getBenchmark();
        Map<String, String> params = new HashMap<>();
        benchmark.getParamsKeys().forEach(name -> params.put(name, benchmark.getParam(name)));
        open(Question.of(method.substring(method.lastIndexOf('.') + 1)).orElseThrow(), params);
    }

    /** Opens what the parameters name. */
    void open(Question question, Map<String, String> params) {
        open(params.remove("backend"), question, Problem.ofParams(params));
    }

    /**
     * Opens the backend and checks its answer on the very problem that is measured.
     *
     * @throws io.alphafair.bench.measure.AnswerMismatchException if its answer with caps is not the reference's
     * @throws io.alphafair.contract.ContractViolationException if it is not the reference's
     * @throws io.alphafair.backend.BackendUnavailableException if the backend cannot run here
     */
    final void open(String name, Question question, Problem problem) {
        backend = Backends.open(name);
        Settling.warmUp(backend, question, problem, Settling.limit());
        items = Workload.make(problem);
        prepared = backend.prepare(items);
        BestItems expected = BackendContract.expected(items);
        BackendContract.check(backend.name(), prepared, expected);
        if (question.writes()) {
            BackendContract.checkDense(backend.name(), prepared, expected);
        }
        Operation measured = question.operation(backend, prepared, problem);
        if (question.isCapped()) {
            CappedQuestions.requireEqual(name, question, measured.call(), items, problem);
        }
        Settling.decide(prepared, measured, Settling.limit());
        settle(measured, backend.description());
    }

    /** Keeps the operation that is measured, and repeats it until it has settled. */
    final void settle(Operation measured, String what) {
        operation = measured;
        String reason = Settling.settle(measured, Settling.limit());
        new Mark(prepared != null && prepared.ranPlain() ? what + ", plain loop" : what, reason).leave();
    }

    /** The problem, once open. */
    final Items items() {
        return items;
    }

    /** One call of what is measured. */
    public final Object call() {
        return operation.call();
    }

    /** Releases what {@code open} took, also where it failed on the way. */
    @TearDown(Level.Trial)
    public final void tearDown() {
        if (operation != null) {
            operation.close();
        }
        if (prepared != null) {
            prepared.close();
        }
        if (backend != null) {
            backend.close();
        }
        if (items != null) {
            items.close();
        }
    }
}
