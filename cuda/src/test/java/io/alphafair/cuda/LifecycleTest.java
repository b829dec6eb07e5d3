package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users do with threads, several backends, closed ones, lost devices, and data that the device cannot hold. */
class LifecycleTest {
    private static final Settings SETTINGS = Settings.ofDevice(0).withGrid(64, 2);

    /** First: where it cannot be built, there is nothing to close. */
    private final InterpretedDevice device = OnDevice.fresh();
    private final Items items = Problems.make(Shape.UNIFORM, 200, 3, 5, 1);
    private final BestItems expected = scalarsAnswer(items);

    @AfterEach
    void close() {
        items.close();
        assertEquals(0, device.report().live(), device.report()::toString);
    }

    private static BestItems scalarsAnswer(Items of) {
        try (Backend scalar = new ScalarProvider().open(1); Prepared prepared = scalar.prepare(of)) {
            return prepared.bestItems();
        }
    }

    private void assertReopenedIsRight() {
        try (CudaBackend backend = CudaProvider.open(SETTINGS); Prepared prepared = backend.prepare(items)) {
            assertEquals(expected, prepared.bestItems());
        }
    }

    @Test
    void eachStepMayComeFromAnotherThread() throws InterruptedException, ExecutionException {
        CudaBackend backend = CudaProvider.open(SETTINGS);
        Prepared prepared = elsewhere(() -> backend.prepare(items));
        for (int i = 0; i < 3; i++) {
            assertEquals(expected, elsewhere(prepared::bestItems));
        }
        elsewhere(() -> {
            prepared.close();
            backend.close();
            return null;
        });
        OnDevice.assertClean(device, "threads");
    }

    /** In a thread that has never called the driver. */
    private static <T> T elsewhere(java.util.concurrent.Callable<T> call)
            throws InterruptedException, ExecutionException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(call).get();
        }
    }

    @Test
    void threadsShareABackend() throws InterruptedException, ExecutionException {
        try (CudaBackend backend = CudaProvider.open(SETTINGS);
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<BestItems>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(pool.submit(() -> {
                    try (Prepared prepared = backend.prepare(items)) {
                        prepared.bestItems();
                        return prepared.bestItems();
                    }
                }));
            }
            for (Future<BestItems> answer : answers) {
                assertEquals(expected, answer.get());
            }
        }
        OnDevice.assertClean(device, "shared");
    }

    @Test
    void twoBackendsOnOneDeviceDoNotDisturbEachOther() {
        CudaBackend first = CudaProvider.open(SETTINGS);
        try (CudaBackend second = CudaProvider.open(Settings.ofDevice(0)); Prepared ofSecond = second.prepare(items)) {
            try (Prepared ofFirst = first.prepare(items)) {
                assertEquals(expected, ofFirst.bestItems());
                assertEquals(expected, ofSecond.bestItems());
            }
            first.close();
            assertEquals(expected, ofSecond.bestItems());
        }
        OnDevice.assertClean(device, "two backends");
    }

    @Test
    void whatBreaksOneBreaksTheOtherAndBothSaySo() {
        try (CudaBackend first = CudaProvider.open(SETTINGS);
                CudaBackend second = CudaProvider.open(SETTINGS);
                Prepared ofFirst = first.prepare(items);
                Prepared ofSecond = second.prepare(items)) {
            ofFirst.bestItems();
            device.reset();
            device.fail("cuEventSynchronize", 1, 719);
            assertTrue(assertThrows(CudaException.class, ofFirst::bestItems).mustReopen());
            CudaException other = assertThrows(CudaException.class, ofSecond::bestItems);
            assertEquals(719, other.code());
            assertTrue(other.getMessage().endsWith("close the backend and open it again"), other.getMessage());
        }
        assertReopenedIsRight();
    }

    /** Device unavailable, memory error, kernel that failed, and what drivers say of a device that fell off the bus. */
    @ParameterizedTest
    @ValueSource(ints = {46, 214, 719, 999})
    void aDeviceThatIsLostInTheMiddleIsSaidToBe(int code) {
        try (CudaBackend backend = CudaProvider.open(SETTINGS); Prepared prepared = backend.prepare(items)) {
            assertEquals(expected, prepared.bestItems());
            device.reset();
            device.fail("cuLaunchKernel", 2, code);
            CudaException lost = assertThrows(CudaException.class, prepared::bestItems);
            assertEquals("cuLaunchKernel", lost.call());
            assertTrue(lost.mustReopen() && lost.getMessage().endsWith("close the backend and open it again"),
                    lost.getMessage());
            assertEquals(code, assertThrows(CudaException.class, prepared::bestItems).code());
            assertThrows(CudaException.class, () -> backend.prepare(items));
        }
        assertReopenedIsRight();
    }

    @Test
    void closingTwiceIsNothingAndUseAfterCloseIsRefused() {
        CudaBackend backend = CudaProvider.open(SETTINGS);
        Prepared prepared = backend.prepare(items);
        prepared.close();
        prepared.close();
        assertEquals("this prepared problem is closed",
                assertThrows(IllegalStateException.class, prepared::bestItems).getMessage());
        backend.close();
        backend.close();
        assertTrue(assertThrows(IllegalStateException.class, () -> backend.prepare(items)).getMessage()
                .startsWith("this cuda backend is closed"));
        OnDevice.assertClean(device, "closed twice");
    }

    @Test
    void whatIsPreparedEndsWithItsBackend() {
        CudaBackend backend = CudaProvider.open(SETTINGS);
        Prepared prepared = backend.prepare(items);
        backend.close();
        assertTrue(assertThrows(IllegalStateException.class, prepared::bestItems).getMessage()
                .startsWith("this cuda backend is closed"));
        assertThrows(IllegalStateException.class, prepared::close);
        assertReopenedIsRight();
    }

    /** Of 4 MiB: five problems that pass through, and ones that fit with little to spare; with the settings of use. */
    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 230_000, 210_000, 190_000, 170_000})
    void dataThatTheDeviceCannotHoldPassThrough(int elements) {
        device.set("MEM_MB", 4);
        device.set("RACES", 0);
        try (Items large = Problems.make(Shape.UNIFORM, elements / 4, 4, 9, 2);
                Matrix out = Matrix.allocate(elements / 4, 4);
                Matrix wanted = Matrix.allocate(elements / 4, 4);
                Backend scalar = new ScalarProvider().open(1);
                Prepared reference = scalar.prepare(large);
                CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                Prepared prepared = backend.prepare(large)) {
            BestItems best = prepared.bestItems();
            assertEquals(reference.bestItems(), best);
            double[] byGroup = {1, 2, 3, 4, 5, 6, 7, 8, 9};
            prepared.scatter(best, byGroup, out);
            reference.scatter(best, byGroup, wanted);
            assertArrayEquals(wanted.toArray(), out.toArray());
            SelectionBounds bounds = SelectionBounds.everything(9);
            for (int group = 0; group < 9; group++) {
                bounds.setLower(group, 8, 0);
            }
            assertEquals(reference.select(bounds), prepared.select(bounds));
            device.reset();
            assertEquals(best, prepared.bestItems());
            boolean passes = elements * 17L > (4 << 20) / 10 * 9;
            assertEquals(passes ? elements * 17L : 0, device.report().bytesToDevice());
        }
    }
}
