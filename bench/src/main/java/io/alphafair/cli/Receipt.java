package io.alphafair.cli;

import io.alphafair.bench.record.FileDigest;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Redaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What an answer was made of, as JSON beside its file: with it the answer can be made again and compared. */
final class Receipt {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Object> tied = new LinkedHashMap<>();

    /**
     * @param options the words of the command line, which are kept without folders
     * @param inputs the files that were read
     */
    Receipt(List<String> options, List<Path> inputs) {
        fields.put("version", Version.number());
        fields.put("options", Redaction.words(options));
        fields.put("inputs", inputs.stream().map(Receipt::file).toList());
    }

    private static Map<String, Object> file(Path path) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", path.getFileName().toString());
        // A pipe can be read only once.
        file.put("sha256", Files.isRegularFile(path) ? FileDigest.sha256(path) : "unknown: no regular file");
        return file;
    }

    /** What decides who comes first of those who tie. */
    void ties(OptionalLong seed) {
        fields.put("ties", seed.isPresent() ? "lottery" : "order of the rows");
        if (seed.isPresent()) {
            fields.put("seed", seed.getAsLong());
        }
        fields.put("tiedAtCutoff", tied);
    }

    /** The groups where ties decide who gets something. */
    void atCutoffs(People people, Outcome outcome, Ties ties) {
        List<Map<String, Object>> groups = new ArrayList<>();
        for (int group = 0; group < outcome.groupCount(); group++) {
            if (ties.decide(group)) {
                Map<String, Object> at = new LinkedHashMap<>();
                at.put("group", people.groupInFile(group));
                at.put("people", ties.people(group));
                at.put("funded", ties.funded(group));
                groups.add(at);
            }
        }
        tied.put(outcome.name(), groups);
    }

    void backend(String name) {
        fields.put("backend", name);
    }

    /** Writes it beside the answer, whose digest it has. */
    void write(Path answer) {
        fields.put("answer", file(answer));
        Destination.write(beside(answer), Json.text(fields));
    }

    static Path beside(Path answer) {
        return answer.resolveSibling(answer.getFileName() + ".receipt.json");
    }
}
