package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.file.Visible;
import io.alphafair.tables.RowNames;
import io.alphafair.tables.Table;
import java.util.List;

/** The people of a problem, and what they, their groups and the items are called. */
final class People {
    private final Items items;
    private final String idHeading;
    /** Null where people are numbered by their rows, from 0. */
    private final String[] ids;
    private final List<String> groupNames;
    private final List<String> itemNames;

    private People(Items items, String idHeading, String[] ids, List<String> groupNames, List<String> itemNames) {
        this.items = items;
        this.idHeading = idHeading;
        this.ids = ids;
        this.groupNames = groupNames;
        this.itemNames = itemNames;
    }

    /**
     * The people of a table.
     *
     * @param idColumn the column of the people's ids, or null to number them by their rows as the table counts them
     * @throws InvalidInputException if there is no such column, or an id is empty or there twice
     */
    static People of(Items items, Table table, String idColumn, List<String> groupNames, List<String> itemNames) {
        RowNames rows = RowNames.of(table, idColumn);
        return new People(items, rows.heading(), rows.names(), groupNames, itemNames);
    }

    /** Everything is numbered from 0. */
    static People numbered(Items items) {
        return new People(items, "row", null, null, null);
    }

    Items items() {
        return items;
    }

    int count() {
        return Math.toIntExact(items.individualCount());
    }

    /** What the column of ids is called: {@code id}, {@code line} of a CSV file, or {@code row} of other files. */
    String idHeading() {
        return idHeading;
    }

    /** As a terminal may show it. */
    String id(long row) {
        return Visible.text(idInFile(row));
    }

    /** As the table has it. */
    String idInFile(long row) {
        return ids == null ? Long.toString(row) : ids[Math.toIntExact(row)];
    }

    /** @throws InvalidInputException if nobody has this id */
    int row(String id) {
        for (int row = 0; row < count(); row++) {
            if (idInFile(row).equals(id.strip())) {
                return row;
            }
        }
        String expected;
        if (ids == null) {
            expected = "row; expected 0.." + (count() - 1);
        } else if (idHeading.equals("id")) {
            expected = "id; expected a value of the column of --id, such as '" + ids[0] + "'";
        } else {
            expected = idHeading + "; expected one of the file, such as " + ids[0]
                    + ", or the column of ids with --id COLUMN";
        }
        throw new InvalidInputException("--explain " + id + ": nobody has this " + expected);
    }

    /**
     * Refuses a group without any benefit, by its name.
     *
     * @throws InvalidInputException if all benefits of a group are 0, and alpha is such that no group may have nothing
     */
    void requireBenefits(Fairness fairness) {
        if (fairness.alpha() < 1) {
            return;
        }
        boolean[] other = new boolean[items.groupCount()];
        for (long row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                other[items.groups().label(row)] |= items.benefit(row, item) != 0;
            }
        }
        for (int group = 0; group < other.length; group++) {
            if (!other[group]) {
                throw new InvalidInputException("all benefits in group " + groupInFile(group) + " are 0, and "
                        + (fairness.equals(Fairness.MAX_MIN)
                                ? "with alpha inf all answers are equally good, because the smallest mean benefit is always 0"
                                : "with alpha >= 1 no group may get nothing")
                        + ": expected a positive benefit; drop the group, or choose alpha < 1");
            }
        }
    }

    /** As a terminal may show it. */
    String groupName(int group) {
        return Visible.text(groupInFile(group));
    }

    /** As the table has it. */
    String groupInFile(int group) {
        return groupNames == null ? Integer.toString(group) : groupNames.get(group);
    }

    int groupOf(long row) {
        return items.groups().label(row);
    }

    /** As a terminal may show it. */
    String itemName(int item) {
        return Visible.text(itemInFile(item));
    }

    /** As the table has it. */
    String itemInFile(int item) {
        return itemNames == null ? "item " + item : itemNames.get(item);
    }
}
