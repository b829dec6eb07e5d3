package io.alphafair.tables;

import java.math.BigDecimal;

/** A column of a table that has been read. Rows are counted from 0. */
interface Column {
    /** The cell without blanks around it and with composed letters; empty if its value is missing. */
    String text(int row);

    /**
     * The cell as a finite number.
     *
     * @throws NumberFormatException if it is none
     */
    double number(int row);

    /**
     * The cell as a finite number without rounding.
     *
     * @throws NumberFormatException if it is none, or has too many digits for {@link Numerals#decimal}
     */
    BigDecimal decimal(int row);
}
