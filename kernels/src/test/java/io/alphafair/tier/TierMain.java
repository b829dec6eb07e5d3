package io.alphafair.tier;

import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.select.Backends;
import java.util.concurrent.CountDownLatch;

/** Runs one proof and prints what came of it: {@code TierMain PLAIN_MICROS FAST_MICROS SAME}. */
public final class TierMain {
    private TierMain() {
    }

    /** A proof of loops that do nothing for a while. */
    private record Spinning(long plainMicros, long fastMicros, boolean isSame, CountDownLatch closed)
            implements
                Tier.Proof {
        @Override
        public void plain() {
            spin(plainMicros);
        }

        @Override
        public void fast() {
            spin(fastMicros);
        }

        @Override
        public void runOthers() {
            // There are none.
        }

        @Override
        public void close() {
            closed.countDown();
        }

        private static void spin(long micros) {
            long end = System.nanoTime() + 1000 * micros;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Tier tier = new Tier();
        CountDownLatch closed = new CountDownLatch(1);
        int calls = 0;
        while (!tier.isDue(1 << 20)) {
            calls++;
        }
        System.out.println("due after " + calls + ", then " + tier.isDue(Long.MAX_VALUE / 2) + ", undecided "
                + tier.isUndecided());
        tier.prove(() -> new Spinning(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]),
                Boolean.parseBoolean(arguments[2]), closed));
        // The proof ends with its verdict, after it has closed what it ran.
        while (tier.isUndecided()) {
            Thread.sleep(1);
        }
        closed.await();
        System.out.println("fast " + tier.isFast() + ", undecided " + tier.isUndecided());
        try {
            Backends.open("simd").close();
            System.out.println("simd runs");
        } catch (BackendUnavailableException e) {
            System.out.println(e.getMessage());
        }
    }
}
