package io.alphafair.cuda;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;

/** The pass that reads: which kernels look at which rows, and what their tables mean. */
final class GroupArgmax {
    private static final int TABLE_WORDS = 2;
    /** Threads that put one group's parts together. */
    private static final int WARP = 32;
    /** Of the bytes that are read, what the blocks' parts may add. */
    private static final double PART_SHARE = 0.02;

    private final Items items;
    private final Launcher launcher;
    private final Feed feed;
    private final Tables tables;
    private final RowReader reader;
    private final PassArgument argument;
    private final boolean inBlocks;
    private final int sharedBytes;
    private final long partKey;
    private final long partWhere;
    private final int mostParts;

    GroupArgmax(Items items, Driver driver, Settings settings, Launcher launcher, Feed feed, Tables tables,
            Resources resources) {
        this.items = items;
        this.launcher = launcher;
        this.feed = feed;
        this.tables = tables;
        this.reader = new RowReader(items, feed);
        this.argument = new PassArgument(resources);
        long tableBytes = (long) TABLE_WORDS * Long.BYTES * items.groupCount();
        this.inBlocks = tableBytes <= settings.sharedTableBytes() || items.groupCount() == 1 && !items.isBroadcast();
        this.sharedBytes = inBlocks ? (int) tableBytes : 0;
        this.mostParts = inBlocks ? mostParts(settings) : 1;
        long partBytes = inBlocks ? (long) mostParts * items.groupCount() * Long.BYTES : Long.BYTES;
        this.partKey = driver.allocate(partBytes);
        resources.onClose(() -> driver.free(partKey));
        this.partWhere = driver.allocate(partBytes);
        resources.onClose(() -> driver.free(partWhere));
    }

    /** Each block writes one part per group: with many groups there are fewer blocks, but one for each multiprocessor. */
    private int mostParts(Settings settings) {
        if (settings.blocks() > 0) {
            return settings.blocks();
        }
        double read = (double) items.individualCount() * items.itemCount() * 2 * Double.BYTES;
        double cheap = read * PART_SHARE / ((double) TABLE_WORDS * Long.BYTES * items.groupCount());
        int most = launcher.multiprocessors() * (2048 / settings.blockThreads());
        return (int) Math.clamp(cheap, launcher.multiprocessors(), most);
    }

    /** Puts the search of rows {@code from .. to-1} into the stream; the tables are clear. */
    void search(long from, long to, boolean runnerUp) {
        feed.forEach(from, to, inBlocks ? this::searchInBlocks : this::searchInTwoSteps);
        if (runnerUp) {
            feed.forEach(from, to, this::searchSecond);
        }
    }

    private void searchInBlocks(long from, long to, int slot) {
        fill(from, to, slot);
        boolean single = items.groupCount() == 1 && reader.isAligned(from, slot);
        String rows = reader.name(from, slot);
        String name = single ? "bestSingle" : "best" + rows;
        int shared = single ? 0 : sharedBytes;
        long units = single ? reader.unitsOfAll(to - from) : reader.units(rows, to - from);
        int blocks = Math.min(mostParts, launcher.blocks(name, units, shared));
        argument.set(PassArgument.PARTS, blocks);
        launcher.launch(name, blocks, shared, argument.segment());
        launcher.launch("settle", launcher.blocks("settle", (long) items.groupCount() * WARP, 0), 0,
                argument.segment());
    }

    private void searchInTwoSteps(long from, long to, int slot) {
        fill(from, to, slot);
        String rows = reader.name(from, slot);
        long units = reader.units(rows, to - from);
        for (String step : new String[]{"raise", "locate"}) {
            launcher.launch(step + rows, launcher.blocks(step + rows, units, 0), 0, argument.segment());
        }
        launcher.launch("gather", launcher.blocks("gather", items.groupCount() + 1L, 0), 0, argument.segment());
    }

    private void searchSecond(long from, long to, int slot) {
        fill(from, to, slot);
        launcher.launch("second", launcher.blocks("second", reader.units("AnyRow", to - from), 0), 0,
                argument.segment());
    }

    private void fill(long from, long to, int slot) {
        reader.describe(from, to, slot, argument);
        argument.set(PassArgument.KEY, tables.keyAddress());
        argument.set(PassArgument.WHERE, tables.whereAddress());
        argument.set(PassArgument.SECOND, tables.secondAddress());
        argument.set(PassArgument.PART_KEY, partKey);
        argument.set(PassArgument.PART_WHERE, partWhere);
        argument.set(PassArgument.PARTS, 0);
        argument.set(PassArgument.REFUSED, tables.refusedAddress());
        argument.set(PassArgument.VALUES, tables.valuesAddress());
    }

    /** Hands what the tables say to a partial result; they have been copied back. */
    void offer(PartialBest into) {
        if (tables.hasStray()) {
            throw Tables.strayLabel(tables.strayRow(), items.groupCount());
        }
        long offset = into.rowOffset() * items.itemCount();
        int groups = items.groupCount();
        if (tables.isRefused()) {
            into.offend(offset + tables.refusedIndex(), tables.benefit(groups), tables.cost(groups));
        }
        for (int group = 0; group < groups; group++) {
            double ratio = tables.ratio(group);
            if (ratio == 0) {
                continue;
            }
            long index = offset + tables.where(group);
            int times = tables.isTied(group) ? 2 : 1;
            for (int i = 0; i < times; i++) {
                into.offerRatio(group, ratio, tables.benefit(group), tables.cost(group), index);
            }
            if (into.tracksRunnerUp() && times == 1 && tables.second(group) > 0) {
                // Only its ratio is kept.
                into.offerRatio(group, tables.second(group), 0, 1, index);
            }
        }
    }
}
