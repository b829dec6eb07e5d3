package io.alphafair.cli;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.npy.Npy;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where the data of a problem comes from: the columns of a table, or {@code .npy} files.
 *
 * @param rows the table, or null for files
 */
record Source(Table rows) {
    /**
     * Reads the table.
     *
     * @param table null for {@code .npy} files
     * @throws InvalidInputException if it is no table
     */
    static Source of(Path table) {
        return new Source(table == null ? null : Table.read(table));
    }

    boolean isTable() {
        return rows != null;
    }

    /**
     * Reads a matrix.
     *
     * @param what a file, or columns with commas between them
     * @throws InvalidInputException if it cannot be read
     */
    Matrix matrix(String what) {
        return rows == null ? Npy.readMatrix(Path.of(what)) : rows.matrix(columns(what));
    }

    /** A matrix as above, or one row of constants where {@code what} is null. */
    Matrix matrixOr(String what, double[] constants) {
        return what == null ? Matrix.copyOf(constants, 1, constants.length) : matrix(what);
    }

    static List<String> columns(String names) {
        return Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    }

    /**
     * The groups of a table's rows; null where files have numbers for them.
     *
     * @param missing the value of those whose value is missing, or null to refuse them
     * @throws InvalidInputException if there is no such column, or a value is missing and {@code missing} null
     */
    GroupLabels labels(String what, String missing) {
        if (rows == null && missing != null) {
            throw new InvalidInputException(
                    "--missing-group without a table: expected a column in which values are missing; drop it");
        }
        return rows == null ? null : GroupLabels.of(rows, columns(what), missing);
    }

    /**
     * The groups.
     *
     * @param labels of the table, or null to read the file {@code what}
     */
    static Groups groups(GroupLabels labels, String what) {
        return labels == null ? Npy.readGroups(Path.of(what)) : Groups.of(labels.labels(), labels.values().size());
    }

    /**
     * Puts the parts together; they stay their owner's.
     *
     * @param caps null for none
     * @throws InvalidInputException if their shapes do not go together
     */
    Items items(Matrix benefits, Matrix costs, Matrix caps, Groups groups) {
        if (isTable() && benefits.columns() != costs.columns()) {
            throw new InvalidInputException(benefits.columns() + " benefit columns and " + costs.columns()
                    + " costs: expected one cost per item");
        }
        if (isTable() && caps != null && caps.columns() != 1 && caps.columns() != benefits.columns()) {
            throw new InvalidInputException(benefits.columns() + " benefit columns and " + caps.columns()
                    + " caps: expected one cap per item, or one for all");
        }
        Items items = Items.of(benefits, costs, groups);
        return caps == null ? items : items.withCaps(caps);
    }
}
