package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.testing.BadCaps;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The selection of every variant lists and sums what a plain loop does, or refuses the same entry. */
class SelectionTest {
    @BeforeAll
    static void requireTheLibrary() {
        Natives.require();
    }

    static List<NativeBackend> variants() {
        return Natives.variants().stream().map(variant -> new NativeBackend(variant)).toList();
    }

    static Stream<Backend> backends() {
        return Stream.concat(variants().stream(),
                variants().stream().map(variant -> new ForkJoinBackend(variant, 3, 2)));
    }

    @ParameterizedTest
    @MethodSource("backends")
    @Seeded(first = 500, all = 20_000)
    void generatedProblemsGiveTheSameBitsOrTheSameRefusal(Backend backend, Seeds seeds) {
        try (backend) {
            seeds.stream().forEach(seed -> BackendContract.checkSelection(backend, seed));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    @Seeded(first = 100, all = 2_000)
    void allocationsAreThoseOfThePlainLoop(Backend backend, Seeds seeds) {
        try (backend) {
            seeds.stream().forEach(seed -> BackendContract.checkAllocation(backend, seed));
        }
    }

    private static void check(Items items, String what) {
        for (NativeBackend backend : variants()) {
            try (Prepared prepared = backend.prepare(items)) {
                // The buffers of the two passes are the same.
                prepared.bestItems();
                BackendContract.checkSelection(backend.description() + ", " + what, prepared, items.itemCount());
                BackendContract.check(prepared, BackendContract.expected(items));
            }
        }
    }

    private static Matrix one() {
        return Matrix.copyOf(new double[]{1});
    }

    /** Row lengths around those of vectors, tails of every length, and groups in registers, near and far. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 31, 32, 64, 65, 600, 4096, 5000, 9000})
    void everyRowLengthAndNumberOfGroupsIsRight(int t) {
        for (int k : new int[]{1, 2, 16, 17, 64, 65, 4096, 20_000}) {
            int n = Math.max(k, 20_000 / t) + 3 + t % 8;
            if ((long) n * t < 100_000) {
                try (Items items = Problems.make(Shape.UNIFORM, n, t, k, t + k).withCaps(one())) {
                    check(items, "T = " + t);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfDataIsRight(Shape shape) {
        for (int[] sizes : new int[][]{{20_003, 1, 64}, {6001, 5, 900}, {4001, 8, 64}}) {
            try (Items items = Problems.make(shape, sizes[0], sizes[1], sizes[2], 3).withCaps(one())) {
                check(items, shape + " of " + sizes[0] + " x " + sizes[1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 9, 16, 33})
    void whatIsInvalidIsRefusedAtEveryPlace(int t) {
        for (NativeBackend backend : variants()) {
            BadCaps.check(backend, t);
        }
    }

    /** A mapped file starts where its header ends. */
    @ParameterizedTest
    @CsvSource({"1000,1,3", "300,8,5", "300,3,5", "100,20,70"})
    void dataMayLieAtAnyAddress(int n, int t, int k) {
        try (Items items = Problems.make(Shape.SCALED, n, t, k, 2); Arena arena = Arena.ofConfined()) {
            check(Items.of(Matrix.view(moved(items.benefit().segment(), 3, arena), n, t),
                    Matrix.view(moved(items.cost().segment(), 5, arena), n, t),
                    Groups.view(moved(items.groups().segment(), 1, arena), k, Groups.Absent.REFUSED)).withCaps(one()),
                    "at odd addresses");
        }
    }

    private static MemorySegment moved(MemorySegment segment, int bytes, Arena arena) {
        return arena.allocate(segment.byteSize() + bytes, 64).asSlice(bytes).copyFrom(segment);
    }

    @ParameterizedTest
    @CsvSource({"3000,1,5", "3000,1,900", "40000,1,20000", "700,3,5", "700,8,5", "300,9,70", "300,64,3"})
    void aLabelThatIsNoGroupIsRefused(int n, int t, int k) {
        try (Items items = Problems.make(Shape.SCALED, n, t, k, 1).withCaps(one())) {
            MemorySegment labels = items.groups().segment();
            for (NativeBackend backend : variants()) {
                for (int wrong : new int[]{-1, k, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    for (int row : new int[]{0, 1, n / 2, n - 1}) {
                        int right = labels.getAtIndex(ValueLayout.JAVA_INT, row);
                        labels.setAtIndex(ValueLayout.JAVA_INT, row, wrong);
                        try (Prepared prepared = backend.prepare(items)) {
                            assertThrows(IndexOutOfBoundsException.class, prepared::select, backend.description());
                        }
                        labels.setAtIndex(ValueLayout.JAVA_INT, row, right);
                    }
                }
            }
        }
    }

    @Test
    void whatWouldBeReadOutsideOfTheDataIsRefused() {
        try (Items items = Problems.make(Shape.UNIFORM, 10, 3, 2, 1).withCaps(one());
                Prepared prepared = new NativeBackend(Variant.BASELINE).prepare(items)) {
            PartialSelection into = new PartialSelection(SelectionBounds.everything(2));
            assertThrows(IndexOutOfBoundsException.class, () -> prepared.accumulate(-1, 3, into));
            assertThrows(IndexOutOfBoundsException.class, () -> prepared.accumulate(3, 11, into));
            PartialSelection other = new PartialSelection(SelectionBounds.everything(1));
            assertThrows(IllegalArgumentException.class, () -> prepared.accumulate(0, 10, other));
        }
    }
}
