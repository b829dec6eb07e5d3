package io.alphafair.bench.gpu;

import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.Json;
import java.io.IOException;
import java.nio.file.Path;

/** The JVM of one problem: reads an order from a file, measures, and writes the result to another. */
public final class GpuFork {
    /** What it is asked to measure. */
    public record Order(Cell race, GpuEffort effort) {}

    private GpuFork() {
    }

    /** @param arguments the file of the order, then the file of the result */
    public static void main(String[] arguments) throws IOException {
        Order order = Json.read(Path.of(arguments[0]), Order.class);
        System.out.println(order.race().key());
        GpuReport.Problem result = GpuRace.run(order.race(), order.effort());
        result.race().arms()
                .forEach(arm -> System.out.println(arm.name() + " (" + arm.what() + "): " + arm.nanos() + " ns"));
        result.arms().forEach(System.out::println);
        Json.write(Path.of(arguments[1]), result);
    }
}
