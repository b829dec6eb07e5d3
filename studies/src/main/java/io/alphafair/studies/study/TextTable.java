package io.alphafair.studies.study;

import io.alphafair.file.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of words and numbers for a terminal of 80 columns; what is wider is folded, with the first column before each
 * part. Columns of numbers stand to the right.
 */
public final class TextTable {
    private static final String GAP = "  ";
    /** Every row is as wide as its column's longest cell, so one name of any length must not fill the memory. */
    private static final int LONGEST_CELL = 200;

    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(String title, String... columns) {
        this.title = title;
        this.columns = Arrays.stream(columns).map(TextTable::cell).toList();
    }

    /** What stands above it. */
    public String title() {
        return title;
    }

    /** The rows' cells as they are printed. */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** Adds a row with one cell per column. */
    public TextTable row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells in table '" + title + "': expected " + columns.size());
        }
        rows.add(Arrays.stream(cells).map(TextTable::cell).toList());
        return this;
    }

    /** As a terminal shows it: names come from files. */
    private static String cell(Object value) {
        return Visible.text(Visible.shortened(String.valueOf(value), LONGEST_CELL));
    }

    /** The title and aligned columns, two spaces apart; the parts of a folded table are an empty line apart. */
    public String toText() {
        int[] width = widths();
        StringBuilder text = new StringBuilder(Prose.wrap(title)).append('\n');
        int from = 1;
        do {
            int room = Prose.WIDTH - width[0];
            int to = from;
            while (to < width.length && (to == from || width[to] + GAP.length() <= room)) {
                room -= width[to++] + GAP.length();
            }
            text.append(from == 1 ? "" : "\n");
            line(text, columns, width, from, to);
            for (List<String> row : rows) {
                line(text, row, width, from, to);
            }
            from = to;
        } while (from < width.length);
        return text.toString();
    }

    private int[] widths() {
        int[] width = new int[columns.size()];
        for (int column = 0; column < width.length; column++) {
            width[column] = width(columns.get(column));
            for (List<String> row : rows) {
                width[column] = Math.max(width[column], width(row.get(column)));
            }
        }
        return width;
    }

    /** The first cell and those in {@code from..to-1}. */
    private void line(StringBuilder text, List<String> cells, int[] width, int from, int to) {
        StringBuilder line = new StringBuilder(padded(cells, 0, width));
        for (int column = from; column < to; column++) {
            line.append(GAP).append(padded(cells, column, width));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private String padded(List<String> cells, int column, int[] width) {
        String space = " ".repeat(width[column] - width(cells.get(column)));
        return isNumeric(column) ? space + cells.get(column) : cells.get(column) + space;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** Whether every cell that is not empty starts like a number. */
    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty() || cell.matches("[-+]?[0-9].*|inf|-"));
    }
}
