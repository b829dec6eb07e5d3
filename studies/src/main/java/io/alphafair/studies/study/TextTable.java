package io.alphafair.studies.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of words and numbers, for a terminal or in Markdown. Columns of numbers stand to the right. */
public final class TextTable {
    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /** What stands above it. */
    public String title() {
        return title;
    }

    /** The rows' cells as they are printed. */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** Adds a row, a cell a column. */
    public TextTable row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells in table '" + title + "': expected " + columns.size());
        }
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    /** The title and aligned columns, two spaces apart. */
    public String toText() {
        int[] width = new int[columns.size()];
        for (int column = 0; column < width.length; column++) {
            width[column] = width(columns.get(column));
            for (List<String> row : rows) {
                width[column] = Math.max(width[column], width(row.get(column)));
            }
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        line(text, columns, width);
        rows.forEach(row -> line(text, row, width));
        return text.toString();
    }

    /** The same as a table in Markdown, without its title. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder();
        markdown(text, columns);
        text.append('|');
        for (int column = 0; column < columns.size(); column++) {
            text.append(isNumeric(column) ? "--:|" : "---|");
        }
        text.append('\n');
        rows.forEach(row -> markdown(text, row));
        return text.toString();
    }

    private static void markdown(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void line(StringBuilder text, List<String> cells, int[] width) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < width.length; column++) {
            String space = " ".repeat(width[column] - width(cells.get(column)));
            line.append(column == 0 ? "" : "  ").append(isNumeric(column) ? space : "").append(cells.get(column))
                    .append(isNumeric(column) ? "" : space);
        }
        text.append(line.toString().stripTrailing()).append('\n');
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
