package io.alphafair.bench.race;

import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RaceResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM of one race: reads an order from a file, races, and writes the result to another. */
public final class RaceFork {
    private RaceFork() {
    }

    /** @param arguments the file of the order, then the file of the result */
    public static void main(String[] arguments) throws IOException {
        RaceOrder order = Json.read(Path.of(arguments[0]), RaceOrder.class);
        System.out.println("race " + order.race().key());
        RaceResult result = race(order);
        result.arms().forEach(arm -> System.out.println(arm.name() + " (" + arm.what() + "): "
                + (arm.reason().isEmpty()
                        ? Math.round(arm.nanos()) + " ns, " + arm.gigabytesASecond() + " GB/s"
                        : arm.reason())));
        result.paired().forEach(System.out::println);
        Json.write(Path.of(arguments[1]), result);
    }

    private static RaceResult race(RaceOrder order) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (Yardsticks yardsticks = new Yardsticks(order, threads)) {
            return switch (RaceKind.of(order.race())) {
                case READ -> {
                    try (ReadRace race = new ReadRace(order, yardsticks, threads)) {
                        yield result(order, race.arms());
                    }
                }
                case WRITE -> {
                    try (WriteRace race = new WriteRace(order, yardsticks, threads)) {
                        yield result(order, race.arms());
                    }
                }
            };
        }
    }

    private static RaceResult result(RaceOrder order, List<Arm> arms) {
        Race race = new Race(arms, Pace.of(order.millis()), System::nanoTime).run();
        List<RaceResult.Arm> all = new ArrayList<>(race.times());
        for (Arm arm : arms) {
            if (!arm.runs()) {
                all.add(new RaceResult.Arm(arm.name(), arm.what(), arm.reason(), 0, 0, 0, List.of()));
            }
        }
        return new RaceResult(order.race(), "", all, race.paired());
    }
}
