package io.alphafair.cli;

import io.alphafair.bench.Gate;
import io.alphafair.bench.gpu.GpuCheck;
import io.alphafair.bench.gpu.GpuRecord;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.report.GpuTable;
import io.alphafair.backend.Backend;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gpu-check}: the first thing to run on a machine with a GPU. */
@Command(name = "gpu-check", mixinStandardHelpOptions = true, versionProvider = Version.class, //
        description = {"Compares the GPU's answers with the plain loop's, measures it against every CPU backend, and",
                "writes one record to send back. It takes under ten minutes and needs only NVIDIA's driver."}, //
        footer = {"",
                "Exit codes: 0 all right; 1 something was wrong, the record says what; 3 there is no GPU to check."})
final class GpuCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", defaultValue = "gpu-check.json", paramLabel = "FILE", description = "the record (default: gpu-check.json)")
    private Path out;

    @Option(names = "--problems", defaultValue = "100000", paramLabel = "COUNT", description = "generated problems to compare (default: 100000)")
    private long problems;

    @Option(names = "--tied-rows", defaultValue = "100000", paramLabel = "ROWS", description = "rows of equal entries, searched 200 times (default: 100000)")
    private int tiedRows;

    @Option(names = "--largest", defaultValue = "100000000", paramLabel = "ELEMENTS", description = "the largest problem to time, 16 bytes an element (default: 100000000)")
    private long largest;

    @Option(names = "--minutes", defaultValue = "9", paramLabel = "MINUTES", description = "when to stop; half of it is for the generated problems (default: 9)")
    private int minutes;

    @Override
    public Integer call() {
        PrintWriter said = spec.commandLine().getOut();
        GpuRecord record = new GpuCheck(
                new GpuCheck.Effort(problems, tiedRows, largest, Duration.ofMinutes(minutes)), Version.number(),
                line -> {
                    said.println(line);
                    said.flush();
                }).run(GpuCheckCommand::golden);
        Destination.write(out, Json.text(record));
        said.print(GpuTable.of(Optional.of(record.times()).filter(times -> !times.problems().isEmpty()),
                record.devices()));
        said.println("record      " + out);
        if (!record.reason().isEmpty()) {
            said.flush();
            spec.commandLine().getErr().println("error: backend 'cuda' cannot run here: " + record.reason());
            return Main.CANNOT_RUN;
        }
        return record.allRight() ? 0 : Main.WRONG;
    }

    private static String golden(Backend backend) {
        int cases = GoldenProblems.forEach((name, items) -> Gate.check(backend, items, "golden case " + name));
        return cases + " cases equal scalar";
    }
}
