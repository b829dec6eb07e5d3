package io.alphafair.bench.auto;

import io.alphafair.bench.record.Json;
import io.alphafair.select.Backends;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures auto's regret in a JVM of its own, with the flags of the measured forks. */
public final class RegretFork {
    /** What a pattern of the command must match for this to be measured. */
    public static final String NAME = "auto";

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
     * The report in {@code file}, measured now unless it is there.
     *
     * @param jvm the java command, or null for the one that runs this
     * @param progress hears a line for each cell
     * @return with its failure if the JVM fails
     * @throws IOException if the JVM cannot be started or the file not read
     */
    public static RegretReport measure(RegretGrid grid, Path file, String jvm, List<String> flags,
            Consumer<String> progress) throws IOException {
        if (Files.exists(file)) {
            return Json.read(file, RegretReport.class);
        }
        List<String> command = new ArrayList<>();
        command.add(jvm != null ? jvm : Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RegretFork.class.getName(), grid.name(),
                CalibrationFile.ofThisUser().toString(), file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String last = "no output";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("auto: ")) {
                    progress.accept(line);
                } else if (line.startsWith("Exception")) {
                    last = line;
                }
            }
            int code = process.waitFor();
            return code == 0 ? Json.read(file, RegretReport.class) : RegretReport.failed(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while auto was measured", e);
        } finally {
            process.destroy();
        }
    }
}
