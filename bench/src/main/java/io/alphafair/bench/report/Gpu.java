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

    /** At which problems of the group argmax the device is the fastest; empty where none was measured beside a CPU. */
    static Optional<String> payoff(ReportModel model, int run, String device) {
        List<CellView> cells = model.measured().filter(cell -> cell.run() == run
                && cell.question().filter(Question.BEST_ITEMS::equals).isPresent()).toList();
        List<CellView> own = cells.stream()
                .filter(cell -> cell.cell().backend().equals(device) && !rivals(cells, cell).isEmpty())
                .sorted(Comparator.comparingLong(CellView::elements)).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<CellView> won = own.stream()
                .filter(cell -> rivals(cells, cell).stream().allMatch(other -> other.nanos() > cell.nanos())).toList();
        return Optional.of(device + " is the fastest at " + won.size() + " of the " + own.size()
                + " problems measured beside a CPU backend"
                + (won.isEmpty() ? "." : ", the smallest: " + won.getFirst().problemText() + "."));
    }

    private static List<CellView> rivals(List<CellView> cells, CellView cell) {
        return cells.stream().filter(other -> other != cell && other.problem().equals(cell.problem())).toList();
    }
}
