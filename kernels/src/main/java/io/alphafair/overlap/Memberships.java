package io.alphafair.overlap;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of K groups each of N individuals belongs to, and the atomic cells that follow: the distinct sets of groups,
 * numbered as they appear. Immutable.
 */
public final class Memberships {
    private final int groupCount;
    private final int[][] groupsOfCell;
    private final int[] cellOfIndividual;
    private final long[] cellSize;
    private final long[] groupSize;

    private Memberships(int groupCount, int[][] groupsOfCell, int[] cellOfIndividual) {
        this.groupCount = groupCount;
        this.groupsOfCell = groupsOfCell;
        this.cellOfIndividual = cellOfIndividual;
        this.cellSize = new long[groupsOfCell.length];
        this.groupSize = new long[groupCount];
        for (int cell : cellOfIndividual) {
            cellSize[cell]++;
        }
        for (int cell = 0; cell < groupsOfCell.length; cell++) {
            for (int group : groupsOfCell[cell]) {
                groupSize[group] += cellSize[cell];
            }
        }
        for (int group = 0; group < groupCount; group++) {
            if (groupSize[group] == 0) {
                throw new InvalidInputException("group " + group + " of 0.." + (groupCount - 1)
                        + " has no member: number the groups without gaps");
            }
        }
    }

    /**
     * Memberships as a table of yes and no.
     *
     * @param member N x K
     * @throws InvalidInputException if there is no individual, rows differ in length, or a group has no member
     */
    public static Memberships of(boolean[][] member) {
        requireSome(member.length);
        int groupCount = member[0].length;
        List<int[]> rows = new ArrayList<>(member.length);
        for (int row = 0; row < member.length; row++) {
            boolean[] flags = member[row];
            if (flags.length != groupCount) {
                throw new InvalidInputException("memberships of individual " + row + " are " + flags.length
                        + ": expected " + groupCount + ", one per group");
            }
            int[] groups = new int[groupCount];
            int count = 0;
            for (int group = 0; group < groupCount; group++) {
                if (flags[group]) {
                    groups[count++] = group;
                }
            }
            rows.add(Arrays.copyOf(groups, count));
        }
        return of(groupCount, rows);
    }

    /**
     * One membership per attribute: the values of the first attribute are the first groups, those of the next follow.
     *
     * @param labels by attribute and individual; an attribute's labels are 0 .. its largest
     * @throws InvalidInputException if there is no individual, the columns differ in length, a label is negative, or a
     *             value between has no individual
     */
    public static Memberships ofAttributes(int[]... labels) {
        if (labels.length == 0) {
            throw new InvalidInputException("no attribute: expected at least one column of labels");
        }
        int size = labels[0].length;
        requireSome(size);
        int[] offset = new int[labels.length];
        int groupCount = 0;
        for (int attribute = 0; attribute < labels.length; attribute++) {
            if (labels[attribute].length != size) {
                throw new InvalidInputException("attribute " + attribute + " has " + labels[attribute].length
                        + " labels: expected " + size + ", one per individual");
            }
            offset[attribute] = groupCount;
            groupCount += countOfValues(attribute, labels[attribute]);
        }
        List<int[]> rows = new ArrayList<>(size);
        for (int row = 0; row < size; row++) {
            int[] groups = new int[labels.length];
            for (int attribute = 0; attribute < labels.length; attribute++) {
                groups[attribute] = offset[attribute] + labels[attribute][row];
            }
            rows.add(groups);
        }
        return of(groupCount, rows);
    }

    /**
     * The number of an attribute's values, each of which somebody has. It is found without counting up to the largest label,
     * because a single stray label may be as large as an int.
     */
    private static int countOfValues(int attribute, int[] labels) {
        boolean[] taken = new boolean[labels.length];
        int count = 0;
        int largest = 0;
        for (int row = 0; row < labels.length; row++) {
            int label = labels[row];
            if (label < 0) {
                throw new InvalidInputException("label of individual " + row + " is " + label + " in attribute "
                        + attribute + ": expected 0 or more");
            }
            largest = Math.max(largest, label);
            if (label < taken.length && !taken[label]) {
                taken[label] = true;
                count++;
            }
        }
        if (count <= largest) {
            int missing = 0;
            while (taken[missing]) {
                missing++;
            }
            throw new InvalidInputException("value " + missing + " of 0.." + largest + " in attribute " + attribute
                    + " has no individual: number the values without gaps");
        }
        return count;
    }

    private static Memberships of(int groupCount, List<int[]> rows) {
        Map<List<Integer>, Integer> cells = new HashMap<>();
        List<int[]> groupsOfCell = new ArrayList<>();
        int[] cellOfIndividual = new int[rows.size()];
        for (int row = 0; row < cellOfIndividual.length; row++) {
            int[] groups = rows.get(row);
            List<Integer> key = Arrays.stream(groups).boxed().toList();
            Integer cell = cells.get(key);
            if (cell == null) {
                cell = groupsOfCell.size();
                cells.put(key, cell);
                groupsOfCell.add(groups);
            }
            cellOfIndividual[row] = cell;
        }
        return new Memberships(groupCount, groupsOfCell.toArray(int[][]::new), cellOfIndividual);
    }

    private static void requireSome(int size) {
        if (size == 0) {
            throw new InvalidInputException("no individuals: expected at least one; pass some data");
        }
    }

    /** N. */
    public int size() {
        return cellOfIndividual.length;
    }

    /** K, the number of groups, which may overlap. */
    public int groupCount() {
        return groupCount;
    }

    /** The number of atomic cells, which do not. */
    public int cellCount() {
        return groupsOfCell.length;
    }

    /** G_k, the members of a group. */
    public long groupSize(int group) {
        return groupSize[group];
    }

    /** The individuals in a cell. */
    public long cellSize(int cell) {
        return cellSize[cell];
    }

    /** The groups that a cell's individuals belong to, ascending; empty if none. */
    public int[] groupsOf(int cell) {
        return groupsOfCell[cell].clone();
    }

    /** The cell of an individual. */
    public int cellOf(int individual) {
        return cellOfIndividual[individual];
    }

    /** The cells as groups that do not overlap, for {@link io.alphafair.Items}, which closes them. */
    public Groups cells() {
        return Groups.of(cellOfIndividual, cellCount());
    }

    @Override
    public String toString() {
        return "Memberships[" + size() + " individuals in " + groupCount + " groups, " + cellCount() + " cells]";
    }
}
