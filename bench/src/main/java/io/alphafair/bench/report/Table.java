package io.alphafair.bench.report;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A table as data. Every printer writes each cell with the text that {@link Column#text} gives.
 *
 * @param id its place on the page, which is also its name in CSV files
 * @param text how to read it; may be empty
 */
record Table(String id, String title, String text, List<Column> columns, List<Row> rows) {
    /** A column; one of numbers is aligned to the right. */
    record Column(String name, Unit unit) {
        boolean isText() {
            return unit == Unit.TEXT;
        }

        String text(Cell cell) {
            return isText() ? cell.text : unit.text(cell.value, cell.low, cell.high);
        }
    }

    /**
     * A text, or an unrounded number in the column's unit.
     *
     * @param value NaN if there is none
     * @param low the lower end of the value's 95 % interval; NaN if there is none
     * @param high its upper end
     */
    record Cell(String text, double value, double low, double high) {
        static final Cell EMPTY = of("");

        static Cell of(String text) {
            return new Cell(text, Double.NaN, Double.NaN, Double.NaN);
        }

        static Cell of(double value) {
            return of(value, Double.NaN, Double.NaN);
        }

        static Cell of(double value, double low, double high) {
            return new Cell("", value, low, high);
        }

        boolean isEmpty() {
            return text.isEmpty() && Double.isNaN(value);
        }

        boolean hasInterval() {
            return !Double.isNaN(low);
        }

        /** The value and its interval times a factor. */
        Cell times(double factor) {
            return of(value * factor, low * factor, high * factor);
        }

        Cell plain() {
            return of(value);
        }
    }

    /** A row; one that is marked has no result and says why. */
    record Row(List<Cell> cells, boolean marked) {}

    /** A column and how it makes a cell of what a row is about. */
    record Maker<R>(String name, Unit unit, Function<R, Cell> cell) {
        static <R> Maker<R> text(String name, Function<R, String> text) {
            return new Maker<>(name, Unit.TEXT, row -> Cell.of(text.apply(row)));
        }
    }

    /** Makes every cell of the table with this id; empty if there are no rows. */
    static <R> List<Table> of(String id, List<R> rows, Predicate<R> marked, List<Maker<R>> makers) {
        return of(id, Report.title("table." + id), Report.text("table." + id), rows, marked, makers);
    }

    /** Makes every cell; empty if there are no rows. Columns without any content are left out. */
    static <R> List<Table> of(String id, String title, String text, List<R> rows, Predicate<R> marked,
            List<Maker<R>> makers) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Row> all = rows.stream().map(
                row -> new Row(makers.stream().map(maker -> maker.cell().apply(row)).toList(), marked.test(row)))
                .toList();
        int[] used = IntStream.range(0, makers.size())
                .filter(place -> all.stream().anyMatch(row -> !row.cells().get(place).isEmpty())).toArray();
        List<Column> columns = makers.stream().map(maker -> new Column(maker.name(), maker.unit())).toList();
        return List.of(new Table(id, title, text, columns, all).select(used));
    }

    /** The same with some of the columns. */
    Table select(int... places) {
        return new Table(id, title, text, IntStream.of(places).mapToObj(columns::get).toList(),
                rows.stream()
                        .map(row -> new Row(IntStream.of(places).mapToObj(row.cells()::get).toList(), row.marked()))
                        .toList());
    }
}
