package io.alphafair.bench.gpu;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.Gate;
import io.alphafair.bench.Question;
import io.alphafair.bench.WarmUp;
import io.alphafair.bench.Workloads;
import io.alphafair.bench.race.Arm;
import io.alphafair.bench.race.Race;
import io.alphafair.bench.race.Resources;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.cuda.CudaBackend;
import io.alphafair.cuda.Device;
import io.alphafair.cuda.DeviceState;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;

/** One problem: the GPU's ways and every CPU backend take turns in this JVM, each after it has given scalar's answer. */
final class GpuRace {
    private GpuRace() {
    }

    /**
     * Opens the GPU and measures.
     *
     * @throws io.alphafair.backend.BackendUnavailableException if there is none
     * @throws io.alphafair.bench.MismatchException if a backend's answer is not scalar's
     */
    static GpuReport.Problem run(Cell race, GpuEffort effort) {
        try (Backend gpu = Backends.open(GpuReport.BACKEND)) {
            return run(gpu, race, effort);
        }
    }

    /** Measures on a GPU that is open. */
    static GpuReport.Problem run(Backend gpu, Cell race, GpuEffort effort) {
        Device device = ((CudaBackend) gpu).device();
        String problem = race.key();
        try (Resources open = new Resources()) {
            Items items = open.keep(Workloads.named(race.params().get("shape")).make(number(race, "n"),
                    number(race, "t"), number(race, "k")));
            Gate.check(gpu, items, problem);
            long bytes = Question.BEST_ITEMS.bytes(items.individualCount(), items.itemCount());
            GpuArms ways = open.keep(new GpuArms(gpu, items, problem));
            List<Arm> cpus = cpus(items, ways, bytes, problem, open);
            List<Arm> arms = new ArrayList<>();
            List<String> names = cpus.stream().map(Arm::name).toList();
            for (String way : GpuReport.WAYS) {
                WarmUp.briefly(ways.call(way));
                arms.add(Arm.of(way, gpu.description(), bytes, names, ways.call(way)));
            }
            arms.addAll(cpus);
            Race timed = new Race(arms, effort.pace(), System::nanoTime).run();
            GpuClock clock = new GpuClock(device, ways, bytes, effort);
            List<GpuReport.Arm> onDevice = clock.arms();
            DeviceState state = clock.state();
            return new GpuReport.Problem(new RaceResult(race, "", timed.times(), timed.paired()), onDevice, state);
        }
    }

    private static int number(Cell race, String parameter) {
        return Integer.parseInt(race.params().get(parameter));
    }

    private static List<Arm> cpus(Items items, GpuArms ways, long bytes, String problem, Resources open) {
        List<Arm> arms = new ArrayList<>();
        for (BackendProvider provider : Backends.available()) {
            if (!provider.name().equals(GpuReport.BACKEND)) {
                Backend cpu = open.keep(Backends.open(provider.name()));
                Gate.check(cpu, items, problem);
                Prepared prepared = open.keep(cpu.prepare(items));
                BestItems into = BestItems.forGroups(items.groupCount());
                Runnable call = () -> prepared.bestItems(into);
                // With new benefits each time, as the GPU's updates leave them: what they lead to must be compiled too.
                WarmUp.repeat(() -> {
                    ways.renew();
                    call.run();
                });
                arms.add(Arm.of(cpu.name(), cpu.description(), bytes, List.of(), call));
            }
        }
        return arms;
    }
}
