package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.Timing;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.DeviceReport;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.select.Backends;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes to the device and back, by its own count, and that it is what the host has at the time. */
class CopiesTest {
    private static final int N = 400;
    private static final int T = 3;
    private static final int K = 5;
    /** refused[2], where, key and values[2 (K + 1)]. */
    private static final long RESULT_BYTES = 8 * (2 + 4 * K + 2);
    private static final long MATRIX_BYTES = 8L * N * T;
    private static final long LABEL_BYTES = 4L * N;

    private final InterpretedDevice device = OnDevice.fresh();
    private Items items;
    private CudaBackend backend;
    private Prepared prepared;

    @BeforeEach
    void prepare() {
        items = Problems.make(Shape.UNIFORM, N, T, K, 3);
        backend = CudaProvider.open(Settings.ofDevice(0).withGrid(64, 4).withCopies(1024, 3000, 0));
        prepared = backend.prepare(items);
    }

    @AfterEach
    void close() {
        prepared.close();
        backend.close();
        items.close();
        OnDevice.assertClean(device, "copies");
    }

    /** Asks, compares with scalar, and checks what was copied by the device's count and by the backend's. */
    private BestItems assertCopies(long up, long down) {
        return assertCopies(prepared, up, down);
    }

    private BestItems assertCopies(Prepared prepared, long up, long down) {
        device.reset();
        BestItems best = prepared.bestItems();
        try (var scalar = new ScalarProvider().open(1); Prepared expected = scalar.prepare(items)) {
            assertEquals(expected.bestItems(), best);
        }
        assertCounts(prepared, up, down);
        return best;
    }

    private void assertCounts(Prepared prepared, long up, long down) {
        DeviceReport report = device.report();
        assertEquals(up, report.bytesToDevice());
        assertEquals(down, report.bytesToHost());
        List<Timing> timings = prepared.timings();
        assertEquals(List.of("upload", "kernel", "download"), timings.stream().map(Timing::name).toList());
        assertEquals(List.of(up, 0L, down), timings.stream().map(Timing::bytes).toList());
        assertTrue(timings.stream().allMatch(timing -> timing.nanos() >= 0));
    }

    @Test
    void whatIsThereIsNotCopiedAgain() {
        assertTrue(prepared.timings().isEmpty());
        assertCopies(2 * MATRIX_BYTES + LABEL_BYTES, RESULT_BYTES);
        assertCopies(0, RESULT_BYTES);
    }

    @Test
    void aTrainingStepCopiesTheNewBenefitAndNumbersAGroup() {
        assertCopies(2 * MATRIX_BYTES + LABEL_BYTES, RESULT_BYTES);
        try (Items next = Problems.make(Shape.SCALED, N, T, K, 4); Matrix out = Matrix.allocate(N, T)) {
            for (int step = 0; step < 3; step++) {
                prepared.replaceBenefit(next.benefit());
                BestItems best = assertCopies(MATRIX_BYTES, RESULT_BYTES);
                device.reset();
                prepared.denseVjp(best.allocate(Fairness.of(2), 10), next.cost(), out);
                assertCounts(prepared, 16L * K, MATRIX_BYTES);
            }
        }
    }

    @Test
    void aRefillIsNoticedAndSoIsWhatIsSaidToBeStale() {
        assertCopies(2 * MATRIX_BYTES + LABEL_BYTES, RESULT_BYTES);
        items.cost().set(7, 1, 1e-6);
        assertCopies(MATRIX_BYTES, RESULT_BYTES);
        items.benefit().segment().fill((byte) 0x3f);
        prepared.refresh();
        assertCopies(2 * MATRIX_BYTES + LABEL_BYTES, RESULT_BYTES);
    }

    @Test
    void theVariantUploadCopiesEverythingAtEachCall() {
        try (Backend upload = Backends.open("cuda:upload"); Prepared copied = upload.prepare(items)) {
            assertEquals("cuda:upload", upload.name());
            assertCopies(copied, 2 * MATRIX_BYTES + LABEL_BYTES, RESULT_BYTES);
            assertCopies(copied, 2 * MATRIX_BYTES + LABEL_BYTES, RESULT_BYTES);
        }
    }

    @Test
    void theVariantResidentIsTheDefault() {
        try (Backend resident = Backends.open("cuda:resident"); Prepared kept = resident.prepare(items)) {
            assertEquals("cuda:resident", resident.name());
            assertCopies(kept, 2 * MATRIX_BYTES + LABEL_BYTES, RESULT_BYTES);
            assertCopies(kept, 0, RESULT_BYTES);
        }
        UnknownBackendException e = assertThrows(UnknownBackendException.class, () -> Backends.open("cuda:fast"));
        assertEquals("backend 'cuda' has no variant 'fast': expected one of resident, upload", e.getMessage());
    }
}
