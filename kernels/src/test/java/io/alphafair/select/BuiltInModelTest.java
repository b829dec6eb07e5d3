package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The model as a function of facts. */
class BuiltInModelTest {
    private static final CpuFacts FACTS = new CpuFacts(256, 512 << 10, 32 << 20);

    private static double nanos(CpuFacts facts, String backend, String leaf, long n, int t, int k, int parallelism) {
        return new BuiltInModel(facts).nanos(backend, leaf, new Dimensions(n, t, k, false), parallelism).orElseThrow();
    }

    private static double nanos(String backend, long n, int t, int k, int parallelism) {
        return nanos(FACTS, backend, "native", n, t, k, parallelism);
    }

    @Test
    void ofOneThreadNativeIsFastestAndScalarSlowest() {
        for (long n : new long[]{50, 1000, 100_000, 10_000_000}) {
            for (int t : new int[]{1, 8, 64}) {
                for (int k : new int[]{1, 16}) {
                    double simd = nanos("simd", n, t, k, 1);
                    assertTrue(nanos("native", n, t, k, 1) < simd, n + " x " + t + ", K = " + k);
                    assertTrue(simd < nanos("scalar", n, t, k, 1), n + " x " + t + ", K = " + k);
                }
            }
        }
    }

    @Test
    void timesGrowWithEveryAxis() {
        for (String backend : List.of("scalar", "simd", "native", "forkjoin")) {
            double base = nanos(backend, 1000, 8, 64, 2);
            assertTrue(base > 0 && base < nanos(backend, 2000, 8, 64, 2), backend);
            assertTrue(base < nanos(backend, 1000, 9, 64, 2), backend);
            assertTrue(base < nanos(backend, 1000, 8, 65, 2), backend);
        }
    }

    @Test
    void aSmallerCacheMakesTheProblemsSlowerThatNoLongerFit() {
        CpuFacts smaller = new CpuFacts(256, 512 << 10, 8 << 20);
        assertTrue(
                nanos(smaller, "native", "native", 1_000_000, 1, 16, 1) > 1.5 * nanos("native", 1_000_000, 1, 16, 1));
        assertEquals(nanos("native", 100_000, 1, 16, 1), nanos(smaller, "native", "native", 100_000, 1, 16, 1));
        CpuFacts nearer = new CpuFacts(256, 4 << 20, 32 << 20);
        assertTrue(nanos(nearer, "native", "native", 100_000, 1, 16, 1) < 0.9 * nanos("native", 100_000, 1, 16, 1));
    }

    @Test
    void narrowerVectorsAreSlowerInTheCachesOnly() {
        CpuFacts narrow = new CpuFacts(128, FACTS.coreBytes(), FACTS.sharedBytes());
        assertTrue(nanos(narrow, "simd", "simd", 10_000, 8, 1, 1) > 1.5 * nanos("simd", 10_000, 8, 1, 1));
        assertEquals(nanos("scalar", 10_000, 8, 1, 1), nanos(narrow, "scalar", "scalar", 10_000, 8, 1, 1));
        CpuFacts wide = new CpuFacts(512, FACTS.coreBytes(), FACTS.sharedBytes());
        assertEquals(nanos("simd", 10_000, 8, 1, 1), nanos(wide, "simd", "simd", 10_000, 8, 1, 1));
    }

    @Test
    void aPoolSharesWhatHasSeveralChunks() {
        // One chunk: there is nothing to hand out, and waking nobody costs nothing.
        assertEquals(nanos("native", 100_000, 1, 16, 1) + 150, nanos("forkjoin", 100_000, 1, 16, 64), 1e-6);
        // Two hand-outs of which one thread would have done the rest meanwhile.
        assertTrue(nanos("forkjoin", 200_000, 1, 1, 2) > nanos("native", 200_000, 1, 1, 1));
        assertEquals(nanos("native", 10_000_000, 8, 16, 1) / 2, nanos("forkjoin", 10_000_000, 8, 16, 2), 2e5);
        assertTrue(nanos("forkjoin", 10_000_000, 8, 16, 8) < nanos("forkjoin", 10_000_000, 8, 16, 2) / 3);
        // More threads than chunks have nothing to do.
        assertEquals(nanos("forkjoin", 1_000_000, 1, 16, 8), nanos("forkjoin", 1_000_000, 1, 16, 64));
    }

    @Test
    void aPoolIsAsFastAsItsLeaf() {
        double fast = nanos(FACTS, "forkjoin", "native", 1_000_000, 8, 64, 2);
        double slow = nanos(FACTS, "forkjoin", "simd", 1_000_000, 8, 64, 2);
        assertTrue(fast < slow);
        assertTrue(slow < nanos(FACTS, "forkjoin", "scalar", 1_000_000, 8, 64, 2));
    }

    @Test
    void ofOthersItKnowsNothing() {
        BuiltInModel model = new BuiltInModel(FACTS);
        Dimensions dimensions = new Dimensions(10, 1, 2, false);
        assertEquals(OptionalDouble.empty(), model.nanos("cuda", "native", dimensions, 2));
        assertEquals(OptionalDouble.empty(), model.nanos("forkjoin", "cuda", dimensions, 2));
    }
}
