package io.alphafair.bench.report;

import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.statistics.Estimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a page is made of: one or more runs, and all their cells in one order. */
final class ReportModel {
    /** The backend that the others are compared with. */
    static final String REFERENCE = "scalar";

    private final List<NamedRun> runs;
    private final List<String> backends;
    private final List<CellView> cells;

    ReportModel(List<NamedRun> runs) {
        this.runs = List.copyOf(runs);
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> run.record().environment().backends().stream().map(BackendInfo::name).forEach(names::add));
        List<CellView> found = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            int place = run;
            RunRecord record = runs.get(run).record();
            // Each cell's resampling has its own generator: the threads change nothing but the time.
            found.addAll(record.jmh().valueStream().toList().parallelStream()
                    .map(result -> CellView.measured(place, record.environment(), result)).toList());
            record.validation().skipped().forEach(skipped -> found.add(CellView.skipped(place, skipped)));
        }
        found.forEach(cell -> names.add(cell.cell().backend()));
        backends = List.copyOf(names);
        // The sort keeps the order of the runs where all else is equal.
        cells = withSpeedUps(found).stream().sorted(CellOrder.of(backends)).toList();
    }

    private static List<CellView> withSpeedUps(List<CellView> cells) {
        Map<String, CellView> references = new HashMap<>();
        cells.stream().filter(cell -> cell.timing().isPresent() && REFERENCE.equals(cell.cell().backend()))
                .forEach(cell -> references.put(problemId(cell), cell));
        return cells.stream().map(cell -> {
            CellView reference = references.get(problemId(cell));
            return cell.timing().isEmpty() || reference == null
                    ? cell
                    : cell.with(cell.timing().get().withSpeedUp(reference == cell
                            ? new Estimate(1, 1, 1)
                            : cell.timing().get().resampled()
                                    .speedUpOver(reference.timing().orElseThrow().resampled())));
        }).toList();
    }

    private static String problemId(CellView cell) {
        return cell.run() + cell.cell().benchmark() + new TreeMap<>(cell.problem());
    }

    List<NamedRun> runs() {
        return runs;
    }

    /** Names in the order in which they were first met: registered backends, then solvers and peers. */
    List<String> backends() {
        return backends;
    }

    List<CellView> cells() {
        return cells;
    }

    Stream<CellView> measured() {
        return cells.stream().filter(cell -> cell.timing().isPresent());
    }

    boolean hasSeveralRuns() {
        return runs.size() > 1;
    }

    /** A name that says the machine where the page has several. */
    String on(int run, String name) {
        return hasSeveralRuns() ? name + " on " + runs.get(run).machine() : name;
    }
}
