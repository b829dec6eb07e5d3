package io.alphafair.bench.report;

import io.alphafair.bench.record.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A record and what a page calls it.
 *
 * @param name the folder's name, or {@code this run} while it has none
 * @param machine the processor's model, with the run's name where an earlier run of the page has the same
 */
public record NamedRun(String name, String machine, RunRecord record) {
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
            runs.add(new NamedRun(name, machine, record));
        }
        return runs;
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
