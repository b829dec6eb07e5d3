package io.alphafair.backend;

import java.lang.foreign.MemorySegment;

/**
 * The arrays of a {@link PartialBest}, on the Java heap, for loops that are not written in Java. Who writes them keeps the
 * rules by which {@link PartialBest#offer} does:
 *
 * @param thresholds K doubles: what a ratio has to exceed to matter. That is the group's best ratio if several entries
 *        have it, else the next double below it, or 0 before the first entry; with the runner-up, it is the second-best
 *        ratio
 * @param places K longs: twice the index of the group's best entry, plus 1 if another entry has the same ratio; -1 before
 *        the first entry
 * @param best K doubles: the best ratios; {@link MemorySegment#NULL} without the runner-up
 * @param entries 2 K doubles: benefit and cost of each best entry; {@link MemorySegment#NULL} where
 *        {@link PartialBest#looksUpEntries}
 */
public record StandingsMemory(MemorySegment thresholds, MemorySegment places, MemorySegment best,
        MemorySegment entries) {}
