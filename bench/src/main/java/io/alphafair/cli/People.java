package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.tables.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people of a problem, and what they, their groups and the items are called. */
final class People {
    private final Items items;
    /** Null where people are numbered by their rows. */
    private final String[] ids;
    private final List<String> groupNames;
    private final List<String> itemNames;

    private People(Items items, String[] ids, List<String> groupNames, List<String> itemNames) {
        this.items = items;
        this.ids = ids;
        this.groupNames = groupNames;
        this.itemNames = itemNames;
    }

    /**
     * @param idColumn the column of the people's ids, or null to number them by their rows, from 0
     * @throws InvalidInputException if there is no such column or an id is there twice
     */
    static People of(Items items, Table table, String idColumn, List<String> groupNames, List<String> itemNames) {
        String[] ids = idColumn == null ? null : table.strings(idColumn);
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; ids != null && row < ids.length; row++) {
            Integer earlier = rows.put(ids[row], row);
            if (earlier != null) {
                throw new InvalidInputException("column '" + idColumn + "' has '" + ids[row] + "' in rows " + earlier
                        + " and " + row + " (counted from 0): expected each id once; correct one or leave out --id");
            }
        }
        return new People(items, ids, groupNames, itemNames);
    }

    /** Everything is numbered from 0. */
    static People numbered(Items items) {
        return new People(items, null, null, null);
    }

    Items items() {
        return items;
    }

    int count() {
        return Math.toIntExact(items.individualCount());
    }

    /** What the column of ids is called: {@code id}, or {@code row} where rows are counted from 0. */
    String idHeading() {
        return ids == null ? "row" : "id";
    }

    String id(long row) {
        return ids == null ? Long.toString(row) : ids[Math.toIntExact(row)];
    }

    /** @throws InvalidInputException if nobody has this id */
    int row(String id) {
        for (int row = 0; row < count(); row++) {
            if (id(row).equals(id)) {
                return row;
            }
        }
        throw new InvalidInputException("--explain " + id + ": nobody has this "
                + (ids == null
                        ? "row; expected 0.." + (count() - 1) + ", or the column of ids with --id COLUMN"
                        : "id; expected a value of the column of --id, such as '" + ids[0] + "'"));
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
                throw new InvalidInputException("all benefits in group " + groupName(group) + " are 0, and "
                        + "with alpha >= 1 no group may get nothing: expected a positive benefit; drop the group, or "
                        + "choose alpha < 1");
            }
        }
    }

    String groupName(int group) {
        return groupNames == null ? Integer.toString(group) : groupNames.get(group);
    }

    String groupNameOf(long row) {
        return groupName(items.groups().label(row));
    }

    String itemName(int item) {
        return itemNames == null ? "item " + item : itemNames.get(item);
    }
}
