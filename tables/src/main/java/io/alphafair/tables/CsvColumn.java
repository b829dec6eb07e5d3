package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import java.math.BigDecimal;

/** A column of a CSV table. */
final class CsvColumn implements Column {
    private final CsvCells table;
    private final int place;
    /** The cells with decimal points where the table has decimal commas; null until a number is asked for. */
    private String[] numerals;

    CsvColumn(CsvCells table, int place) {
        this.table = table;
        this.place = place;
    }

    private String cell(int row) {
        return table.rows().get(row).getField(place);
    }

    @Override
    public String text(int row) {
        return Cell.clean(cell(row));
    }

    @Override
    public double number(int row) {
        return Numerals.number(numeral(row));
    }

    @Override
    public BigDecimal decimal(int row) {
        return Numerals.decimal(numeral(row));
    }

    private String numeral(int row) {
        if (numerals == null) {
            numerals = numerals();
        }
        return numerals[row];
    }

    private String[] numerals() {
        String[] points = new String[table.rowCount()];
        String[] decimals = new String[2];
        for (int row = 0; row < points.length; row++) {
            String cell = Cell.strip(cell(row));
            int comma = cell.indexOf(',');
            if (table.dialect().hasDecimalCommas() && (comma >= 0 || cell.indexOf('.') >= 0)) {
                decimals[comma >= 0 ? 1 : 0] = cell;
                requireOneSign(decimals, row);
            }
            points[row] = table.dialect().hasDecimalCommas() && comma >= 0 && cell.indexOf('.') < 0
                    ? cell.substring(0, comma) + '.' + cell.substring(comma + 1)
                    : cell;
        }
        return points;
    }

    /** A point beside a comma may separate thousands, so that a number could be a thousand times as large as it is read. */
    private void requireOneSign(String[] decimals, int row) {
        if (decimals[0] != null && decimals[1] != null) {
            throw new InvalidInputException(table.name() + ", column '" + table.columns().get(place) + "' has '"
                    + decimals[0] + "' and '" + decimals[1] + "', the later one in " + table.rowPlace(row)
                    + ": expected one decimal sign, and none between thousands; correct the column");
        }
    }
}
