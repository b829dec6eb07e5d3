package io.alphafair.bench;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Matrix;
import java.lang.foreign.ValueLayout;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the dense pass needs: an allocation, a matrix to write and an upstream gradient to read at the winners. */
@State(Scope.Benchmark)
public class DenseState {
    /** Neither special alpha, nor one with a Jacobian of zero. */
    private static final double ALPHA = 1.5;

    Allocation allocation;
    Matrix out;
    Matrix upstream;

    /** For JMH. */
    public DenseState() {
        // Filled by setUp.
    }

    @Setup(Level.Trial)
    public void setUp(GeneratedState problem) {
        long rows = problem.items().individualCount();
        int columns = problem.items().itemCount();
        allocation = problem.best().allocate(Fairness.of(ALPHA), QuestionBenchmark.BUDGET);
        out = Matrix.allocate(rows, columns);
        upstream = Matrix.allocate(rows, columns);
        for (long element = 0; element < upstream.size(); element++) {
            upstream.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, element, 1 + element % 7);
        }
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        out.close();
        upstream.close();
    }
}
