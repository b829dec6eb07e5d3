package io.alphafair.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run and what a page calls it.
 *
 * @param name the record's folder, or {@code this run} while it has none
 * @param machine the processor's model, with the run's name where an earlier run of the page has the same
 * @param errata what was found to be wrong with it later, by the report's section that it is about
 */
public record NamedRun(String name, String machine, Run run, Map<String, String> errata) {
    /** The file in a record's folder, written by hand: an object of sections and what is wrong with each. */
    private static final String ERRATA = "errata.json";

    /** A run that has just ended. */
    public static NamedRun of(Run run) {
        return new NamedRun("this run", run.environment().machine().cpu(), run, Map.of());
    }

    /**
     * Reads the records of a page.
     *
     * @throws IOException naming file and field, if one is no record
     */
    public static List<NamedRun> readAll(List<Path> folders) throws IOException {
        List<NamedRun> runs = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Path folder : folders) {
            Run run = RunFolder.read(folder);
            String cpu = run.environment().machine().cpu();
            String name = folder.toRealPath().getFileName().toString();
            String machine = cpu;
            for (int number = 1; !taken.add(machine); number++) {
                machine = cpu + " (" + name + (number == 1 ? "" : " #" + number) + ")";
            }
            runs.add(new NamedRun(name, machine, run, errata(folder.resolve(ERRATA))));
        }
        return runs;
    }

    private static Map<String, String> errata(Path file) throws IOException {
        Map<String, String> errata = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (Map.Entry<String, JsonNode> entry : Json.read(file, JsonNode.class).properties()) {
                if (!Report.SECTIONS.contains(entry.getKey())) {
                    throw new IOException(
                            file + ", field " + entry.getKey() + ": no section of a report; expected one of "
                                    + String.join(", ", Report.SECTIONS));
                }
                if (!entry.getValue().isTextual()) {
                    throw new IOException(file + ", field " + entry.getKey() + ": expected what is wrong, as text");
                }
                errata.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return errata;
    }

    /** What the title says of a run. */
    String title() {
        Environment environment = run.environment();
        String start = environment.run().start();
        return environment.machine().cpu() + ", " + start.substring(0, Math.min(10, start.length())) + ", "
                + environment.git().shortSha() + (environment.git().dirty() ? " with changes" : "") + ", "
                + environment.run().profile();
    }
}
