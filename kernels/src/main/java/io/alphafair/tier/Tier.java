package io.alphafair.tier;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Decides by time whether a loop runs in its plain form or in its fast one. Code that uses the Vector API is some hundred
 * times slower than a plain loop until the JVM's last compiler has compiled it, and it stays slow on a JVM that has no
 * such compiler or no vectors. So the plain form does the work first. Once it has done some, a thread of low priority runs
 * both forms on data of its own, again and again, until the fast form has been faster several times in a row; from then on
 * the fast form does the work. If that takes too long, the plain form stays and the proof is tried again much later.
 *
 * <p>Both forms give the same bits, and the proof checks that they do. May be shared by threads.
 */
public final class Tier {
    /** Both forms of a loop, on data of the proof's own. */
    public interface Proof extends AutoCloseable {
        /** Runs the plain form once. */
        void plain();

        /** Runs the fast form once. */
        void fast();

        /** Runs the fast form once on data that make it take its other branches; it is not timed. */
        void runOthers();

        /** Runs both forms on all data and returns whether they give the same bits. */
        boolean isSame();

        @Override
        void close();
    }

    /** Which form runs. */
    private enum Use {
        TIMED, ALWAYS, NEVER
    }

    /** {@code timed}, or {@code always} or {@code never} the fast form: for tests and measurements. */
    private static final String PROPERTY = "alphafair.vectors";
    private static final Use USE = use(System.getProperty(PROPERTY, "timed"));

    /**
     * The plain form takes about half a second for so many elements. A proof keeps a processor busy for as long as that or
     * longer, and the JVM's compiler another one: a program that asks for less work than this does not pay for it.
     */
    private static final long FIRST_PROOF = 1 << 27;
    /** What a call costs besides its elements, in elements. */
    private static final long PER_CALL = 64;
    /** How much more work there has to be before a proof that ran out of time is tried again. */
    private static final int LATER = 16;
    private static final long MOST_NANOS = 10_000_000_000L;
    /** A time is compared if the fast form took so long, and the runs are repeated until it does. */
    private static final long LEAST_NANOS = 100_000;
    private static final int WINS = 8;
    /** On a machine with one processor the proof rests so many times as long as it runs. */
    private static final int REST = 4;
    /** One proof at a time. */
    private static final Object PROVING = new Object();

    private static volatile String fault;

    private volatile boolean lost = USE == Use.NEVER;
    private volatile boolean fast = USE == Use.ALWAYS;
    private final AtomicLong work = new AtomicLong();
    private volatile long due = USE == Use.TIMED ? FIRST_PROOF : Long.MAX_VALUE;

    /** A tier that begins with the plain form. */
    public Tier() {
        // Nothing was measured yet.
    }

    private static Use use(String value) {
        for (Use use : Use.values()) {
            if (use.name().toLowerCase(Locale.ROOT).equals(value)) {
                return use;
            }
        }
        throw new IllegalStateException(PROPERTY + "=" + value + ": expected timed, always or never");
    }

    /** Why the fast forms must not be trusted in this JVM; null while no proof has failed. */
    public static String fault() {
        return fault;
    }

    /** Whether the fast form does the work. */
    public boolean isFast() {
        return fast;
    }

    /** Whether the plain form does the work and no proof has ended yet. */
    public boolean isUndecided() {
        return !fast && !lost;
    }

    /** Counts work of the plain form and returns whether the proof is due, to one caller. */
    public boolean isDue(long elements) {
        if (work.addAndGet(elements + PER_CALL) < due) {
            return false;
        }
        synchronized (this) {
            boolean first = work.get() >= due;
            due = Long.MAX_VALUE;
            return first;
        }
    }

    /**
     * Starts the proof in a thread of its own.
     *
     * @param maker called in that thread; makes null if the fast form cannot run on this JVM
     */
    public void prove(Supplier<Proof> maker) {
        Thread thread = new Thread(null, new Runnable() {
            @Override
            public void run() {
                synchronized (PROVING) {
                    runProof(maker);
                }
            }
        }, "alphafair-proof", 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void runProof(Supplier<Proof> maker) {
        long began = System.nanoTime();
        boolean alone = Runtime.getRuntime().availableProcessors() == 1;
        try (Proof proof = maker.get()) {
            if (proof == null) {
                return;
            }
            int wins = 0;
            long repeats = 1;
            while (System.nanoTime() - began < MOST_NANOS) {
                long start = System.nanoTime();
                for (long i = 0; i < repeats; i++) {
                    proof.fast();
                }
                long middle = System.nanoTime();
                for (long i = 0; i < repeats; i++) {
                    proof.plain();
                }
                long plainNanos = System.nanoTime() - middle;
                long fastNanos = middle - start;
                proof.runOthers();
                wins = fastNanos >= LEAST_NANOS && fastNanos < plainNanos ? wins + 1 : 0;
                if (wins == WINS) {
                    settle(proof);
                    return;
                }
                if (fastNanos < LEAST_NANOS) {
                    repeats *= 2;
                } else if (fastNanos > 4 * LEAST_NANOS) {
                    repeats -= repeats / 2;
                }
                if (alone) {
                    rest(fastNanos + plainNanos);
                }
            }
            due = LATER * work.get();
        } finally {
            lost = !fast;
        }
    }

    private void settle(Proof proof) {
        if (proof.isSame()) {
            fast = true;
        } else {
            fault = "the vector loops of this JVM (" + Runtime.version()
                    + ") give other bits than the plain loops: use "
                    + "scalar, and report the JVM's version and options";
        }
    }

    private static void rest(long nanos) {
        try {
            Thread.sleep(REST * nanos / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
