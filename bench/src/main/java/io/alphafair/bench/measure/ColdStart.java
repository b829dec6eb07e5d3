package io.alphafair.bench.measure;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Turn;
import io.alphafair.contract.BackendContract;
import io.alphafair.select.Backends;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first calls of a backend in this JVM, which has run nothing of it before. */
final class ColdStart {
    private static final int TENTH = 10;
    private static final int HUNDREDTH = 100;

    private ColdStart() {
    }

    static Sample measure(Question question, Problem problem, Id backendName, Turn turn) {
        int calls = turn instanceof Turn.FreshJvm fresh ? fresh.calls() : HUNDREDTH;
        long[] ends = new long[calls];
        try (Items items = Workload.make(problem)) {
            long start = System.nanoTime();
            try (Backend backend = Backends.open(backendName.path()); Prepared prepared = backend.prepare(items)) {
                Operation operation = question.operation(backend, prepared, problem);
                ends[0] = System.nanoTime();
                for (int call = 1; call < calls; call++) {
                    operation.call();
                    ends[call] = System.nanoTime();
                }
                BackendContract.check(backendName.toString(), prepared, BackendContract.expected(items));
            }
            return Sample.of(metrics(start, ends));
        }
    }

    private static Map<String, double[]> metrics(long start, long[] ends) {
        Map<String, double[]> values = new LinkedHashMap<>();
        put(values, Metric.FIRST, ends[0] - start);
        if (ends.length >= TENTH) {
            put(values, Metric.TENTH, ends[TENTH - 1] - ends[TENTH - 2]);
        }
        if (ends.length >= HUNDREDTH) {
            put(values, Metric.HUNDREDTH, ends[HUNDREDTH - 1] - ends[HUNDREDTH - 2]);
            put(values, Metric.HUNDRED, ends[HUNDREDTH - 1] - start);
        }
        return values;
    }

    private static void put(Map<String, double[]> values, Metric metric, long nanos) {
        values.put(metric.name(), new double[]{nanos});
    }
}
