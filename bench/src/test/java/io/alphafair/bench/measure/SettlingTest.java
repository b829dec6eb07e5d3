package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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
