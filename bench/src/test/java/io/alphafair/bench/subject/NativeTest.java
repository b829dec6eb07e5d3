package io.alphafair.bench.subject;

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
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.GeneratedProblem;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The C reads all it should, writes all it should, and finds what the reference finds. */
class NativeTest {
    private static final List<NativeLibrary.Pool> POOLS = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void compileAndLoad() {
        Require.that("cc", NativeLibrary.availability().available(), NativeLibrary.availability().reason());
        for (int threads = 1; threads <= 3; threads++) {
            POOLS.add(new NativeLibrary.Pool(threads));
        }
    }

    @AfterAll
    static void endThreads() {
        POOLS.forEach(NativeLibrary.Pool::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere/cc", "false"})
    void aMissingOrRefusingCompilerIsAReasonOfOneLine(String compiler) {
        Path file = folder.resolve("x.so");
        IOException e = assertThrows(IOException.class, () -> NativeLibrary.compile(compiler, file));
        assertTrue(e.getMessage().contains(compiler), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
        assertFalse(Files.exists(file));
    }

    @Test
    void whatIsNoLibraryIsAReason() {
        assertThrows(IOException.class, () -> NativeLibrary.load(Path.of("/nowhere/yardstick.so")));
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
    void theFloorReadsEveryByteOnceAndLabelsOnlyIfAsked(int n) {
        try (Items items = Problems.make(Shape.UNIFORM, n, 1, 1 + n / 3, n)) {
            long values = words(items.benefit().segment()) ^ words(items.cost().segment());
            long all = values ^ words(items.groups().segment());
            for (NativeLibrary.Pool pool : POOLS) {
                for (int way = 0; way < Ceilings.READS.size(); way++) {
                    String what = pool.inWords() + ", " + Ceilings.READS.get(way);
                    assertEquals(values, Ceilings.read(pool, way, items, false), what);
                    assertEquals(all, Ceilings.read(pool, way, items, true), what);
                }
            }
        }
    }

    @Test
    void theWriteCeilingClearsEveryElement() {
        for (int way = 0; way < Ceilings.WRITES.size(); way++) {
            for (int n : new int[]{1, 7, 64, 1001, 300_007}) {
                for (NativeLibrary.Pool pool : POOLS) {
                    try (Matrix out = Matrix.allocate(n, 1)) {
                        out.segment().fill((byte) 0xA5);
                        boolean written = Ceilings.write(pool, way, out);
                        for (int row = 0; row < n; row++) {
                            assertEquals(written, Double.doubleToRawLongBits(out.get(row, 0)) == 0,
                                    Ceilings.WRITES.get(way) + " at " + row);
                        }
                    }
                }
            }
        }
    }

    private static Set<String> ceilings(Question question, String shape, int t, int k) {
        return Ceilings.of(question, Problem.of(shape, 10_000, t, k)).stream().map(Id::toString)
                .collect(Collectors.toSet());
    }

    @Test
    void labelsCountWhereTheyMustBeRead() {
        Set<String> floor = Set.of("floor:1", "floor:all");
        Set<String> withLabels = Set.of("floor+labels:1", "floor+labels:all");
        assertEquals(floor, ceilings(Question.BEST_ITEMS, "uniform", 1, 64));
        assertEquals(floor, ceilings(Question.BEST_ITEMS, "scaled", 2, 64));
        assertEquals(withLabels, ceilings(Question.BEST_ITEMS, "scaled", 1, 64));
        assertEquals(withLabels, ceilings(Question.ALLOCATE, "zipf", 1, 64));
        assertEquals(withLabels, ceilings(Question.BEST_ITEMS, "uniform", 8, 4096));
        assertEquals(Set.of("write:1", "write:all"), ceilings(Question.DENSE_VJP, "scaled", 1, 4096));
    }

    private static Subject[] find(List<Id> ids) {
        return ids.stream().map(Subjects.ofThisCode()::find).toArray(Subject[]::new);
    }

    @Test
    void thePeerIsComparedWithTheCeilingOfItsThreads() {
        Problem problem = Problem.of("uniform", 5000, 3, 7);
        List<Id> ids = new ArrayList<>(NativePeer.all());
        ids.addAll(Ceilings.of(Question.BEST_ITEMS, problem));
        Session session = Sessions.run(problem, Place.HERE, find(ids));
        assertEquals("", session.reason());
        for (Series series : session.series()) {
            assertEquals(Verdict.MATCHED, series.verdict(), series.reason());
            assertTrue(series.of(Metric.TIME).orElseThrow().median() > 0, series.toString());
            assertTrue(series.what().startsWith("C, "), series.what());
        }
        assertEquals(List.of("C:1/floor:1", "C:all/floor:all"), session.ratios().stream()
                .map((Ratio ratio) -> ratio.subject() + "/" + ratio.against()).toList());
    }

    @Test
    void aForkedJvmFindsTheCompiledLibrary() {
        Session session = Sessions.run(Problem.of("uniform", 500, 3, 7), Place.ONE_FORK,
                find(List.of(Id.parse("C:1"), Id.parse("floor:1"))));
        assertEquals("", session.reason());
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
        assertTrue(Sessions.hasRatio(session, Id.parse("C:1"), Id.parse("floor:1")), session.toString());
    }

    @Test
    void theWriteCeilingsTakeTurnsToo() {
        Problem problem = Problem.of("uniform", 5000, 3, 7);
        Session session = Sessions.run(Question.DENSE_GRADIENT, problem, Place.HERE,
                Duration.ofSeconds(10), find(Ceilings.of(Question.DENSE_GRADIENT, problem)));
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
    }

    private static void requireSame(Items items, String problem) {
        BestItems expected = null;
        try {
            expected = BackendContract.expected(items);
        } catch (InvalidValueException e) {
            // Then C must refuse it too.
        }
        for (NativeLibrary.Pool pool : POOLS) {
            try (NativePeer peer = new NativePeer(pool, items)) {
                // Twice, because the second call starts from what the first left.
                for (int call = 0; call < 2; call++) {
                    if (expected == null) {
                        assertThrows(InvalidInputException.class, peer::call, problem);
                    } else {
                        peer.call();
                        assertEquals("", peer.firstDifference(expected), problem);
                    }
                }
            }
        }
    }

    @Test
    void thePeersAnswerIsRightOnDifficultProblems() {
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
    void thePeersAnswerIsRightOnEveryShapeRowLengthAndNumberOfGroups(Shape shape) {
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
    void broadcastOperandsAreNotForPeers() {
        try (Items items = Items.of(Matrix.copyOf(new double[]{1, 2}), Matrix.copyOf(new double[]{1}),
                Groups.of(new int[]{0, 0}))) {
            assertThrows(InvalidInputException.class, () -> new NativePeer(POOLS.getFirst(), items));
        }
        Series series = Sessions.only(Sessions.run(Problem.of("uniform", 100, 3, 2, "costs", "row"), Place.HERE,
                find(NativePeer.all())));
        assertEquals(Verdict.UNAVAILABLE, series.verdict());
        assertEquals("benefit is 100 x 3, cost is 1 x 3: expected two N x T matrices, because peers know no broadcast "
                + "operands", series.reason());
    }
}
