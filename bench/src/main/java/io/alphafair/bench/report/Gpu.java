package io.alphafair.bench.report;

import io.alphafair.bench.Question;
import io.alphafair.bench.record.Environment.BackendInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a record says of a device beside the processors. */
final class Gpu {
    /** The backends that run on a device. */
    private static final List<String> NAMES = List.of("cuda");
    static final String NO_BACKEND = "the program that made this record had no GPU backend";

    private Gpu() {
    }

    static boolean isDevice(BackendInfo backend) {
        return NAMES.contains(backend.name());
    }

    /** From which size the device is the faster one, by the cells of the group argmax; empty without such cells. */
    static Optional<String> payoff(ReportModel model, int run, String device) {
        List<CellView> cells = model.measured().filter(cell -> cell.run() == run
                && cell.question().filter(Question.BEST_ITEMS::equals).isPresent()).toList();
        List<CellView> own = cells.stream().filter(cell -> cell.cell().backend().equals(device))
                .sorted(Comparator.comparingLong(CellView::elements)).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(own.stream().filter(cell -> cells.stream()
                .filter(other -> other.problem().equals(cell.problem()) && other != cell)
                .allMatch(other -> other.nanos() > cell.nanos())).findFirst()
                .map(cell -> device + " is the fastest from " + cell.problemText()
                        + " on, data resident on the device.")
                .orElse(device + " is not the fastest at any size measured, data resident on the device."));
    }
}
