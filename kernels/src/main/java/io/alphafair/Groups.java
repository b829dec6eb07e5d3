package io.alphafair;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The group label of each of N individuals: an int in {@code 0..K-1}. Labels are checked and group sizes are counted when
 * the labels are given, not in the hot pass.
 */
public final class Groups implements AutoCloseable {
    /** Whether a group of {@code 0..K-1} may have no member, as in a mini-batch. */
    public enum Absent {
        REFUSED, ALLOWED
    }

    static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private final long size;
    private final Absent absent;
    private final MemorySegment labels;
    private final Arena owned;
    private final long[] groupSize;
    private final long[] firstRow;
    private boolean valid;
    private long version;

    private Groups(long size, int count, Absent absent, MemorySegment labels, Arena owned) {
        this.size = size;
        this.absent = absent;
        this.labels = labels;
        this.owned = owned;
        this.groupSize = new long[count];
        this.firstRow = new long[count];
    }

    /** A copy of {@code labels}, with K = largest label + 1 and every group occupied. */
    public static Groups of(int[] labels) {
        int largest = -1;
        for (int label : labels) {
            largest = Math.max(largest, label);
        }
        return of(labels, countFor(largest));
    }

    /** A copy of {@code labels}, every one of the {@code count} groups occupied. */
    public static Groups of(int[] labels, int count) {
        return of(labels, count, Absent.REFUSED);
    }

    /**
     * A copy of {@code labels}.
     *
     * @param count K, the number of groups
     * @throws InvalidInputException if there is no label, one is outside {@code 0..count-1}, or a group has no member
     *             and that is not allowed
     */
    public static Groups of(int[] labels, int count, Absent absent) {
        requireCounts(labels.length, count);
        Arena arena = Arena.ofShared();
        try {
            MemorySegment segment = arena.allocate((long) labels.length * Integer.BYTES, 64);
            MemorySegment.copy(labels, 0, segment, LABEL, 0, labels.length);
            return counted(labels.length, count, absent, segment, arena);
        } catch (OutOfMemoryError | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Labels as an N x 1 array, as the source notebooks also pass them. */
    public static Groups of(int[][] labels) {
        int[] column = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row].length != 1) {
                throw new InvalidInputException("label row " + row + " has " + labels[row].length
                        + " entries: expected N x 1, one label per individual");
            }
            column[row] = labels[row][0];
        }
        return of(column);
    }

    /**
     * A view of native memory holding 32-bit labels in native byte order; it stays its owner's, who must not change the
     * labels while the view is in use.
     *
     * @throws InvalidInputException as for arrays, and if the segment is on the heap or not whole ints
     */
    public static Groups view(MemorySegment labels, int count, Absent absent) {
        return view(labels, count, absent, null);
    }

    /**
     * As {@link #view(MemorySegment, int, Absent)}, with K = largest label + 1 and every group occupied.
     *
     * @throws InvalidInputException as for arrays, and if the segment is on the heap or not whole ints
     */
    public static Groups view(MemorySegment labels) {
        return view(labels, countFor(largest(labels)), Absent.REFUSED, null);
    }

    private static int largest(MemorySegment labels) {
        int largest = -1;
        for (long offset = 0; offset <= labels.byteSize() - Integer.BYTES; offset += Integer.BYTES) {
            largest = Math.max(largest, labels.get(LABEL, offset));
        }
        return largest;
    }

    private static Groups view(MemorySegment labels, int count, Absent absent, Arena owned) {
        if (!labels.isNative() || labels.byteSize() % Integer.BYTES != 0) {
            throw new InvalidInputException("the label segment (" + labels.byteSize() + " bytes, "
                    + (labels.isNative() ? "native" : "heap") + "): expected native memory of whole 32-bit ints");
        }
        requireCounts(labels.byteSize() / Integer.BYTES, count);
        return counted(labels.byteSize() / Integer.BYTES, count, absent, labels, owned);
    }

    private static Groups counted(long size, int count, Absent absent, MemorySegment labels, Arena owned) {
        if (absent == Absent.REFUSED && count > size) {
            throw emptyGroup(labels, (int) size, count);
        }
        Groups groups = new Groups(size, count, absent, labels, owned);
        groups.recount();
        return groups;
    }

    /**
     * With more groups than individuals one is empty, and one of the first N + 1. It is found without counting K sizes,
     * because a single stray label makes K as large as an int.
     */
    private static InvalidInputException emptyGroup(MemorySegment labels, int size, int count) {
        boolean[] occupied = new boolean[size + 1];
        for (int row = 0; row < size; row++) {
            int label = requireLabel(labels, row, count);
            if (label <= size) {
                occupied[label] = true;
            }
        }
        int group = 0;
        while (occupied[group]) {
            group++;
        }
        return noMember(group, count);
    }

    private static int requireLabel(MemorySegment labels, long row, int count) {
        int label = labels.get(LABEL, row * Integer.BYTES);
        if (label < 0 || label >= count) {
            throw new InvalidInputException("label of row " + row + " is " + label + ": expected 0.." + (count - 1)
                    + "; number the groups from 0");
        }
        return label;
    }

    private static InvalidInputException noMember(int group, int count) {
        return new InvalidInputException("group " + group + " of 0.." + (count - 1)
                + " has no member: number the groups without gaps, or pass Absent.ALLOWED in Java");
    }

    /**
     * Takes over native memory holding 32-bit labels in native byte order, with K = largest label + 1 and every group
     * occupied: {@link #close()} closes {@code arena}. If the labels are refused the arena stays its owner's.
     *
     * @param arena what the labels live in, and nothing else; may be closed by any thread
     * @throws InvalidInputException as for arrays
     */
    public static Groups adopt(MemorySegment labels, Arena arena) {
        return view(labels, countFor(largest(labels)), Absent.REFUSED, arena);
    }

    /** K for labels up to {@code largest}; a negative largest label is left to the check that names its place. */
    private static int countFor(int largest) {
        if (largest == Integer.MAX_VALUE) {
            throw new InvalidInputException(
                    "a label is " + largest + ": expected at most " + (largest - 1) + "; number the groups from 0");
        }
        return Math.max(largest + 1, 1);
    }

    /**
     * Replaces all labels and counts anew; allocates nothing. If the labels are refused this object holds no valid
     * labels until a later refill succeeds.
     *
     * @throws InvalidInputException as when made, or if the number of labels differs
     */
    public void refill(int[] newLabels) {
        requireLength(newLabels.length);
        MemorySegment.copy(newLabels, 0, labels, LABEL, 0, newLabels.length);
        recount();
    }

    void requireLength(int length) {
        if (length != size) {
            throw new InvalidInputException(
                    length + " labels: expected " + size + ", as many as were there before");
        }
    }

    private void recount() {
        valid = false;
        version++;
        Arrays.fill(groupSize, 0);
        Arrays.fill(firstRow, -1);
        for (long row = 0; row < size; row++) {
            int label = requireLabel(labels, row, groupSize.length);
            if (groupSize[label]++ == 0) {
                firstRow[label] = row;
            }
        }
        if (absent == Absent.REFUSED) {
            for (int group = 0; group < groupSize.length; group++) {
                if (groupSize[group] == 0) {
                    throw noMember(group, groupSize.length);
                }
            }
        }
        valid = true;
    }

    /** @throws InvalidInputException if the last refill was refused */
    public void requireValid() {
        if (!valid) {
            throw new InvalidInputException(
                    "the groups hold labels that were refused: expected a refill that succeeds");
        }
    }

    /** Counts the refills: a copy of the labels is stale when this has changed. */
    public long version() {
        return version;
    }

    /** N, the number of individuals. */
    public long size() {
        return size;
    }

    /** K, the number of groups. */
    public int count() {
        return groupSize.length;
    }

    /** Whether a group may have no member. */
    public Absent absent() {
        return absent;
    }

    public int label(long row) {
        return labels.get(LABEL, Math.multiplyExact(row, (long) Integer.BYTES));
    }

    /** The number of members of a group; 0 where it is absent. */
    public long groupSize(int group) {
        return groupSize[group];
    }

    /** The lowest row of a group; -1 where it is absent. */
    public long firstRow(int group) {
        return firstRow[group];
    }

    /** N labels, 32-bit, native byte order. */
    public MemorySegment segment() {
        return labels;
    }

    /** Whether only one thread may access the labels, as in a view of memory from {@link Arena#ofConfined()}. */
    public boolean isConfined() {
        return Checks.isConfined(labels);
    }

    /** Releases the memory if this object owns it; idempotent. */
    @Override
    public void close() {
        if (owned != null && owned.scope().isAlive()) {
            owned.close();
        }
    }

    @Override
    public String toString() {
        return "Groups[" + size + " individuals in " + count() + " groups]";
    }

    private static void requireCounts(long size, int count) {
        if (size <= 0) {
            throw new InvalidInputException("no labels: expected one per individual; pass some data");
        }
        if (count <= 0) {
            throw new InvalidInputException(count + " groups: expected at least 1");
        }
    }
}
