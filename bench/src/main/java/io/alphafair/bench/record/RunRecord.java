package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished run: JMH's results of all cells, the environment, the verdicts, and the sections that were asked for.
 *
 * @param jmh an array of JMH's result objects, as JMH itself writes it
 * @param races what came of the races; empty if nothing was raced
 * @param peers what people use, beside the backends; {@link Peers#NONE} if nobody asked
 * @param auto what auto's choices cost; empty if patterns left it out
 * @param gpu the GPU beside the CPU backends; empty if it was not measured so
 */
public record RunRecord(Environment environment, Validation validation, JsonNode jmh, List<RaceResult> races,
        Peers peers, Optional<RegretReport> auto, Optional<GpuReport> gpu) {
    /** JMH's results of all cells in one array, with every raw iteration. */
    public static final String JMH = "jmh.json";
    /** JMH's name of the bytes on the heap a call. */
    public static final String ALLOCATED = "gc.alloc.rate.norm";
    /** An {@link Environment}. */
    public static final String ENVIRONMENT = "environment.json";
    /** A {@link Validation}. */
    public static final String VALIDATION = "validation.json";
    /** A {@link RaceResult.File}; there if anything was raced. */
    public static final String RACES = "races.json";
    /** {@link Peers}; there if they were asked for. */
    public static final String PEERS = "peers.json";
    /** A {@link RegretReport}; there if auto was measured. */
    public static final String AUTO = "auto.json";
    /** A {@link GpuReport}; there if the GPU was measured beside the CPU backends. */
    public static final String GPU = "gpu.json";

    /** The record of the results of a run's cells, in their order, without sections. */
    public static RunRecord of(Environment environment, List<CellResult> results) {
        List<JsonNode> measured = results.stream().filter(result -> result.verdict() == Verdict.MATCHED)
                .map(CellResult::jmh).toList();
        return new RunRecord(environment, Validation.of(results), Json.parse(Json.text(measured)), List.of(),
                Peers.NONE, Optional.empty(), Optional.empty());
    }

    /** The same with these races. */
    public RunRecord withRaces(List<RaceResult> added) {
        return new RunRecord(environment, validation, jmh, List.copyOf(added), peers, auto, gpu);
    }

    /** The same with these peers. */
    public RunRecord withPeers(Peers added) {
        return new RunRecord(environment, validation, jmh, races, added, auto, gpu);
    }

    /** The same with this report, or none. */
    public RunRecord withAuto(Optional<RegretReport> added) {
        return new RunRecord(environment, validation, jmh, races, peers, added, gpu);
    }

    /** The same with this report, or none. */
    public RunRecord withGpu(Optional<GpuReport> added) {
        return new RunRecord(environment, validation, jmh, races, peers, auto, added);
    }

    /**
     * Reads a record.
     *
     * @throws IOException naming the file and the field, if one is missing or not what is expected
     */
    public static RunRecord read(Path folder) throws IOException {
        Path jmh = folder.resolve(JMH);
        Path environment = folder.resolve(ENVIRONMENT);
        if (!Files.isRegularFile(environment)) {
            throw new IOException(
                    environment + ": not there; expected the folder of a run that alphafair bench finished");
        }
        Environment where = environment(environment);
        JsonNode results = Json.read(jmh, JsonNode.class);
        RecordCheck.jmh(jmh, results);
        Path validation = folder.resolve(VALIDATION);
        RecordCheck.complete(validation, Json.read(validation, JsonNode.class));
        return new RunRecord(where, Json.read(validation, Validation.class),
                results,
                section(folder.resolve(RACES), RaceResult.SCHEMA, RaceResult.File.class).map(RaceResult.File::races)
                        .orElse(List.of()),
                section(folder.resolve(PEERS), Peers.SCHEMA, Peers.class).orElse(Peers.NONE),
                section(folder.resolve(AUTO), RegretReport.SCHEMA, RegretReport.class),
                section(folder.resolve(GPU), GpuReport.SCHEMA, GpuReport.class));
    }

    private static Environment environment(Path file) throws IOException {
        JsonNode content = Json.read(file, JsonNode.class);
        RecordCheck.schema(file, content, Environment.SCHEMA);
        if (content instanceof ObjectNode object && !object.has(Environment.DEVICES)) {
            // Of the time before devices were noted.
            object.putArray(Environment.DEVICES);
            return Json.read(file, object, Environment.class);
        }
        return Json.read(file, Environment.class);
    }

    private static <T> Optional<T> section(Path file, int schema, Class<T> type) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        RecordCheck.schema(file, Json.read(file, JsonNode.class), schema);
        return Optional.of(Json.read(file, type));
    }

    /** The cell that one of JMH's result objects is of. */
    public static Cell cellOf(JsonNode result) {
        Map<String, String> params = new LinkedHashMap<>();
        result.path("params").properties().forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        return new Cell(result.path("benchmark").asText(), params);
    }

    /** The record's files by name, but for the table, which is rendered from them. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(JMH, Json.text(jmh));
        files.put(ENVIRONMENT, Json.text(environment));
        files.put(VALIDATION, Json.text(validation));
        if (!races.isEmpty()) {
            files.put(RACES, Json.text(new RaceResult.File(RaceResult.SCHEMA, races)));
        }
        if (!peers.equals(Peers.NONE)) {
            files.put(PEERS, Json.text(peers));
        }
        auto.ifPresent(report -> files.put(AUTO, Json.text(report)));
        gpu.ifPresent(report -> files.put(GPU, Json.text(report)));
        return files;
    }
}
