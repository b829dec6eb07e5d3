package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.report.NamedRun;
import io.alphafair.bench.report.Report;
import io.alphafair.bench.subject.Gpu;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gpu-check}: the first thing to run on a machine with a GPU. */
@Command(name = "gpu-check", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        description = {
                "Checks the GPU's answers, measures it beside every CPU backend, and writes a record to send back.",
                "It takes under ten minutes and needs only NVIDIA's driver.", ""}, //
        footer = {"", "Examples:", "  alphafair gpu-check", "  alphafair gpu-check --minutes 2 --out check.json", "",
                "Exit codes: 0 all right; 1 something was wrong, and the record says what; 2 bad usage; 3 there is no GPU",
                "to check, and the record says why."})
final class GpuCheckCommand implements Callable<Integer> {
    private static final int MOST_MINUTES = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", defaultValue = "gpu-check.json", paramLabel = "FILE", description = "The record, written again after each step (default: gpu-check.json).")
    private Path out;

    @Option(names = "--problems", defaultValue = "100000", paramLabel = "COUNT", description = "Number of generated problems to compare (default: 100000).")
    private long problems;

    @Option(names = "--tied-rows", defaultValue = "100000", paramLabel = "ROWS", description = "Rows of equal entries, which are searched 400 times (default: 100000).")
    private int tiedRows;

    @Option(names = "--largest", defaultValue = "100000000", paramLabel = "ELEMENTS", description = "The largest problem to time, 16 bytes per element (default: 100000000).")
    private long largest;

    @Option(names = "--minutes", defaultValue = "9", paramLabel = "MINUTES", description = "End after this time. Half of it is for the generated problems (default: 9).")
    private double minutes;

    @Override
    public Integer call() {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new InvalidInputException(
                    "--minutes is " + minutes + ": expected more than 0 and at most " + MOST_MINUTES);
        }
        requireAtLeastOne("--problems", problems);
        requireAtLeastOne("--tied-rows", tiedRows);
        requireAtLeastOne("--largest", largest);
        PrintWriter said = spec.commandLine().getOut();
        GpuCheck.Result result = new GpuCheck(new GpuCheck.Effort(problems, tiedRows, largest,
                Duration.ofMillis(Math.round(minutes * 60_000))), Main.commandLine(spec, word -> word), line -> {
                    said.println(line);
                    said.flush();
                }, found -> Destination.write(out, Json.text(found))).run();
        if (!result.run().sessions().isEmpty()) {
            said.print(new Report(List.of(NamedRun.of(result.run()))).markdown());
        }
        said.println("record      " + out);
        if (!result.reason().isEmpty()) {
            said.flush();
            return Main.refuse(spec.commandLine(),
                    "backend '" + Gpu.BACKEND + "' cannot run here: " + result.reason(), Main.CANNOT_RUN);
        }
        return result.allRight() ? 0 : Main.WRONG;
    }

    private static void requireAtLeastOne(String option, long value) {
        if (value < 1) {
            throw new InvalidInputException(option + " is " + value + ": expected at least 1");
        }
    }
}
