package io.alphafair.bench.report;

import io.alphafair.bench.record.Cell;
import java.util.Comparator;
import java.util.List;

/** The order of the rows of every table of cells. */
final class CellOrder {
    /** The parameters that have a column of their own. */
    static final List<String> COLUMNS = List.of(Cell.BACKEND, "shape", "n", "t", "k");

    private CellOrder() {
    }

    /** @param backends in the order in which a problem's rows stand; what is not among them, as a solver, comes last */
    static Comparator<OfCell> of(List<String> backends) {
        return Comparator.comparing((OfCell cell) -> cell.question().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
                .thenComparing(cell -> cell.cell().benchmark())
                // Uniform first: it is what the other shapes are compared with.
                .thenComparing(cell -> cell.shape().equals("uniform") ? "" : cell.shape())
                .thenComparingLong(cell -> cell.number("instances")).thenComparingLong(OfCell::t)
                .thenComparingLong(OfCell::k).thenComparingLong(OfCell::n).thenComparing(OfCell::further)
                .thenComparing(cell -> place(backends, cell.cell().backend()));
    }

    static int place(List<String> backends, String name) {
        int index = backends.indexOf(name);
        return index < 0 ? backends.size() : index;
    }
}
