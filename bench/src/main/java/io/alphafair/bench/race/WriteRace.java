package io.alphafair.bench.race;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.Gate;
import io.alphafair.bench.Question;
import io.alphafair.bench.WarmUp;
import io.alphafair.bench.peer.Ceilings;
import io.alphafair.bench.peer.NativePool;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;

/** The arms that write N x T doubles: every backend's dense gradient and vjp, and the ceilings. */
final class WriteRace implements AutoCloseable {
    /** Neither special alpha, nor one with a Jacobian of zero. */
    private static final double ALPHA = 1.5;
    private static final double BUDGET = 1e6;

    private final RaceOrder order;
    private final Yardsticks yardsticks;
    private final int threads;
    private final Items items;
    private final Matrix upstream;
    private final Matrix out;
    private final long bytes;
    private final Resources open = new Resources();

    WriteRace(RaceOrder order, Yardsticks yardsticks, int threads) {
        this.order = order;
        this.yardsticks = yardsticks;
        this.threads = threads;
        items = open.keep(order.items());
        upstream = open.keep(Matrix.allocate(items.individualCount(), items.itemCount()));
        // Any finite values will do: the benefits are.
        upstream.copyFrom(items.benefit());
        out = open.keep(Matrix.allocate(items.individualCount(), items.itemCount()));
        bytes = Question.DENSE_GRADIENT.bytes(items.individualCount(), items.itemCount());
    }

    /** All arms; the backends have passed the gate, and all are compiled. */
    List<Arm> arms() {
        List<Arm> arms = new ArrayList<>(yardsticks.ceilings(this::ceilings));
        for (BackendProvider provider : Backends.all()) {
            backend(provider, arms);
        }
        return arms;
    }

    private List<Arm> ceilings(String name, NativePool pool) {
        Ceilings ceilings = new Ceilings(pool);
        List<Arm> ways = new ArrayList<>();
        for (Ceilings.WriteWay way : Ceilings.WriteWay.values()) {
            if (ceilings.write(out, way)) {
                ways.add(Arm.of(name, way.text() + ", " + Resources.threads(pool.threads()), bytes, List.of(),
                        () -> ceilings.write(out, way)));
            }
        }
        return ways;
    }

    private void backend(BackendProvider provider, List<Arm> arms) {
        Availability availability = provider.availability();
        if (!availability.available()) {
            arms.add(Arm.missing(provider.name(), availability.reason()));
            return;
        }
        Backend backend = open.keep(provider.open(threads));
        Gate.check(backend, items, order.problem());
        Prepared prepared = open.keep(backend.prepare(items));
        Allocation allocation = prepared.bestItems().allocate(Fairness.of(ALPHA), BUDGET);
        List<String> against = List.of(Yardsticks.ceilingOf(backend.parallelism()));
        arms.add(warm(Arm.of(backend.name() + " gradient", backend.description(), bytes, against,
                () -> prepared.denseBenefitGradient(allocation, out))));
        arms.add(warm(Arm.of(backend.name() + " vjp", backend.description(), bytes, against,
                () -> prepared.denseVjp(allocation, upstream, out))));
    }

    private static Arm warm(Arm arm) {
        WarmUp.repeat(arm.call());
        return arm;
    }

    @Override
    public void close() {
        open.close();
    }
}
