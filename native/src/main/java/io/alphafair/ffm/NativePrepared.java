package io.alphafair.ffm;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.FirstOffender;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.PlainFirstPrepared;
import io.alphafair.backend.StandingsMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Hands the rows to C in calls of bounded length, because no garbage can be collected during one. */
final class NativePrepared extends PlainFirstPrepared {
    /** Elements per call: some 0.08 ms, and 1 ms where groups are in a far cache. */
    private static final long CALL_ELEMENTS = 1 << 16;
    private static final int ONE_ROW = 1;
    private static final int ONE_COLUMN = 2;

    private final Variant variant;
    private final ScanPath path;
    private final long farElements;
    private final Arena arena = Arena.ofShared();
    /** Made when C is first called, because that takes some milliseconds in a fresh JVM. */
    private MemorySegment state;
    /** For each group a byte, 1 if it has no member: for C, and in Java, to be copied at once. */
    private MemorySegment absent;
    private final byte[] isAbsent;
    /** The version of the groups that {@link #absent} tells of. */
    private long groupsVersion = -1;

    /** What the last scan wrote to, its memory, and its epoch. */
    private PartialBest last;
    private StandingsMemory memory;
    private long epoch;
    /** Made on first use. */
    private NativeSelection selection;
    private final Linking linking;
    /** A large problem waits for C: while another thread links it, both are slower. */
    private final boolean isLarge;

    /** @param variant null for the best of this CPU */
    NativePrepared(Items items, Variant variant, ScanPath path, long farElements, Linking linking) {
        super(items);
        this.linking = linking;
        this.isLarge = linking.paysFor(items.individualCount() * items.itemCount());
        this.variant = variant;
        this.path = path;
        this.farElements = farElements;
        this.isAbsent = new byte[items.groupCount()];
    }

    private MemorySegment state() {
        if (state == null) {
            Items items = items();
            absent = arena.allocate(items.groupCount());
            state = Functions.state(arena, variant, path, items.itemCount(), items.groupCount(),
                    shape(items, items.benefit()), shape(items, items.cost()),
                    items.individualCount() * items.itemCount() >= farElements, absent);
        }
        return state;
    }

    /** How an operand is broadcast. */
    static int shape(Items items, Matrix matrix) {
        return (matrix.rows() < items.individualCount() ? ONE_ROW : 0)
                + (matrix.columns() < items.itemCount() ? ONE_COLUMN : 0);
    }

    @Override
    protected boolean isFast() {
        if (isLarge && linking.isUndecided()) {
            linking.now();
        }
        return linking.isDone();
    }

    @Override
    protected boolean mayBecomeFast() {
        return linking.isUndecided();
    }

    @Override
    protected void countPlain(long elements) {
        linking.worked(elements);
    }

    @Override
    protected void scan(long fromRow, long toRow, PartialBest into) {
        requireRows(fromRow, toRow);
        long itemCount = items().itemCount();
        long from = Math.multiplyExact(fromRow, itemCount);
        long end = Math.multiplyExact(toRow, itemCount);
        long offset = Math.multiplyExact(into.rowOffset(), itemCount);
        MemorySegment ofC = state();
        noteAbsent();
        requireGroups(into);
        // C knows nothing of these standings.
        boolean begin = into != last || epoch != into.epoch() || into.isEmpty();
        StandingsMemory arrays = memoryOf(into);
        for (long at = from; at < end;) {
            long to = Math.min(at + callElements(itemCount), end);
            int found = Functions.scan(ofC, items().benefit().segment(), items().cost().segment(),
                    items().groups().segment(), at, to, end, begin ? 1 : 0, offset, arrays.thresholds(),
                    arrays.places(), arrays.best(), arrays.entries());
            begin = false;
            if ((found & Functions.CHANGED) != 0) {
                into.written();
            }
            if ((found & Functions.BAD_LABEL) != 0) {
                throw badLabel(items());
            }
            if ((found & Functions.INVALID) != 0) {
                // No row after these can have the lowest index.
                FirstOffender.note(items(), at / itemCount, (to - 1) / itemCount + 1, into);
                return;
            }
            at = to;
        }
    }

    static IndexOutOfBoundsException badLabel(Items items) {
        return new IndexOutOfBoundsException("a label is not in 0.." + (items.groupCount() - 1)
                + ": labels must not be written to while their groups are in use; refill the groups");
    }

    @Override
    protected void scan(long fromRow, long toRow, PartialSelection into) {
        requireRows(fromRow, toRow);
        if (selection == null) {
            selection = new NativeSelection(items(), state());
        }
        selection.accumulate(fromRow, toRow, into);
    }

    /** Whole rows, or a part of a row that is longer. */
    private static long callElements(long itemCount) {
        return itemCount > CALL_ELEMENTS ? CALL_ELEMENTS : CALL_ELEMENTS - CALL_ELEMENTS % itemCount;
    }

    /** C reads where it is told to. */
    private void requireRows(long fromRow, long toRow) {
        if (fromRow < 0 || toRow < fromRow || toRow > items().individualCount()) {
            throw new IndexOutOfBoundsException("rows " + fromRow + ".." + toRow + " of " + items());
        }
    }

    private void noteAbsent() {
        Groups groups = items().groups();
        if (groupsVersion != groups.version()) {
            groupsVersion = groups.version();
            for (int group = 0; group < isAbsent.length; group++) {
                isAbsent[group] = (byte) (groups.groupSize(group) == 0 ? 1 : 0);
            }
            MemorySegment.copy(isAbsent, 0, absent, ValueLayout.JAVA_BYTE, 0, isAbsent.length);
        }
    }

    private void requireGroups(PartialBest into) {
        if (into.groupCount() != items().groupCount()) {
            throw new IllegalArgumentException("a partial of " + into.groupCount() + " groups: expected "
                    + items().groupCount() + ", those of the problem");
        }
    }

    /** The arrays of the standings that C follows from here on; another thread may close this meanwhile. */
    private StandingsMemory memoryOf(PartialBest into) {
        StandingsMemory arrays = into == last ? memory : null;
        if (arrays == null) {
            arrays = into.memory();
        }
        last = into;
        memory = arrays;
        epoch = into.epoch();
        return arrays;
    }

    @Override
    public void clear(Matrix out, long from, long to) {
        // C would be given the address of a read-only segment too, and the process would end.
        requireOutput(out);
        Functions.clear(Functions.orBest(variant),
                out.segment().asSlice(from * Double.BYTES, (to - from) * Double.BYTES));
    }

    @Override
    public void close() {
        super.close();
        last = null;
        memory = null;
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
