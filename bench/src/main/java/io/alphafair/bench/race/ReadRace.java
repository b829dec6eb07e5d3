package io.alphafair.bench.race;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.MismatchException;
import io.alphafair.bench.Question;
import io.alphafair.bench.WarmUp;
import io.alphafair.bench.peer.Ceilings;
import io.alphafair.bench.peer.NativePeer;
import io.alphafair.bench.peer.NativePool;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arms that read: every backend, the native peer and the ceilings, on one and on all cores. */
final class ReadRace implements AutoCloseable {
    /** The native peer's arms. */
    private static final String ONE = "native-1";
    private static final String ALL = "native-all";
    /** Elements beyond which scalar's turns would make the other arms' too rare. */
    private static final long MOST_FOR_SCALAR = 10_000_000;

    private final RaceOrder order;
    private final Yardsticks yardsticks;
    private final int threads;
    private final Items items;
    private final long bytes;
    private final BestItems expected;
    private final Resources open = new Resources();

    ReadRace(RaceOrder order, Yardsticks yardsticks, int threads) {
        this.order = order;
        this.yardsticks = yardsticks;
        this.threads = threads;
        items = open.keep(order.items());
        bytes = Question.BEST_ITEMS.bytes(items.individualCount(), items.itemCount());
        expected = answer("scalar");
    }

    private BestItems answer(String backendName) {
        try (Backend backend = Backends.open(backendName, threads); Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }

    /** All arms, each of which has given scalar's answer and is compiled. */
    List<Arm> arms() {
        List<Arm> arms = new ArrayList<>(yardsticks.ceilings(this::ceilings));
        for (BackendProvider provider : Backends.all()) {
            if (!provider.name().equals("scalar") || items.individualCount() * items.itemCount() <= MOST_FOR_SCALAR) {
                arms.add(backend(provider));
            }
        }
        arms.add(peer(ONE, yardsticks.one()));
        arms.add(peer(ALL, yardsticks.all()));
        return arms;
    }

    private List<Arm> ceilings(String name, NativePool pool) {
        Ceilings ceilings = new Ceilings(pool);
        List<Arm> ways = new ArrayList<>();
        for (int streams : Ceilings.STREAMS) {
            ways.add(Arm.of(name, streams + (streams == 1 ? " stream" : " streams") + " a thread, "
                    + Resources.threads(pool.threads()), bytes, List.of(), () -> ceilings.read(items, streams)));
        }
        return ways;
    }

    private Arm backend(BackendProvider provider) {
        Availability availability = provider.availability();
        if (!availability.available()) {
            return Arm.missing(provider.name(), availability.reason());
        }
        Backend backend = open.keep(provider.open(threads));
        Prepared prepared = open.keep(backend.prepare(items));
        BestItems into = BestItems.forGroups(items.groupCount());
        prepared.bestItems(into);
        if (!into.equals(expected)) {
            throw new MismatchException(backend.name(), order.problem(), "another answer");
        }
        Runnable call = () -> prepared.bestItems(into);
        WarmUp.repeat(call);
        String ceiling = Yardsticks.ceilingOf(backend.parallelism());
        return Arm.of(backend.name(), backend.description(), bytes,
                backend.parallelism() > 1 ? List.of(ceiling, ALL, "simd") : List.of(ceiling, ONE), call);
    }

    private Arm peer(String name, Optional<NativePool> pool) {
        if (pool.isEmpty()) {
            return Arm.missing(name, yardsticks.missing());
        }
        NativePeer peer = open.keep(new NativePeer(pool.get(), items));
        peer.run();
        String difference = peer.firstDifference(expected);
        if (!difference.isEmpty()) {
            throw new MismatchException(name, order.problem(), difference);
        }
        WarmUp.briefly(peer::run);
        return Arm.of(name, peer.description(), bytes, List.of(Yardsticks.ceilingOf(pool.get().threads())), peer::run);
    }

    @Override
    public void close() {
        open.close();
    }
}
