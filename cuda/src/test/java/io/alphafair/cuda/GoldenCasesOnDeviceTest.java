package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.FundedEntry;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.testing.CappedGolden;
import io.alphafair.testing.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The golden cases under every setting: the answers of the plain loop, which is held to the numbers themselves. */
class GoldenCasesOnDeviceTest {
    @Test
    void everyCaseGivesTheBitsOfScalar() {
        InterpretedDevice device = OnDevice.fresh();
        List<Golden> cases = Stream.concat(Golden.all().stream(), Golden.oddAlphas().stream()).toList();
        for (Settings settings : OnDevice.SETTINGS) {
            try (CudaBackend backend = CudaProvider.open(settings)) {
                cases.forEach(golden -> check(backend, golden, settings + ", " + golden));
            }
        }
        OnDevice.assertClean(device, "golden cases");
    }

    /** With caps: the selection of the plain loop, and the funded entries that the numbers themselves say. */
    @Test
    void everyCaseWithCapsGivesTheSelectionOfScalar() {
        InterpretedDevice device = OnDevice.fresh();
        List<CappedGolden> cases = CappedGolden.all();
        for (Settings settings : OnDevice.SETTINGS) {
            try (CudaBackend backend = CudaProvider.open(settings)) {
                cases.forEach(golden -> check(backend, golden, settings + ", " + golden));
            }
        }
        OnDevice.assertClean(device, "golden cases with caps");
    }

    private static void check(CudaBackend backend, CappedGolden golden, String where) {
        try (Backend scalar = new ScalarProvider().open(1);
                Items items = Items.of(Matrix.copyOf(golden.entryBenefit(), golden.n(), golden.t()),
                        Matrix.copyOf(golden.entryCost(), golden.n(), golden.t()),
                        Groups.of(golden.group(), golden.k()))
                        .withCaps(Matrix.copyOf(golden.entryCap(), golden.n(), golden.t()));
                Prepared expected = scalar.prepare(items);
                Prepared prepared = backend.prepare(items)) {
            Selection selection = prepared.select();
            assertEquals(expected.select(), selection, where);
            CappedAllocation allocation = selection.allocate(golden.fairness(), golden.budget(), golden.weights());
            List<Integer> funded = new ArrayList<>();
            for (FundedEntry entry : allocation.funded()) {
                funded.add((int) entry.index());
            }
            assertEquals(Arrays.stream(golden.ints("funded")).boxed().toList(), funded, where);
            for (int group = 0; group < golden.k(); group++) {
                assertEquals(golden.ints("whole")[group], allocation.fullCount(group), where);
                assertEquals(golden.ints("critical")[group], allocation.criticalIndex(group), where);
            }
        }
    }

    private static void check(CudaBackend backend, Golden golden, String where) {
        try (Backend scalar = new ScalarProvider().open(1);
                Items items = golden.items();
                Prepared expected = scalar.prepare(items);
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            assertEquals(expected.bestItems(), best, where);
            for (int group = 0; group < golden.k(); group++) {
                assertEquals(golden.doubles("bestRatio")[group], best.bestRatio(group), where);
            }
        }
    }
}
