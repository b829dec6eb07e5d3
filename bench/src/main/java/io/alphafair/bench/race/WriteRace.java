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
import io.alphafair.bench.Workloads;
import io.alphafair.bench.peer.Ceilings;
import io.alphafair.bench.peer.NativePool;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        items = open.keep(Workloads.named(order.shape()).make(order.number("n"), order.number("t"),
                order.number("k")));
        upstream = open.keep(Matrix.allocate(items.individualCount(), items.itemCount()));
        // Any finite values will do: the benefits are.
        upstream.copyFrom(items.benefit());
        out = open.keep(Matrix.allocate(items.individualCount(), items.itemCount()));
        bytes = Question.DENSE_GRADIENT.bytes(items.individualCount(), items.itemCount());
    }

    /** All arms; the backends have passed the gate, and all are compiled. */
    List<Arm> arms() {
        List<Arm> arms = new ArrayList<>();
        arms.add(ceiling("ceiling-1", yardsticks.one()));
        arms.add(ceiling("ceiling-all", yardsticks.all()));
        for (BackendProvider provider : Backends.all()) {
            backend(provider, arms);
        }
        return arms;
    }

    /** The best way to write is found first. */
    private Arm ceiling(String name, Optional<NativePool> pool) {
        if (pool.isEmpty()) {
            return Arm.missing(name, yardsticks.missing());
        }
        Ceilings ceilings = new Ceilings(pool.get());
        List<Arm> ways = new ArrayList<>();
        for (Ceilings.WriteWay way : Ceilings.WriteWay.values()) {
            if (ceilings.write(out, way)) {
                ways.add(Arm.of(name, way.text() + ", " + Resources.threads(pool.get().threads()), bytes, List.of(),
                        () -> ceilings.write(out, way)));
            }
        }
        ways.forEach(way -> WarmUp.briefly(way.call()));
        return new Race(ways, Pace.trial(), System::nanoTime).run().fastest();
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
        List<String> against = List.of(backend.parallelism() > 1 ? "ceiling-all" : "ceiling-1");
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
