package io.alphafair.capped;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Entries with a positive ratio, in any order. It grows as it is filled. */
public final class EntryList {
    private static final int LEAST_CAPACITY = 64;
    /** The list grows beyond it if that many entries do come. */
    private static final int MOST_EXPECTED = 1 << 24;
    /** What an estimate may be exceeded by. */
    private static final double ROOM = 1.1;

    int[] group;
    long[] index;
    double[] benefit;
    double[] cost;
    double[] cap;
    private int size;
    /** The arrays of the entries, for loops that are not written in Java; null until they are needed. */
    private MemorySegment[] segments;
    /** Scratch of the methods with these names; null until it is needed. */
    private double[] ratio;
    private int[] bucket;
    private int[] firstPlaces;
    private int[] secondPlaces;

    /** An empty list. */
    public EntryList() {
        this(0);
    }

    /** An empty list with room for about so many entries. */
    EntryList(double expected) {
        int capacity = capacity(expected);
        group = new int[capacity];
        index = new long[capacity];
        benefit = new double[capacity];
        cost = new double[capacity];
        cap = new double[capacity];
    }

    /** The room of a new list for about so many entries. */
    static int capacity(double expected) {
        return (int) Math.clamp(expected * ROOM, LEAST_CAPACITY, MOST_EXPECTED);
    }

    /** Room for a number per entry, which whoever narrows the list may overwrite. */
    double[] ratios() {
        if (ratio == null || ratio.length < size) {
            ratio = new double[group.length];
        }
        return ratio;
    }

    /** As {@link #ratios}, for a bucket per entry. */
    int[] buckets() {
        bucket = roomy(bucket);
        return bucket;
    }

    /** As {@link #ratios}, for a place per entry. */
    int[] firstPlaces() {
        firstPlaces = roomy(firstPlaces);
        return firstPlaces;
    }

    /** As {@link #firstPlaces}, for another place per entry. */
    int[] secondPlaces() {
        secondPlaces = roomy(secondPlaces);
        return secondPlaces;
    }

    private int[] roomy(int[] scratch) {
        return scratch == null || scratch.length < size ? new int[group.length] : scratch;
    }

    /** Forgets all entries and keeps the memory. */
    public void clear() {
        size = 0;
    }

    /** The number of entries. */
    public int size() {
        return size;
    }

    /**
     * Adds an entry.
     *
     * @param flatIndex {@code row * T + item}
     * @param entryCap positive, infinite for none
     */
    public void add(int entryGroup, long flatIndex, double entryBenefit, double entryCost, double entryCap) {
        reserve(size + 1L);
        group[size] = entryGroup;
        index[size] = flatIndex;
        benefit[size] = entryBenefit;
        cost[size] = entryCost;
        cap[size] = entryCap;
        size++;
    }

    /** Adds all entries of another list. */
    public void addAll(EntryList other) {
        reserve((long) size + other.size);
        System.arraycopy(other.group, 0, group, size, other.size);
        System.arraycopy(other.index, 0, index, size, other.size);
        System.arraycopy(other.benefit, 0, benefit, size, other.size);
        System.arraycopy(other.cost, 0, cost, size, other.size);
        System.arraycopy(other.cap, 0, cap, size, other.size);
        size += other.size;
    }

    /**
     * Where the next entry goes: in the arrays of the groups, indices, benefits, costs and caps. Making a segment of an array
     * takes longer than a short call of C, so that it is done once per array.
     */
    MemorySegment[] end() {
        if (segments == null) {
            segments = new MemorySegment[]{MemorySegment.ofArray(group), MemorySegment.ofArray(index),
                    MemorySegment.ofArray(benefit), MemorySegment.ofArray(cost), MemorySegment.ofArray(cap)};
        }
        MemorySegment[] end = new MemorySegment[segments.length];
        end[0] = segments[0].asSlice((long) size * Integer.BYTES);
        for (int i = 1; i < end.length; i++) {
            end[i] = segments[i].asSlice((long) size * Long.BYTES);
        }
        return end;
    }

    /** Makes room for so many more entries. */
    void makeRoom(int more) {
        reserve((long) size + more);
    }

    /** Takes over entries that were written behind the last one. */
    void grow(int more) {
        size += more;
    }

    private void reserve(long count) {
        if (count <= group.length) {
            return;
        }
        long capacity = Math.min(Integer.MAX_VALUE - 8L, Math.max(count, group.length * 2L));
        if (capacity < count) {
            throw new OutOfMemoryError(count + " entries in one list: expected at most " + capacity);
        }
        int length = (int) capacity;
        segments = null;
        group = Arrays.copyOf(group, length);
        index = Arrays.copyOf(index, length);
        benefit = Arrays.copyOf(benefit, length);
        cost = Arrays.copyOf(cost, length);
        cap = Arrays.copyOf(cap, length);
    }
}
