package io.alphafair.backend;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.Items;

/** Writes standings into a result. Groups without a positive ratio, which have no standing, are read from the problem. */
final class Finish {
    /** Groups whose winners' values are fetched together, so that the memory accesses overlap. */
    private static final int FETCHED = 512;

    private Finish() {
    }

    /** Writes groups {@code from .. to-1}. */
    static void groups(Standings standings, Items items, BestItems.Writer writer, int from, int to) {
        for (int first = from; first < to; first += FETCHED) {
            int end = Math.min(first + FETCHED, to);
            put(standings, items, writer, first, end);
            if (standings.keepsEntries()) {
                putEntries(standings, items, writer, first, end);
            } else {
                writer.readEntries(items, first, end);
            }
        }
    }

    private static void put(Standings standings, Items items, BestItems.Writer writer, int from, int to) {
        Groups groups = items.groups();
        int itemCount = items.itemCount();
        for (int group = from; group < to; group++) {
            long size = groups.groupSize(group);
            if (standings.has(group)) {
                writer.put(group, standings.ratio(group), standings.index(group), standings.isTied(group), size);
            } else {
                // Without a positive ratio the first entry wins; an absent group has no winner.
                long row = groups.firstRow(group);
                writer.put(group, 0, row < 0 ? -1 : row * itemCount, false, size);
            }
            if (standings.tracksRunnerUp()) {
                boolean alone = size == 0 || size == 1 && itemCount == 1;
                writer.putRunnerUp(group, alone ? -1 : standings.second(group));
            }
        }
    }

    private static void putEntries(Standings standings, Items items, BestItems.Writer writer, int from, int to) {
        for (int group = from; group < to; group++) {
            long row = items.groups().firstRow(group);
            if (standings.has(group)) {
                writer.putEntry(group, standings.benefit(group), standings.cost(group));
            } else if (row >= 0) {
                // + 0.0 turns the -0.0 that a benefit may be into 0.0.
                writer.putEntry(group, items.benefit(row, 0) + 0.0, items.cost(row, 0));
            } else {
                writer.putEntry(group, 0, 0);
            }
        }
    }
}
