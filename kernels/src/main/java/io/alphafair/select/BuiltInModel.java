package io.alphafair.select;

import java.util.OptionalDouble;

/**
 * A model for machines that were not calibrated: a pure function from the processor's facts to times. It counts what a scan
 * does: a start, a sample of each group and its new bests, rows, and elements by the cache that holds them. The costs of each
 * of these are rounded from fits to two machines with 2 cores, an AMD EPYC (Zen 3, AVX2) and an Intel Xeon (Sapphire Rapids,
 * AVX-512); but for the shared cache, native on the first and simd on the second agree within a third. Where the caches end,
 * what a pool divides and what a narrower vector costs follow from the facts. The model tells which backend is faster better
 * than how long it takes: half of the predicted times are off by more than a fifth to a half. The regret of {@code auto}
 * measures how often the choice is right. Broadcast operands are taken for full ones.
 *
 * <p>Nothing is measured for it. Half or twice the costs past the near cache do not improve the choices on the two machines, so
 * a probe of the memory is not worth its time. The cost of waking a thread decides when a pool pays, but a probe of some
 * milliseconds measured a quarter of what calls of the pool paid, or a thousand times as much, on a machine with other load.
 */
final class BuiltInModel implements TimeModel {
    /**
     * One backend's costs in nanoseconds.
     *
     * @param call per call, whatever it does
     * @param group per group: its first best and its result
     * @param best per group and doubling of its elements beyond a sample: a new best is found, with a wrongly guessed branch
     * @param row per individual
     * @param near per element in the core's own cache
     * @param far per element in the shared cache
     * @param memory per element from memory
     * @param vectors whether narrower vectors take longer
     */
    private record Costs(double call, double group, double best, double row, double near, double far, double memory,
            boolean vectors) {}

    private static final Costs SCALAR = new Costs(20, 15, 15, 4.5, 4.5, 4.5, 4.5, false);
    private static final Costs SIMD = new Costs(130, 15, 60, 0.2, 0.4, 0.8, 1.5, true);
    private static final Costs NATIVE = new Costs(120, 15, 52, 0.17, 0.3, 0.5, 1.3, true);

    private static final double BYTES_PER_ELEMENT = 2 * Double.BYTES;
    /** The part of a cache that a problem's elements get beside what else is in it. */
    private static final double FREE = 0.75;
    /** Vectors of which the costs were fitted; wider ones gain nothing there, because loads and new bests dominate. */
    private static final double FITTED_BITS = 256;
    /** Elements per group of the sample. */
    private static final double SAMPLE = 16;

    /** Elements of a chunk of rows that forkjoin hands out. */
    private static final double CHUNK = 1 << 17;
    /** What forkjoin does in each call, also for a single chunk. */
    private static final double POOL_CALL = 150;
    /** A pool's thread that sleeps is woken, and then the caller that waits for it: 40 µs each on the first machine. */
    private static final double HAND_OUT = 80_000;
    /** Waking each further thread keeps the caller busy that long. */
    private static final double WAKE = 3000;
    private static final double MERGE_GROUP = 8;

    private static final class Here {
        static final BuiltInModel MODEL = new BuiltInModel(CpuFacts.of(Host.cpuInfo(), CpuFacts.CACHES));
    }

    private final CpuFacts facts;

    BuiltInModel(CpuFacts facts) {
        this.facts = facts;
    }

    /** This machine's; the facts are read once, in less than a millisecond. */
    static BuiltInModel here() {
        return Here.MODEL;
    }

    @Override
    public OptionalDouble nanos(String backend, String leaf, Dimensions dimensions, int parallelism) {
        if (backend.equals(TimeModel.POOL)) {
            Costs costs = costs(leaf);
            return costs == null ? OptionalDouble.empty() : OptionalDouble.of(pool(costs, dimensions, parallelism));
        }
        Costs costs = costs(backend);
        return costs == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(scan(costs, dimensions, dimensions.elements()));
    }

    private static Costs costs(String backend) {
        return switch (backend) {
            case TimeModel.REFERENCE -> SCALAR;
            case TimeModel.VECTORS -> SIMD;
            case TimeModel.LOADED -> NATIVE;
            default -> null;
        };
    }

    /** One thread's time for so many of the problem's elements. */
    private double scan(Costs costs, Dimensions dimensions, double elements) {
        double all = dimensions.elements();
        double near = Math.min(all, FREE * facts.coreBytes() / BYTES_PER_ELEMENT);
        double far = Math.min(all, FREE * facts.sharedBytes() / BYTES_PER_ELEMENT) - near;
        double wider = costs.vectors ? Math.max(1, FITTED_BITS / facts.vectorBits()) : 1;
        double reading = (near * costs.near + far * costs.far) * wider + (all - near - far) * costs.memory;
        double bests = Math.log(1 + elements / (SAMPLE * dimensions.k())) / Math.log(2);
        return costs.call + dimensions.k() * (costs.group + costs.best * bests)
                + (dimensions.n() * costs.row + reading) * (elements / all);
    }

    /** Each thread finds bests of all groups in its share. */
    private double pool(Costs leaf, Dimensions dimensions, int parallelism) {
        double all = dimensions.elements();
        double chunks = Math.ceil(dimensions.n() / Math.max(1, Math.floor(CHUNK / dimensions.t())));
        double workers = Math.min(parallelism, chunks);
        double share = Math.max(all / workers, Math.min(all, CHUNK));
        double own = POOL_CALL + scan(leaf, dimensions, share);
        return workers == 1
                ? own
                : own + HAND_OUT + WAKE * (workers - 2) + MERGE_GROUP * dimensions.k() * (workers - 1);
    }
}
