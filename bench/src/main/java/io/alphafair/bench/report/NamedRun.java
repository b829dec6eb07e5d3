package io.alphafair.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RunRecord;
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
 * A record and what a page calls it.
 *
 * @param name the folder's name, or {@code this run} while it has none
 * @param machine the processor's model, with the run's name where an earlier run of the page has the same
 * @param errata what was found to be wrong with it later, by the file that it is about
 */
public record NamedRun(String name, String machine, RunRecord record, Map<String, String> errata) {
    /** The file in a record's folder, written by hand: an object of the record's files and what is wrong with each. */
    private static final String ERRATA = "errata.json";

    /** A run with which nothing is wrong. */
    public NamedRun(String name, String machine, RunRecord record) {
        this(name, machine, record, Map.of());
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
            RunRecord record = RunRecord.read(folder);
            String cpu = record.environment().machine().cpu();
            String name = folder.toRealPath().getFileName().toString();
            String machine = cpu;
            for (int number = 1; !taken.add(machine); number++) {
                machine = cpu + " (" + name + (number == 1 ? "" : " #" + number) + ")";
            }
            runs.add(new NamedRun(name, machine, record, errata(folder.resolve(ERRATA))));
        }
        return runs;
    }

    private static Map<String, String> errata(Path file) throws IOException {
        Map<String, String> errata = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (Map.Entry<String, JsonNode> entry : Json.read(file, JsonNode.class).properties()) {
                if (!entry.getValue().isTextual()) {
                    throw new IOException(file + ", field " + entry.getKey() + ": expected what is wrong, as text");
                }
                errata.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return errata;
    }

    /** What the title says of a run. */
    public String title() {
        var environment = record.environment();
        return environment.machine().cpu() + ", " + day() + ", " + environment.git().shortSha()
                + (environment.git().dirty() ? " with changes" : "") + ", " + environment.run().profile();
    }

    /** The day on which it began. */
    String day() {
        String start = record.environment().run().start();
        return start.substring(0, Math.min(10, start.length()));
    }
}
