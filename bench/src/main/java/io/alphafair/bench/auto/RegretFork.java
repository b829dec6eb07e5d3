package io.alphafair.bench.auto;

import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.select.Backends;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures auto's regret in a JVM of its own, with the flags of the measured forks. */
public final class RegretFork {
    private RegretFork() {
    }

    /** The forked JVM's: the grid's name, the crossovers' file, the file for the report. */
    public static void main(String[] arguments) throws IOException {
        RegretGrid grid = RegretGrid.valueOf(arguments[0]);
        Path crossovers = Path.of(arguments[1]);
        Json.write(Path.of(arguments[2]), Regret.measure(grid.warmUps(), grid.problems(), grid.effort(),
                () -> Crossovers.load(crossovers, Host.here()), Backends.all(), System.out::println));
    }

    /**
     * Measures.
     *
     * @param file the report's, there afterwards unless the JVM failed
     * @param progress hears a line for each cell
     * @return with its failure if the JVM failed
     * @throws IOException if the JVM cannot be started or the file not read
     */
    public static RegretReport measure(RegretGrid grid, Path file, JavaCommand java, Consumer<String> progress)
            throws IOException {
        List<String> command = java.of(RegretFork.class, grid.name(), CalibrationFile.ofThisUser().toString(),
                file.toString());
        List<String> others = new ArrayList<>();
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true))) {
            child.process().getOutputStream().close();
            BufferedReader lines = child.process().inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("auto: ")) {
                    progress.accept(line);
                } else {
                    others.add(line);
                }
            }
            int code = child.waitFor();
            return code == 0
                    ? Json.read(file, RegretReport.class)
                    : RegretReport.failed(Redaction.text(Child.reason(code, others)));
        }
    }
}
