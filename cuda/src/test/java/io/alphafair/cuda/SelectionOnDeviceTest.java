package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SelectionBounds;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Allocation with caps: what is copied, which kernels run, and what changes between calls. */
class SelectionOnDeviceTest {
    private static final int N = 400;
    private static final int T = 3;
    private static final int K = 5;
    private static final Settings SETTINGS = Settings.ofDevice(0).withGrid(64, 4).withCopies(1024, 3000, 0);
    /** Of 16-byte elements in 3000 bytes, in multiples of 4 rows. */
    private static final long BLOCK_ROWS = 60;
    private static final long FOUND_BYTES = 24;

    private final InterpretedDevice device = OnDevice.fresh();
    private final Backend scalar = new ScalarProvider().open(1);

    @AfterEach
    void close() {
        scalar.close();
        OnDevice.assertClean(device, "selection");
    }

    private static Items capped(int n, int t, int k) {
        double[] caps = new double[n * t];
        Arrays.fill(caps, 1);
        return Problems.make(Shape.UNIFORM, n, t, k, 3).withCaps(Matrix.copyOf(caps, n, t));
    }

    /** The ratio that a fifth of the entries reach. */
    private static double ratioOfUpperFifth(Items items) {
        double[] ratios = new double[N * T];
        for (int place = 0; place < ratios.length; place++) {
            ratios[place] = items.benefit(place / T, place % T) / items.cost(place / T, place % T);
        }
        Arrays.sort(ratios);
        return ratios[ratios.length * 4 / 5];
    }

    private static SelectionBounds lower(double ratio) {
        SelectionBounds bounds = SelectionBounds.everything(K);
        for (int group = 0; group < K; group++) {
            bounds.setLower(group, ratio, 0);
        }
        return bounds;
    }

    @Test
    void thresholdsGoUpAndTheListComesBack() {
        try (Items items = capped(N, T, K);
                CudaBackend backend = CudaProvider.open(SETTINGS);
                CudaPrepared prepared = backend.prepare(items);
                Prepared reference = scalar.prepare(items)) {
            double ratio = ratioOfUpperFifth(items);
            SelectionBounds bounds = lower(ratio);
            assertEquals(reference.select(bounds), prepared.select(bounds));
            assertEquals(16L * N * T + 4 * N + 8 * K, prepared.timings().getFirst().bytes());
            device.reset();
            assertEquals(reference.select(bounds), prepared.select(bounds));
            long listed = 0;
            for (int row = 0; row < N; row++) {
                for (int item = 0; item < T; item++) {
                    listed += items.benefit(row, item) < Math.nextDown(ratio) * items.cost(row, item) ? 0 : 1;
                }
            }
            assertEquals(N * T / 5, listed, 2);
            long blocks = (N - 1) / BLOCK_ROWS + 1;
            assertEquals(8 * K, device.report().bytesToDevice());
            assertEquals(FOUND_BYTES * blocks + 4 * listed, device.report().bytesToHost());
            assertEquals(8 * K, prepared.timings().getFirst().bytes());
            assertEquals(FOUND_BYTES * blocks + 4 * listed, prepared.timings().getLast().bytes());
        }
    }

    /** Enough elements for bounds from a sample. */
    @ParameterizedTest
    @CsvSource({"34000,1,1,listColumn", "8500,4,3,listEvenRow", "11000,3,40,listAnyRow"})
    void anAllocationIsThatOfScalar(int n, int t, int k, String kernel) {
        device.set("RACES", 0);
        try (Items items = capped(n, t, k);
                CudaBackend backend = CudaProvider.open(Settings.ofDevice(0));
                Prepared prepared = backend.prepare(items);
                Prepared reference = scalar.prepare(items)) {
            for (Fairness fairness : new Fairness[]{Fairness.of(0), Fairness.of(1),
                    Fairness.of(Double.POSITIVE_INFINITY)}) {
                double budget = 0.02 * n * t;
                assertEquals(reference.allocate(fairness, budget), prepared.allocate(fairness, budget));
            }
            assertTrue(device.report().kernels().contains(kernel), device.report().kernels()::toString);
            // Three selections, none of which lists everything.
            assertTrue(device.report().bytesToHost() < 3 * 4L * n * t, device.report()::toString);
        }
    }

    /** Rows of more elements than a block has. */
    @Test
    void rowsMayBeLongerThanABlock() {
        Settings small = SETTINGS.withCopies(64, 256, 1);
        try (Items items = capped(7, 301, 2);
                CudaBackend backend = CudaProvider.open(small);
                Prepared prepared = backend.prepare(items)) {
            BackendContract.checkSelection("cuda", prepared, 1);
        }
    }

    private static String refusal(Prepared prepared) {
        return assertThrows(InvalidValueException.class, prepared::select).getMessage();
    }

    @Test
    void capsThatAreWrittenAreCheckedAnew() {
        try (Items items = capped(N, T, K);
                CudaBackend backend = CudaProvider.open(SETTINGS);
                CudaBackend uploads = CudaProvider.open(SETTINGS.withUploads());
                Prepared prepared = backend.prepare(items);
                Prepared uploaded = uploads.prepare(items);
                Prepared reference = scalar.prepare(items)) {
            assertEquals(reference.select(), prepared.select());
            assertEquals(reference.select(), uploaded.select());
            items.cap().set(350, 1, -1);
            items.cap().set(130, 2, 0);
            assertEquals(refusal(reference), refusal(prepared));
            items.cap().set(130, 2, 2);
            assertEquals(refusal(reference), refusal(prepared));
            items.cap().set(350, 1, 3);
            assertEquals(reference.select(), prepared.select());
            items.cap().segment().setAtIndex(ValueLayout.JAVA_DOUBLE, 7, Double.NaN);
            assertEquals(refusal(reference), refusal(uploaded));
            prepared.refresh();
            assertEquals(refusal(reference), refusal(prepared));
            // With bounds that list nothing, too.
            SelectionBounds bounds = lower(Double.MAX_VALUE);
            assertEquals(refusal(reference),
                    assertThrows(InvalidValueException.class, () -> prepared.select(bounds)).getMessage());
        }
    }

    @Test
    void aLabelThatIsNoGroupIsRefused() {
        try (Items items = capped(N, T, K);
                CudaBackend backend = CudaProvider.open(SETTINGS);
                Prepared prepared = backend.prepare(items)) {
            items.groups().segment().setAtIndex(ValueLayout.JAVA_INT, 311, K);
            items.groups().segment().setAtIndex(ValueLayout.JAVA_INT, 307, -1);
            String message = assertThrows(InvalidInputException.class, prepared::select).getMessage();
            assertEquals("label of row 307 was outside 0..4 when the device read it: labels must not change while the"
                    + " problem is in use", message);
        }
    }

    @Test
    void whatDoesNotFitTheProblemIsRefused() {
        try (Items items = capped(N, T, K);
                CudaBackend backend = CudaProvider.open(SETTINGS);
                Prepared prepared = backend.prepare(items)) {
            PartialSelection into = new PartialSelection(SelectionBounds.everything(K));
            assertThrows(IndexOutOfBoundsException.class, () -> prepared.accumulate(-1, 3, into));
            assertThrows(IndexOutOfBoundsException.class, () -> prepared.accumulate(3, N + 1, into));
            PartialSelection other = new PartialSelection(SelectionBounds.everything(K - 1));
            assertEquals("bounds of 4 groups: expected 5, those of the problem",
                    assertThrows(IllegalArgumentException.class, () -> prepared.accumulate(0, N, other)).getMessage());
        }
    }

    /** The host looks at what is listed, and these benefits it has not got. */
    @Test
    void benefitsThatAreOnTheDeviceOnlyAreRefused() {
        Driver driver = new JCudaDriverCalls();
        try (Items items = capped(N, T, K); CudaBackend backend = new CudaBackend(SETTINGS, driver)) {
            long benefits = driver.allocate(8L * N * T);
            try (CudaPrepared prepared = backend.prepare(items, benefits)) {
                String message = assertThrows(UnsupportedOperationException.class,
                        () -> prepared.allocate(Fairness.of(1), 10)).getMessage();
                assertTrue(message.startsWith("the benefits are at a device address only"), message);
            }
            driver.free(benefits);
        }
    }
}
