package io.alphafair.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hot calls into reused results allocate nothing on the heap, once they are compiled. */
class AllocationTest {
    private static final int CALLS = 200;
    /**
     * The compiler decides when, on a busy machine late; until then the Vector API allocates every vector. A number of
     * calls would be no limit: those of a few groups take less time than it needs.
     */
    private static final long MOST_NANOS = 20_000_000_000L;
    private static final int CLEAN_ROUNDS = 5;

    @ParameterizedTest
    @CsvSource({"scalar,uniform", "scalar,scaled", "scalar,tied", "scalar,ascending", "simd,uniform", "simd,scaled",
            "simd,tied", "simd,ascending", "simd,sparse"})
    void bestItemsIntoAReusedResult(String backendName, String shape) {
        for (int itemCount : new int[]{1, 3, 8}) {
            try (Items items = Problems.make(Shape.parse(shape), 2000, itemCount, 16, 7);
                    Backend backend = Backends.open(backendName, 1);
                    Prepared prepared = backend.prepare(items)) {
                BestItems best = BestItems.forGroups(items.groupCount());
                assertAllocatesNothing(() -> prepared.bestItems(best));
                assertEquals(2000, best.individualCount());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,16", "0.7,5", "0.7,16", "0.7,700", "1,16", "1,700", "1.5,16", "2,16", "inf,16"})
    void allocateAndVjpIntoReusedResults(String alpha, int groups) {
        try (Items items = Problems.make(Shape.UNIFORM, 5000, 3, groups, 7);
                Backend backend = Backends.open("scalar", 1);
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            Fairness fairness = Fairness.parse(alpha);
            Allocation allocation = Allocation.forGroups(items.groupCount());
            double[] upstream = new double[items.groupCount()];
            upstream[0] = 1;
            double[] gradient = new double[items.groupCount()];
            assertAllocatesNothing(() -> {
                best.allocate(fairness, 100, allocation);
                allocation.vjp(upstream, gradient);
            });
            assertTrue(allocation.objective() != 0, allocation.toString());
        }
    }

    /** As in a training loop: the winners are read anew each time. */
    @ParameterizedTest
    @CsvSource({"0,5", "1.5,5", "1.5,40", "inf,40"})
    void allocateOfBestItemsThatAreFilledAgain(String alpha, int groups) {
        try (Items items = Problems.make(Shape.UNIFORM, 200, 2, groups, 7);
                Backend backend = Backends.open("scalar", 1);
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            Fairness fairness = Fairness.parse(alpha);
            Allocation allocation = Allocation.forGroups(groups);
            double[] weights = new double[groups];
            Arrays.fill(weights, 2);
            double[] gradient = new double[groups];
            assertAllocatesNothing(() -> {
                prepared.bestItems(best);
                best.allocate(fairness, 100, weights, allocation);
                allocation.benefitGradient(gradient);
            });
            assertTrue(allocation.objective() != 0, allocation.toString());
        }
    }

    /** So that the tests above can fail. */
    @Test
    void whatAllocatesIsSeen() {
        double[][] kept = new double[1][];
        assertTrue(bytesACall(() -> kept[0] = new double[8]) >= 8 * Double.BYTES);
    }

    private static void assertAllocatesNothing(Runnable call) {
        double bytes = Double.POSITIVE_INFINITY;
        int clean = 0;
        long start = System.nanoTime();
        while (clean < CLEAN_ROUNDS && System.nanoTime() - start < MOST_NANOS) {
            bytes = bytesACall(call);
            clean = bytes < 1 ? clean + 1 : 0;
        }
        assertEquals(CLEAN_ROUNDS, clean, "clean rounds in a row; the last allocates " + bytes + " bytes per call");
    }

    private static double bytesACall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int count = 0; count < CALLS; count++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
    }
}
