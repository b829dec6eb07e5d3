package io.alphafair.studies.readme;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Output in a form that two runs share. Cells are two spaces apart, however wide their columns. What is not compared is a
 * {@code #}: times, errors of the size of rounding (another machine's logarithm may round otherwise), and, where it is not
 * run in full, what training arrives at.
 */
final class ShownOutput {
    /** At most five digits and an exponent of -6 or less, or no error at all. Larger and longer numbers are compared. */
    private static final Pattern ROUNDING = Pattern
            .compile("-?\\d(\\.\\d{1,4})?e-(0[6-9]|[1-9]\\d)|0(\\.0)?e\\+00");
    private static final Pattern SECONDS = Pattern.compile("\\d+\\.\\d+ s$");
    private static final Set<String> TIMES = Set.of("microseconds", "solver's", "times slower");
    private static final String EPOCHS = "Milliseconds per epoch";

    private final boolean trained;
    private final List<String> lines = new ArrayList<>();
    private String title = "";
    private List<String> header = List.of();

    private ShownOutput(boolean trained) {
        this.trained = trained;
    }

    /**
     * The lines that are not empty.
     *
     * @param trained whether what training arrives at is compared; the best decisions and the means are in any case
     */
    static List<String> lines(String output, boolean trained) {
        ShownOutput shown = new ShownOutput(trained);
        output.lines().forEach(shown::add);
        return shown.lines;
    }

    private void add(String line) {
        List<String> cells = List.of(line.strip().split(" {2,}"));
        if (line.isBlank()) {
            header = List.of();
        } else if (cells.size() == 1) {
            title = line;
            lines.add(SECONDS.matcher(line.strip()).replaceAll("# s"));
        } else if (header.isEmpty()) {
            header = cells;
            lines.add(String.join("  ", cells));
        } else {
            List<String> kept = new ArrayList<>();
            for (int column = 0; column < cells.size(); column++) {
                kept.add(isCompared(cells, column) ? cells.get(column) : "#");
            }
            lines.add(String.join("  ", kept));
        }
    }

    private boolean isCompared(List<String> row, int column) {
        if (column == 0) {
            return true;
        }
        // A row with an empty cell cannot be matched to the header, and none of those has times.
        String name = header.size() == row.size() ? header.get(column) : "";
        if (TIMES.contains(name) || title.startsWith(EPOCHS) || ROUNDING.matcher(row.get(column)).matches()) {
            return false;
        }
        return trained || name.startsWith("best")
                || row.getFirst().startsWith("no model") && title.contains("in percent");
    }
}
