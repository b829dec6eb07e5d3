package io.alphafair.bench.gpu;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.MismatchException;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.scalar.ScalarBackend;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ways to ask a GPU, on one problem that is prepared there once. After each of them all of the problem is there.
 *
 * <p>New benefits are what was there, but for the first, which is one of two values in turn: what a model spends on writing
 * them into memory is not timed, neither here nor on a CPU, which reads them where they are.
 */
final class GpuArms implements AutoCloseable {
    private final Backend gpu;
    private final Items items;
    private final String problem;
    private final Prepared prepared;
    private final BestItems into;
    private final double[] firsts;
    private final Map<String, Runnable> calls = new LinkedHashMap<>();
    private int turn;

    /** @throws MismatchException if an answer, also to new benefits, is not scalar's */
    GpuArms(Backend gpu, Items items, String problem) {
        this.gpu = gpu;
        this.items = items;
        this.problem = problem;
        this.prepared = gpu.prepare(items);
        this.into = BestItems.forGroups(items.groupCount());
        this.firsts = new double[]{items.benefit(0, 0), winning()};
        calls.put(GpuReport.RESIDENT, () -> prepared.bestItems(into));
        calls.put(GpuReport.UPDATE, () -> {
            renew();
            prepared.bestItems(into);
        });
        calls.put(GpuReport.TRANSFER, () -> {
            prepared.refresh();
            prepared.bestItems(into);
        });
        try {
            requireRight();
            requireResident();
        } catch (RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    /** A benefit with which the first entry wins its group. */
    private double winning() {
        prepared.bestItems(into);
        return Math.max(1, 2 * into.bestRatio(items.groups().label(0)) * items.cost(0, 0));
    }

    /** Writes new benefits. */
    void renew() {
        turn ^= 1;
        items.benefit().set(0, 0, firsts[turn]);
    }

    private void requireRight() {
        try (Backend scalar = new ScalarBackend(); Prepared reference = scalar.prepare(items)) {
            for (int update = 0; update < firsts.length; update++) {
                for (Map.Entry<String, Runnable> way : calls.entrySet()) {
                    way.getValue().run();
                    if (!into.equals(reference.bestItems())) {
                        throw new MismatchException(gpu.name(), problem, way.getKey() + " has another answer");
                    }
                }
            }
        }
    }

    /** A problem that passes through at each call has no resident way; its times must not be taken for one's. */
    private void requireResident() {
        call(GpuReport.RESIDENT).run();
        if (prepared.timings().getFirst().bytes() > 0) {
            throw new IllegalStateException(problem + " does not fit into the GPU's free memory");
        }
    }

    /** One call of that way. */
    Runnable call(String way) {
        return calls.get(way);
    }

    /** The problem on the GPU, for the times of the last call. */
    Prepared prepared() {
        return prepared;
    }

    @Override
    public void close() {
        prepared.close();
    }
}
