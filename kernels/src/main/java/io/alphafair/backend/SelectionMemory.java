package io.alphafair.backend;

import java.lang.foreign.MemorySegment;

/**
 * The arrays of a {@link PartialSelection}, on the Java heap, for loops that are not written in Java. Such a loop reads the
 * bounds, adds the entries before them to the sums, and writes the entries between them to the list.
 *
 * @param thresholds K doubles: those of {@link SelectionBounds#thresholds}
 * @param upperRatios K doubles: the ratio of the first entry to be listed, infinity if none comes before it
 * @param upperIndices K longs: the flat index of that entry
 * @param lowerRatios K doubles: the ratio of the last entry to be listed, 0 if all are
 * @param lowerIndices K longs: the flat index of that entry
 * @param counts K longs: the number of summed entries; {@link MemorySegment#NULL}, as the two that follow, if no group has
 *        an upper bound
 * @param halves 4 K longs: the lower and the upper half of an integer that sums the mantissas of the values {@code fl(b*m)},
 *        each shifted by the distance of its exponent from that of the window; then the same of the spendings
 *        {@code fl(c*m)}. An entry whose number lies outside of the window's 64 exponents, or one of whose upper halves has
 *        reached 2^62, is left to {@link PartialSelection#offer}
 * @param windows 2 K ints: the biased exponents at which the windows of the values and spendings begin
 * @param groups an int for each entry that there is room for, behind the listed ones
 * @param indices a long for each of these: its flat index
 * @param benefits a double for each of these
 * @param costs a double for each of these
 * @param caps a double for each of these
 */
public record SelectionMemory(MemorySegment thresholds, MemorySegment upperRatios, MemorySegment upperIndices,
        MemorySegment lowerRatios, MemorySegment lowerIndices, MemorySegment counts, MemorySegment halves,
        MemorySegment windows, MemorySegment groups, MemorySegment indices, MemorySegment benefits,
        MemorySegment costs, MemorySegment caps) {}
