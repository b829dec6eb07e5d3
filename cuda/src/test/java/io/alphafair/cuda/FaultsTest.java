package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.scalar.ScalarProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every driver call of a whole session fails once: the first, one in the middle and the last. */
class FaultsTest {
    /** What such a call fails to give back goes with the context. */
    private static final Pattern GIVING_BACK = Pattern
            .compile("cu(MemFree|MemFreeHost|StreamDestroy|EventDestroy|ModuleUnload)(_v2)?");
    private static final int OUT_OF_MEMORY = 2;
    private static final int ILLEGAL_ADDRESS = 700;
    private static final int LAUNCH_FAILED = 719;
    private static final int NOT_SUPPORTED = 801;
    /** Small chunks and buffers, so that each call is made several times. */
    private static final Settings SETTINGS = Settings.ofDevice(0).withGrid(32, 2).withCopies(256, 400, 1);

    private record Answer(BestItems best, double[] dense, Selection selection) {
        boolean equals(Answer other) {
            return best.equals(other.best) && Arrays.equals(dense, other.dense) && selection.equals(other.selection);
        }
    }

    private static Answer ask(Prepared prepared) {
        Items items = prepared.items();
        BestItems best = BestItems.withRunnerUp(items.groupCount());
        prepared.bestItems(best);
        try (Matrix out = Matrix.allocate(items.individualCount(), items.itemCount())) {
            prepared.scatter(best, new double[]{1, 2, 3}, out);
            return new Answer(best, out.toArray(), prepared.select());
        }
    }

    private static Answer session(Items items) {
        try (CudaBackend backend = CudaProvider.open(SETTINGS); Prepared prepared = backend.prepare(items)) {
            return ask(prepared);
        }
    }

    private static Items items() {
        return Problems.make(Shape.UNIFORM, 60, 2, 3, 5).withCaps(Matrix.copyOf(new double[]{1}));
    }

    private static Answer expected(Items items) {
        try (var scalar = new ScalarProvider().open(1); Prepared prepared = scalar.prepare(items)) {
            return ask(prepared);
        }
    }

    static Stream<String> functions() {
        InterpretedDevice device = OnDevice.fresh();
        try (Items items = items()) {
            session(items);
        }
        return device.report().functions().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void eachFailureIsNamedAndNothingLeaks(String function) {
        InterpretedDevice device = OnDevice.fresh();
        try (Items items = items()) {
            Answer expected = expected(items);
            session(items);
            long calls = device.report().calls(function);
            for (long nth : new TreeSet<>(List.of(1L, (calls + 1) / 2, calls))) {
                for (int code : new int[]{OUT_OF_MEMORY, ILLEGAL_ADDRESS, LAUNCH_FAILED, NOT_SUPPORTED}) {
                    String where = function + " " + nth + " of " + calls + " answers " + code;
                    device.reload();
                    device.reset();
                    device.fail(function, nth, code);
                    RuntimeException thrown = failure(items);
                    assertNotNull(thrown, where);
                    assertTrue(names(thrown, function, code), where + ": " + thrown);
                    // A context that cannot be given back stays.
                    assertEquals(function.startsWith("cuDevicePrimaryCtxRelease") ? 1 : 0, device.report().live(),
                            where + ": " + device.report());
                    if (!GIVING_BACK.matcher(function).matches() && (code == OUT_OF_MEMORY || code == NOT_SUPPORTED)) {
                        assertEquals(0, device.report().abandoned(),
                                where + ": left to the context, which is gone: " + device.report());
                    }
                    device.reload();
                    device.reset();
                    assertTrue(session(items).equals(expected), where + ": a reopened backend is wrong");
                    OnDevice.assertClean(device, where);
                }
            }
        }
    }

    private static RuntimeException failure(Items items) {
        try {
            session(items);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** In the message, the cause's or that of what was suppressed: a call that fails while all is given back is. */
    private static boolean names(Throwable thrown, String function, int code) {
        String call = function.replaceFirst("_v2$", "");
        return thrown != null && (thrown.getMessage().contains(call + " failed with " + code)
                || names(thrown.getCause(), function, code)
                || Stream.of(thrown.getSuppressed()).anyMatch(e -> names(e, function, code)));
    }

    @Test
    void aBackendThatRanOutOfMemoryGoesOn() {
        InterpretedDevice device = OnDevice.fresh();
        try (Items items = items(); CudaBackend backend = CudaProvider.open(SETTINGS)) {
            Answer expected = expected(items);
            for (Map.Entry<String, Long> call : Map.of("cuMemAlloc_v2", 3L, "cuMemAllocHost_v2", 1L, "cuStreamCreate",
                    2L, "cuMemcpyHtoDAsync_v2", 2L, "cuMemcpyDtoHAsync_v2", 1L, "cuLaunchKernel", 3L).entrySet()) {
                device.reset();
                long before = device.report().live();
                device.fail(call.getKey(), call.getValue(), OUT_OF_MEMORY);
                CudaException thrown = assertThrows(CudaException.class, () -> {
                    try (Prepared prepared = backend.prepare(items)) {
                        ask(prepared);
                    }
                }, call.getKey());
                assertEquals(before, device.report().live(), call.getKey() + ": " + device.report());
                assertEquals(OUT_OF_MEMORY, thrown.code());
                assertTrue(!thrown.mustReopen() && thrown.getMessage().contains("the backend can be used"));
                try (Prepared prepared = backend.prepare(items)) {
                    assertTrue(ask(prepared).equals(expected), "after " + call.getKey());
                }
            }
        }
        assertEquals(0, device.report().live());
    }

    @Test
    void aCallThatFailedCanBeMadeAgain() {
        InterpretedDevice device = OnDevice.fresh();
        try (Items items = items();
                CudaBackend backend = CudaProvider.open(SETTINGS);
                Prepared prepared = backend.prepare(items)) {
            Answer expected = expected(items);
            device.reset();
            device.fail("cuLaunchKernel", 2, NOT_SUPPORTED);
            assertThrows(CudaException.class, () -> ask(prepared));
            assertTrue(ask(prepared).equals(expected));
        }
        OnDevice.assertClean(device, "made again");
    }
}
