package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.record.Problem;
import io.alphafair.select.Backends;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Until then the code is compiled, also where other processes keep the compiler waiting. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** A sweep that takes more than it may never settles, and one that may take much more settles before it is compiled. */
    @ParameterizedTest
    @CsvSource({"1,100", "1,1000", "8,1000", "64,1000"})
    void aSweepTakesAboutWhatItMay(int groups, int alphas) {
        Problem problem = Problem.of("uniform", 200, 4, groups, "alphas", Integer.toString(alphas));
        try (Items items = Workload.make(problem);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items);
                Operation sweep = Question.SWEEP.operation(backend, prepared, problem)) {
            long least = Long.MAX_VALUE;
            long start = System.nanoTime();
            while (least > sweep.mayAllocate() && System.nanoTime() - start < PATIENCE_NANOS) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                sweep.call();
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(least <= sweep.mayAllocate(), least + " bytes, may be " + sweep.mayAllocate());
            assertTrue(sweep.mayAllocate() - least < 1 << 16, least + " bytes, may be " + sweep.mayAllocate());
        }
    }
}
