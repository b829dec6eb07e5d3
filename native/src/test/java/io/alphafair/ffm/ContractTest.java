package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.select.Backends;
import io.alphafair.testing.Golden;
import io.alphafair.testing.LargeProblem;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every variant on every path gives the bits of a plain loop, or refuses the same entry. */
class ContractTest {
    @BeforeAll
    static void requireTheLibrary() {
        Natives.require();
    }

    static Stream<Backend> backends() {
        return Stream.concat(Natives.all().stream(), Natives.variants().stream()
                .map(variant -> new ForkJoinBackend(new NativeBackend(variant), 3, 2)));
    }

    @ParameterizedTest
    @MethodSource("backends")
    @Seeded(first = 2_000, all = 20_000)
    void generatedProblemsGiveTheSameBitsOrTheSameRefusal(Backend backend, Seeds seeds) {
        try (backend) {
            seeds.stream().forEach(seed -> BackendContract.check(backend, seed));
        }
    }

    @Test
    void everyGoldenCaseGivesTheBitsOfScalar() {
        for (Golden golden : Stream.concat(Golden.all().stream(), Golden.oddAlphas().stream()).toList()) {
            try (Items items = golden.items()) {
                for (NativeBackend backend : Natives.all()) {
                    BackendContract.check(backend, items);
                }
            }
        }
    }

    /** Row lengths around those of vectors, tails of every length, and groups in registers, near and far. */
    @ParameterizedTest
    @EnumSource
    void everyRowLengthAndNumberOfGroupsIsRight(Shape shape) {
        for (int t : new int[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 31, 32, 64, 65, 600, 4096, 5000}) {
            for (int k : new int[]{1, 2, 16, 17, 64, 65, 4096, 20_000}) {
                int n = Math.max(k, 20_000 / t) + 3 + t % 8;
                if ((long) n * t < 400_000) {
                    try (Items items = Problems.make(shape, n, t, k, t + k)) {
                        check(Natives.all(), items, shape + ", T = " + t);
                    }
                }
            }
        }
    }

    /**
     * Blocks of 8,192 elements and more are scanned at several places by turns. Here much passes somewhere, and each group's
     * best entry is near a bound of a part of a block.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 64})
    void longBlocksAreRight(int t) {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            int n = 300_000 / t;
            try (Items items = Problems.make(Shape.UNIFORM, n, t, 64, seed)) {
                Matrix benefit = items.benefit();
                long much = random.nextLong(benefit.size() - 3000);
                for (long index = much; index < much + 3000; index++) {
                    benefit.set(index / t, (int) (index % t), 100 + random.nextDouble());
                }
                for (int entry = 0; entry < 200; entry++) {
                    long bound = random.nextLong(1, benefit.size() >> 12) << 12;
                    long index = bound + random.nextLong(-100, 100);
                    benefit.set(index / t, (int) (index % t), 1000 + entry);
                }
                check(Natives.all(), items, "T = " + t + ", seed " + seed);
            }
        }
    }

    /**
     * In a block that is scanned at several places by turns, the first of equal entries is not the first that is found. Each
     * block has a larger best entry than the one before, some times.
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "3, 2", "8, 1", "8, 3", "16, 2", "32, 1", "64, 2"})
    void theFirstOfEqualEntriesOfALongBlockWins(int t, int k) {
        int ties = 0;
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            int n = 300_000 / t;
            try (Items items = Problems.make(Shape.UNIFORM, n, t, k, seed)) {
                for (int block = 2; block < (n * t) >> 14; block++) {
                    int times = 2 + random.nextInt(4);
                    for (int time = 0; time < times; time++) {
                        long index = ((long) block << 14) + random.nextInt(1 << 14);
                        items.benefit().set(index / t, (int) (index % t), 1000 + block / 2);
                        items.cost().set(index / t, (int) (index % t), 1);
                    }
                }
                check(Natives.all(), items, "T = " + t + ", seed " + seed);
                BestItems best = BackendContract.expected(items);
                for (int group = 0; group < k; group++) {
                    ties += best.isTied(group) ? 1 : 0;
                }
            }
        }
        assertTrue(ties >= 8, ties + " ties");
    }

    /** C does not notice that a segment is read-only. */
    @Test
    void anOutputThatCannotBeWrittenIsRefused() {
        try (Items items = Problems.make(Shape.UNIFORM, 1000, 8, 4, 1);
                Prepared prepared = Natives.all().getFirst().prepare(items)) {
            Matrix out = Matrix.view(items.cost().segment().asReadOnly(), 1000, 8);
            double before = items.cost().get(0, 0);
            InvalidInputException refused = assertThrows(InvalidInputException.class,
                    () -> prepared.denseDose(prepared.bestItems().allocate(Fairness.PROPORTIONAL, 1), out));
            assertTrue(refused.getMessage().startsWith("out is a read-only matrix"), refused.getMessage());
            assertThrows(InvalidInputException.class, () -> prepared.clear(out, 0, out.size()));
            assertEquals(before, items.cost().get(0, 0));
        }
    }

    private static void check(List<NativeBackend> backends, Items items, String what) {
        BestItems expected = BackendContract.expected(items);
        for (NativeBackend backend : backends) {
            try (Prepared prepared = backend.prepare(items)) {
                BackendContract.check(backend.description() + ", " + what, prepared, expected);
            }
        }
    }

    /** A row of 200,000 elements is several calls, and its last part is shorter than a vector. */
    @Test
    void aRowMayBeLongerThanACall() {
        try (Items items = Problems.make(Shape.TIED, 3, 3 * 65_536 + 4096 + 3, 2, 5);
                Matrix oneRow = Matrix.copyOf(items.cost().segment().asSlice(0, 8L * items.itemCount())
                        .toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED), 1, items.itemCount())) {
            check(Natives.all(), items, "long rows");
            Items broadcast = Items.of(items.benefit(), oneRow, items.groups());
            check(Natives.all(), broadcast, "long rows, costs of one row");
        }
    }

    /** Several calls of C, with samples at the start and where ratios rise. */
    @ParameterizedTest
    @EnumSource
    void problemsOfManyCallsAreRight(Shape shape) {
        for (int[] sizes : new int[][]{{300_003, 1, 64}, {60_001, 5, 900}, {40_001, 8, 64}, {300_003, 1, 30_000}}) {
            try (Items items = Problems.make(shape, sizes[0], sizes[1], sizes[2], 3)) {
                check(Natives.all(), items, shape + " of " + sizes[0] + " x " + sizes[1]);
            }
        }
    }

    @Test
    void indicesMayPassTheRangeOfInt() {
        LargeProblem.check(List.of(Backends.open("native")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -Double.MIN_VALUE})
    void anInvalidValueAnywhereIsTheOneThatIsRefused(double wrong) {
        for (int t : new int[]{1, 3, 8, 9, 64, 67}) {
            int n = 20_011;
            try (Items items = Problems.make(Shape.UNIFORM, n, t, 3, 1)) {
                for (int row : new int[]{0, 17, 4096, n - 1}) {
                    for (Matrix matrix : List.of(items.benefit(), items.cost())) {
                        double right = matrix.get(row, t - 1);
                        matrix.set(row, t - 1, wrong);
                        String place = (matrix == items.benefit() ? "benefit[" : "cost[") + row + "," + (t - 1) + "]";
                        for (NativeBackend backend : Natives.all()) {
                            try (Prepared prepared = backend.prepare(items)) {
                                InvalidValueException refused = assertThrows(InvalidValueException.class,
                                        prepared::bestItems);
                                assertEquals(place, refused.getMessage().split(" ")[0], backend.description());
                            }
                        }
                        matrix.set(row, t - 1, right);
                    }
                }
            }
        }
    }

    /** A mapped file starts where its header ends. */
    @ParameterizedTest
    @CsvSource({"1000,1,3", "300,8,5", "300,3,5", "100,20,70"})
    void dataMayLieAtAnyAddress(int n, int t, int k) {
        try (Items items = Problems.make(Shape.SCALED, n, t, k, 2); Arena arena = Arena.ofConfined()) {
            check(Natives.all(),
                    Items.of(Matrix.view(moved(items.benefit().segment(), 3, arena), n, t),
                            Matrix.view(moved(items.cost().segment(), 5, arena), n, t),
                            Groups.view(moved(items.groups().segment(), 1, arena), k, Groups.Absent.REFUSED)),
                    "at odd addresses");
        }
    }

    private static MemorySegment moved(MemorySegment segment, int bytes, Arena arena) {
        return arena.allocate(segment.byteSize() + bytes, 64).asSlice(bytes).copyFrom(segment);
    }

    @Test
    void everyElementOfALongDenseOutputIsCleared() {
        for (Variant variant : Natives.variants()) {
            for (long bytes : new long[]{0, 8, 8 * 1001, (1 << 24) - 8, 1 << 24, (1 << 24) + 8 * 37}) {
                try (Arena arena = Arena.ofConfined()) {
                    for (int start : new int[]{8, 16, 64}) {
                        MemorySegment all = arena.allocate(bytes + 128, 64).fill((byte) 1);
                        Functions.clear(variant, all.asSlice(start, bytes));
                        assertEquals(-1,
                                all.asSlice(start, bytes).mismatch(arena.allocate(Math.max(bytes, 1)).asSlice(0,
                                        bytes)));
                        assertEquals(1, all.get(ValueLayout.JAVA_BYTE, start - 1));
                        assertEquals(1, all.get(ValueLayout.JAVA_BYTE, start + bytes));
                    }
                }
            }
        }
    }
}
