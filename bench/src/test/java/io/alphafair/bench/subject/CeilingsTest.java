package io.alphafair.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The C of the ceilings reads all it should and writes all it should. */
class CeilingsTest {
    private static final List<NativeLibrary.Pool> POOLS = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void compileAndLoad() {
        Require.that("cc", NativeLibrary.CEILINGS.availability().available(),
                NativeLibrary.CEILINGS.availability().reason());
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
        IOException e = assertThrows(IOException.class, () -> NativeLibrary.CEILINGS.compile(compiler, file));
        assertTrue(e.getMessage().contains(compiler), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
        assertFalse(Files.exists(file));
    }

    @Test
    void whatIsNoLibraryIsAReason() {
        assertThrows(IOException.class, () -> NativeLibrary.CEILINGS.load(Path.of("/nowhere/yardstick.so")));
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
    void theReadCeilingsTakeTurns() {
        Problem problem = Problem.of("uniform", 5000, 3, 7);
        Session session = Sessions.run(problem, Place.HERE, find(Ceilings.of(Question.BEST_ITEMS, problem)));
        assertEquals("", session.reason());
        for (Series series : session.series()) {
            assertTrue(series.of(Metric.TIME).orElseThrow().median() > 0, series.toString());
            assertTrue(series.what().startsWith("C, "), series.what());
        }
    }

    @Test
    void aForkedJvmFindsTheCompiledLibrary() {
        Session session = Sessions.run(Problem.of("uniform", 500, 3, 7), Place.ONE_FORK,
                find(List.of(Id.parse("scalar"), Id.parse("floor:1"))));
        assertEquals("", session.reason());
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
        assertTrue(Sessions.hasRatio(session, Id.parse("scalar"), Id.parse("floor:1")), session.toString());
    }

    @Test
    void theWriteCeilingsTakeTurnsToo() {
        Problem problem = Problem.of("uniform", 5000, 3, 7);
        Session session = Sessions.run(Question.DENSE_GRADIENT, problem, Place.HERE,
                Duration.ofSeconds(10), find(Ceilings.of(Question.DENSE_GRADIENT, problem)));
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
    }
}
