package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Operations that settle and that do not. */
class SettlingTest {
    @Test
    void anOperationThatStaysTheSameSettles() {
        AtomicLong calls = new AtomicLong();
        assertEquals("", Settling.settle(calls::incrementAndGet, Duration.ofSeconds(60)));
        assertTrue(calls.get() > 100, calls.toString());
    }

    @Test
    void anOperationThatAllocatesMoreAndMoreDoesNot() {
        AtomicLong calls = new AtomicLong();
        String reason = Settling.settle(() -> {
            long call = calls.incrementAndGet();
            pause();
            return new byte[Math.toIntExact(10_000 * call)];
        }, Duration.ofMillis(900));
        assertTrue(reason.startsWith("not settled within 900 ms: "), reason);
    }

    @Test
    void anOperationThatAlwaysAllocatesMoreThanItMayDoesNot() {
        AtomicReference<byte[]> last = new AtomicReference<>();
        Supplier<Object> call = () -> {
            last.set(new byte[20_000]);
            return last;
        };
        String reason = Settling.settle(call::get, Duration.ofSeconds(6));
        assertTrue(reason.startsWith("not settled within 6000 ms: "), reason);
        assertEquals("", Settling.settle(Operation.allocating(21_000, call), Duration.ofSeconds(60)));
    }

    @Test
    void withoutALimitNothingIsRepeatedOrJudged() {
        assertEquals("", Settling.settle(() -> {
            throw new AssertionError("called");
        }, Duration.ZERO));
    }

    @Test
    void largeProblemsHaveASmallerOneToWarmUpWith() {
        for (Problem large : List.of(Problem.of("uniform", 10_000_000, 1, 1_000_000),
                Problem.of("zipf", 100_000, 64, 7),
                Problem.of("census", 1_000_000, 8, 12, "alpha", "1"))) {
            Problem small = Workload.smaller(large);
            assertTrue(small.n() < large.n() && small.n() >= large.k(), small.toString());
            assertEquals(small.with("n", Long.toString(large.n())), large);
            Workload.make(small).close();
        }
        Problem small = Problem.of("nmes", 4406, 6, 4);
        assertEquals(small, Workload.smaller(small));
    }

    @Test
    void anOperationThatGetsSlowerAndSlowerDoesNot() {
        AtomicLong start = new AtomicLong(System.nanoTime());
        String reason = Settling.settle(() -> {
            long until = System.nanoTime() + (System.nanoTime() - start.get()) / 4;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return start;
        }, Duration.ofMillis(900));
        assertTrue(reason.startsWith("not settled within 900 ms"), reason);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
