package io.alphafair.cli;

import io.alphafair.InvalidValueException;
import io.alphafair.tables.Table;
import java.util.List;

/**
 * The columns of a table from which a problem comes. They say where a refused value stands for those who have the table in
 * front of them, and not the arrays that were made of it.
 *
 * @param benefit names with commas between them
 * @param cost names, or null for {@code --cost-values}
 * @param cap names, or null for {@code --cap-values} or none
 * @param id the column of the people's ids, or null
 */
record UsedColumns(Table table, String benefit, String cost, String cap, String id) {
    /** The message of a refusal, with the line and the column, or the option, in place of row and item. */
    String located(InvalidValueException e) {
        return switch (e.kind()) {
            case BENEFIT -> cell(e, benefit, "a finite number >= 0");
            case COST -> cost == null
                    ? constant(e, "--cost-values", "a finite number > 0")
                    : cell(e, cost, "a finite number > 0");
            case CAP -> cap == null
                    ? constant(e, "--cap-values", "a number > 0 or Infinity")
                    : cell(e, cap, "a number > 0") + ", or set the benefit to 0 where no dose is allowed";
            case RATIO -> line(e) + ", benefit '" + name(benefit, e.item())
                    + "' over its cost overflows: expected a finite ratio; scale the benefits down or the costs up";
        };
    }

    private String line(InvalidValueException e) {
        int row = Math.toIntExact(e.row());
        return table.name() + " " + table.rowPlace(row) + (id == null ? "" : " (" + table.strings(id)[row] + ")");
    }

    private String cell(InvalidValueException e, String columns, String expected) {
        String column = name(columns, e.item());
        return line(e) + ", column '" + column + "' is '" + table.strings(column)[Math.toIntExact(e.row())]
                + "': expected "
                + expected + "; correct the cell or drop the " + table.rowWord();
    }

    private String constant(InvalidValueException e, String option, String expected) {
        return option + " has " + Numbers.text(e.value()) + " for '" + name(benefit, e.item()) + "': expected "
                + expected
                + "; correct it";
    }

    /** One column may serve all items. */
    private static String name(String columns, int item) {
        List<String> names = Source.columns(columns);
        return names.get(Math.min(item, names.size() - 1));
    }
}
