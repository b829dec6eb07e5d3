package io.alphafair.tables;

import java.util.List;

/** The rows and columns of a table as files of one format hold them. Rows and columns are counted from 0. */
interface Cells {
    /** The names of the columns, in order; several may be equal or empty. */
    List<String> columns();

    int rowCount();

    /** The word for a row: {@code line} or {@code row}. */
    String rowWord();

    /** The number of a row in the file, counted from 1. */
    long rowNumber(int row);

    /** Where a row stands, as in {@code line 5}. */
    String rowPlace(int row);

    /**
     * Reads a column.
     *
     * @throws io.alphafair.InvalidInputException if it cannot be read, or holds neither numbers nor words
     */
    Column column(int place);
}
