package io.alphafair.select;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * A rough model for machines that were not calibrated: costs per call, row, group and element, the last one in and past the
 * cache. The numbers are rounded by hand from fits to what {@code doctor --calibrate} measured on two cores of an AMD
 * EPYC (Zen 5, 512-bit vectors, JDK 25) with earlier loops; handOut is set by hand, because the fits do not determine it. The
 * model tells which backend is faster better than how long it takes: on average a predicted time is off by a factor of two,
 * and by more with many groups. The regret of {@code auto} measures how often the choice is right. Broadcast operands are
 * taken for full ones.
 */
final class BuiltInModel implements TimeModel {
    static final BuiltInModel INSTANCE = new BuiltInModel();

    /** Elements whose benefits and costs, 16 bytes each, fit the cache beside what else is in it: 24 MB. */
    private static final double CACHED = 1.5e6;
    /**
     * One backend's costs in nanoseconds.
     *
     * @param call per call, whatever it does
     * @param group per group
     * @param row per individual
     * @param cached per element in the cache
     * @param past per element beyond those that the cache holds
     * @param handOut waking each further thread and joining it; 0 for a backend on the calling thread
     */
    private record Costs(double call, double group, double row, double cached, double past, double handOut) {}

    private static final Map<String, Costs> COSTS = Map.of( //
            "scalar", new Costs(15, 21, 2.5, 2.6, 2.7, 0), //
            "simd", new Costs(165, 61, 0.3, 0.4, 0.9, 0), //
            "forkjoin", new Costs(185, 61, 0.3, 0.4, 0.9, 15_000));

    private BuiltInModel() {
    }

    @Override
    public OptionalDouble nanos(String backend, Dimensions dimensions, int parallelism) {
        Costs costs = COSTS.get(backend);
        if (costs == null) {
            return OptionalDouble.empty();
        }
        int workers = costs.handOut > 0 ? parallelism : 1;
        double elements = dimensions.elements();
        double reading = dimensions.n() * costs.row + Math.min(elements, CACHED) * costs.cached
                + Math.max(0, elements - CACHED) * costs.past;
        return OptionalDouble.of(costs.call + costs.group * dimensions.k() + costs.handOut * (workers - 1)
                + reading / workers);
    }
}
