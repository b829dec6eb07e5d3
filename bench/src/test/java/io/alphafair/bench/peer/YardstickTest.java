package io.alphafair.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.GeneratedProblem;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.Require;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The C reads all it should, writes all it should, and finds what scalar finds. */
class YardstickTest {
    private static NativeLibrary library;
    private static final List<NativePool> POOLS = new ArrayList<>();

    @BeforeAll
    static void compileAndLoad() {
        String missing = "";
        try (NativeBuild build = NativeBuild.compile()) {
            library = NativeLibrary.load(build.library());
            for (int threads = 1; threads <= 3; threads++) {
                POOLS.add(new NativePool(library, threads));
            }
        } catch (PeerUnavailableException e) {
            missing = e.getMessage();
        }
        Require.that("cc", missing.isEmpty(), missing);
    }

    @AfterAll
    static void unload() {
        POOLS.forEach(NativePool::close);
        if (library != null) {
            library.close();
        }
    }

    @Test
    void theFolderIsGoneAfterClose() {
        Path folder;
        try (NativeBuild build = NativeBuild.compile()) {
            folder = build.library().getParent();
            assertTrue(Files.exists(build.library()));
        }
        assertFalse(Files.exists(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere/cc", "false"})
    void aMissingOrRefusingCompilerIsAReasonOfOneLine(String compiler) {
        PeerUnavailableException e = assertThrows(PeerUnavailableException.class, () -> NativeBuild.compile(compiler));
        assertTrue(e.getMessage().contains(compiler), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void whatIsNoLibraryIsAReason() {
        assertThrows(PeerUnavailableException.class, () -> NativeLibrary.load(Path.of("/nowhere/yardstick.so")));
    }

    private static long words(MemorySegment segment) {
        long all = 0;
        for (long at = 0; at + Long.BYTES <= segment.byteSize(); at += Long.BYTES) {
            all ^= segment.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
        }
        long rest = segment.byteSize() % Long.BYTES;
        return rest == 0
                ? all
                : all ^ segment.get(ValueLayout.JAVA_INT_UNALIGNED, segment.byteSize() - rest) & 0xFFFF_FFFFL;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 63, 64, 65, 1000, 4097, 100_003, 1_200_001})
    void theReadCeilingReadsEveryByteOnce(int n) {
        try (Items items = Problems.make(Shape.UNIFORM, n, 1, 1, n)) {
            long expected = words(items.benefit().segment()) ^ words(items.cost().segment())
                    ^ words(items.groups().segment());
            for (NativePool pool : POOLS) {
                for (int streams : Ceilings.STREAMS) {
                    assertEquals(expected, new Ceilings(pool).read(items, streams),
                            pool.threads() + " threads, " + streams + " streams");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWriteCeilingClearsEveryElement(Ceilings.WriteWay way) {
        for (int n : new int[]{1, 7, 64, 1001, 300_007}) {
            for (NativePool pool : POOLS) {
                try (Matrix out = Matrix.allocate(n, 1)) {
                    out.segment().fill((byte) 0xA5);
                    boolean written = new Ceilings(pool).write(out, way);
                    for (int row = 0; row < n; row++) {
                        assertEquals(written, Double.doubleToRawLongBits(out.get(row, 0)) == 0, way + " at " + row);
                    }
                }
            }
        }
    }

    private static void requireSame(Items items, String problem) {
        BestItems expected = null;
        try (Backend scalar = new ScalarBackend(); Prepared prepared = scalar.prepare(items)) {
            expected = prepared.bestItems();
        } catch (InvalidValueException e) {
            // Then C must refuse it too.
        }
        for (NativePool pool : POOLS) {
            try (NativePeer peer = new NativePeer(pool, items)) {
                // Twice, because the second call starts from what the first left.
                for (int call = 0; call < 2; call++) {
                    if (expected == null) {
                        assertThrows(InvalidInputException.class, peer::run, problem);
                    } else {
                        peer.run();
                        assertEquals("", peer.firstDifference(expected), problem);
                    }
                }
            }
        }
    }

    @Test
    void thePeersAnswerIsScalarsOnNastyProblems() {
        int compared = 0;
        for (long seed = 0; seed < 6000; seed++) {
            GeneratedProblem problem = new GeneratedProblem(seed);
            try (Items items = problem.items()) {
                if (items.benefit().size() == items.cost().size()
                        && items.cost().size() == items.individualCount() * items.itemCount()) {
                    requireSame(items, problem.toString());
                    compared++;
                }
            }
        }
        assertTrue(compared > 2000, compared + " problems");
    }

    @ParameterizedTest
    @EnumSource
    void thePeersAnswerIsScalarsOnEveryShapeRowLengthAndNumberOfGroups(Shape shape) {
        for (int t : new int[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 32, 64, 600}) {
            for (int k : new int[]{1, 2, 16, 64, 65, 5000}) {
                int n = Math.max(k, 40_000 / t) + 3;
                try (Items items = Problems.make(shape, n, t, k, t + k)) {
                    requireSame(items, shape + " " + n + " x " + t + ", K = " + k);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -Double.MIN_VALUE})
    void anInvalidValueAnywhereIsRefused(double wrong) {
        for (int t : new int[]{1, 3, 8, 9}) {
            int n = 20_011;
            try (Items items = Problems.make(Shape.UNIFORM, n, t, 3, 1)) {
                for (int row : new int[]{0, 17, 4096, n - 1}) {
                    for (Matrix matrix : List.of(items.benefit(), items.cost())) {
                        double right = matrix.get(row, t - 1);
                        matrix.set(row, t - 1, wrong);
                        requireSame(items, wrong + " in row " + row);
                        matrix.set(row, t - 1, right);
                    }
                    items.cost().set(row, 0, 0.0);
                    items.benefit().set(row, 0, 0.0);
                    requireSame(items, "0/0 in row " + row);
                    items.cost().set(row, 0, 1);
                }
            }
        }
    }

    @Test
    void broadcastOperandsAreNotForIt() {
        try (Items items = Items.of(Matrix.copyOf(new double[]{1, 2}), Matrix.copyOf(new double[]{1}),
                Groups.of(new int[]{0, 0}))) {
            assertThrows(InvalidInputException.class, () -> new NativePeer(POOLS.getFirst(), items));
        }
    }
}
