package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Benefits, upstream gradients and results that are on the device, as in a training step: a few numbers per group are copied. */
class OnDeviceBenefitTest {
    private static final int N = 300;
    private static final int T = 4;
    private static final int K = 6;
    private static final long BYTES = 8L * N * T;

    /** Somebody else's memory in the same context. */
    private static long put(Driver driver, long stream, MemorySegment from) {
        long address = driver.allocate(from.byteSize());
        driver.copyToDevice(address, from.address(), from.byteSize(), stream);
        driver.synchronize(stream);
        return address;
    }

    @Test
    void aTrainingStepCopiesAFewNumbersPerGroup() {
        InterpretedDevice device = OnDevice.fresh();
        Driver driver = new JCudaDriverCalls();
        try (Items items = Problems.make(Shape.UNIFORM, N, T, K, 1);
                Items placeholder = Problems.make(Shape.UNIFORM, N, T, K, 1);
                Matrix upstream = Matrix.allocate(N, T);
                Matrix expected = Matrix.allocate(N, T);
                Matrix found = Matrix.allocate(N, T);
                var scalar = new ScalarProvider().open(1);
                Prepared reference = scalar.prepare(items);
                CudaBackend backend = new CudaBackend(Settings.ofDevice(0).withGrid(64, 3), driver)) {
            placeholder.benefit().segment().fill((byte) 0);
            upstream.copyFrom(items.benefit());
            long stream = driver.createStream();
            long benefits = put(driver, stream, items.benefit().segment());
            long gradients = put(driver, stream, upstream.segment());
            try (CudaPrepared prepared = backend.prepare(placeholder, benefits)) {
                prepared.bestItems();
                device.reset();
                BestItems best = prepared.bestItems();
                assertEquals(reference.bestItems(), best);
                assertEquals(8 * (2 + 4 * K + 2), prepared.timings().getLast().bytes());
                Allocation allocation = best.allocate(Fairness.of(2), 10);
                prepared.denseVjp(allocation, gradients, gradients);
                assertEquals(8 * 4 * K, device.report().bytesToDevice());
                assertEquals(8 * (2 + 4 * K + 2) + 8 * K, device.report().bytesToHost());
                driver.copyToHost(found.segment().address(), gradients, BYTES, stream);
                driver.synchronize(stream);
                reference.denseVjp(allocation, upstream, expected);
                assertNotEquals(0, expected.get(best.winnerRow(0), best.winnerItem(0)));
                assertArrayEquals(expected.toArray(), found.toArray());
            }
            driver.free(benefits);
            driver.free(gradients);
            driver.destroyStream(stream);
        }
        OnDevice.assertClean(device, "training step");
    }

    @Test
    void groupsWithoutABenefitAndInvalidOnesAreThoseOfTheDevice() {
        InterpretedDevice device = OnDevice.fresh();
        Driver driver = new JCudaDriverCalls();
        try (Items items = Problems.make(Shape.UNIFORM, N, T, K, 2);
                Items placeholder = Problems.make(Shape.UNIFORM, N, T, K, 2);
                var scalar = new ScalarProvider().open(1);
                Prepared reference = scalar.prepare(items);
                CudaBackend backend = new CudaBackend(Settings.ofDevice(0), driver)) {
            for (int row = 0; row < N; row++) {
                for (int item = 0; item < T && items.groups().label(row) == 2; item++) {
                    items.benefit().set(row, item, 0);
                }
            }
            long stream = driver.createStream();
            long benefits = put(driver, stream, items.benefit().segment());
            try (CudaPrepared prepared = backend.prepare(placeholder, benefits)) {
                BestItems best = prepared.bestItems();
                assertEquals(reference.bestItems(), best);
                assertTrue(best.isZero(2));
                items.benefit().set(70, 3, Double.NaN);
                driver.copyToDevice(benefits, items.benefit().segment().address(), BYTES, stream);
                driver.synchronize(stream);
                String message = assertThrows(InvalidValueException.class, reference::bestItems).getMessage();
                assertTrue(message.startsWith("benefit[70,3] is NaN"), message);
                assertEquals(message, assertThrows(InvalidValueException.class, prepared::bestItems).getMessage());
            }
            driver.free(benefits);
            driver.destroyStream(stream);
        }
        OnDevice.assertClean(device, "placeholder");
    }
}
