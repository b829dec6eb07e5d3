package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that are written to after they were checked lead to no access out of bounds. */
class ChangedLabelsTest {
    @BeforeAll
    static void requireTheLibrary() {
        Natives.require();
    }

    /** A change of thresholds on the way would show in the groups' arrays or end the JVM. */
    @ParameterizedTest
    @CsvSource({"3000,1,5", "3000,1,40", "3000,1,900", "40000,1,20000", "700,3,5", "700,8,5", "300,9,70", "300,64,3"})
    void aLabelThatIsNoGroupIsRefusedWhereItsEntriesMatter(int n, int t, int k) {
        try (Items items = Problems.make(Shape.SCALED, n, t, k, 1)) {
            MemorySegment labels = items.groups().segment();
            for (NativeBackend backend : Natives.all()) {
                for (int wrong : new int[]{-1, k, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    for (int row : new int[]{0, 1, n / 2, n - 1}) {
                        int right = labels.getAtIndex(ValueLayout.JAVA_INT, row);
                        double benefit = items.benefit().get(row, 0);
                        labels.setAtIndex(ValueLayout.JAVA_INT, row, wrong);
                        items.benefit().set(row, 0, 1e100);
                        try (Prepared prepared = backend.prepare(items)) {
                            assertThrows(IndexOutOfBoundsException.class, prepared::bestItems, backend.description());
                        }
                        items.benefit().set(row, 0, benefit);
                        labels.setAtIndex(ValueLayout.JAVA_INT, row, right);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"60000,1,5", "60000,1,60", "60000,1,3000", "60000,1,20000", "9000,3,60", "9000,8,60", "2000,40,7"})
    void labelsThatChangeMeanwhileDoNoHarm(int n, int t, int k) throws InterruptedException {
        try (Items items = Problems.make(Shape.ASCENDING, n, t, k, 1); Arena arena = Arena.ofShared()) {
            MemorySegment labels = arena.allocate(4L * n, 64).copyFrom(items.groups().segment());
            Items shared = Items.of(items.benefit(), items.cost(), Groups.view(labels, k, Groups.Absent.REFUSED));
            AtomicBoolean stop = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                SplittableRandom random = new SplittableRandom(1);
                while (!stop.get()) {
                    labels.setAtIndex(ValueLayout.JAVA_INT, random.nextInt(n),
                            random.nextBoolean() ? random.nextInt(k) : random.nextInt());
                }
            });
            writer.start();
            int refused = 0;
            try {
                for (NativeBackend backend : Natives.all()) {
                    try (Prepared prepared = backend.prepare(shared)) {
                        for (int call = 0; call < 20; call++) {
                            refused += isRefused(prepared) ? 1 : 0;
                        }
                    }
                }
            } finally {
                stop.set(true);
                writer.join();
            }
            assertTrue(refused > 0, "no call met a changed label");
        }
    }

    private static boolean isRefused(Prepared prepared) {
        try {
            prepared.bestItems();
            return false;
        } catch (IndexOutOfBoundsException e) {
            return true;
        }
    }

    /** The memory of a closed matrix is not C's to read. */
    @Test
    void closedDataAreRefused() {
        Matrix benefit = Matrix.copyOf(new double[]{1, 2});
        try (Matrix cost = Matrix.copyOf(new double[]{1, 1});
                Groups groups = Groups.of(new int[]{0, 0});
                Prepared prepared = new NativeBackend(Variant.BASELINE)
                        .prepare(Items.of(benefit, cost, groups))) {
            benefit.close();
            assertThrows(IllegalStateException.class, prepared::bestItems);
        }
    }
}
