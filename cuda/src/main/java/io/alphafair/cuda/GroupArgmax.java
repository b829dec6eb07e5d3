package io.alphafair.cuda;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.PartialBest;

/** The pass that reads: which kernels look at which rows, and what their tables mean. */
final class GroupArgmax {
    private static final int TABLE_WORDS = 2;
    private static final int LOAD_BYTES = 16;
    /** Elements, or rows of one item, that a thread looks at in one turn. */
    private static final int PIECE = 8;
    private static final int COLUMN_ROWS = 4;
    /** Threads that put one group's parts together. */
    private static final int WARP = 32;
    /** Of the bytes that are read, what the blocks' parts may add. */
    private static final double PART_SHARE = 0.02;

    private final Items items;
    private final Launcher launcher;
    private final Feed feed;
    private final Tables tables;
    private final PassArgument argument;
    private final boolean dense;
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
        this.argument = new PassArgument(resources);
        this.dense = !items.isBroadcast();
        long tableBytes = (long) TABLE_WORDS * Long.BYTES * items.groupCount();
        this.inBlocks = tableBytes <= settings.sharedTableBytes() || items.groupCount() == 1 && dense;
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
        String kernel = reader(from, slot);
        String name = kernel.equals("Single") ? "bestSingle" : "best" + kernel;
        int shared = kernel.equals("Single") ? 0 : sharedBytes;
        int blocks = Math.min(mostParts, launcher.blocks(name, units(kernel, to - from), shared));
        argument.set(PassArgument.PARTS, blocks);
        launcher.launch(name, blocks, shared, argument.segment());
        launcher.launch("settle", launcher.blocks("settle", (long) items.groupCount() * WARP, 0), 0,
                argument.segment());
    }

    private void searchInTwoSteps(long from, long to, int slot) {
        fill(from, to, slot);
        String kernel = reader(from, slot);
        long units = units(kernel, to - from);
        for (String step : new String[]{"raise", "locate"}) {
            launcher.launch(step + kernel, launcher.blocks(step + kernel, units, 0), 0, argument.segment());
        }
        launcher.launch("gather", launcher.blocks("gather", items.groupCount() + 1L, 0), 0, argument.segment());
    }

    private void searchSecond(long from, long to, int slot) {
        fill(from, to, slot);
        launcher.launch("second", launcher.blocks("second", units("AnyRow", to - from), 0), 0, argument.segment());
    }

    /** Which of the readers of read.h fits these rows. */
    private String reader(long from, int slot) {
        boolean aligned = dense && (feed.benefit(from, slot) | feed.cost(from, slot)) % LOAD_BYTES == 0;
        if (aligned && items.groupCount() == 1) {
            return "Single";
        }
        if (aligned && items.itemCount() == 1 && feed.labels(from, slot) % LOAD_BYTES == 0) {
            return "Column";
        }
        return aligned && items.itemCount() % 2 == 0 ? "EvenRow" : "AnyRow";
    }

    private long units(String reader, long rows) {
        return switch (reader) {
            case "Single" -> (rows * items.itemCount() - 1) / PIECE + 1;
            case "Column" -> (rows - 1) / COLUMN_ROWS + 1;
            default -> rows * ((items.itemCount() - 1) / PIECE + 1);
        };
    }

    private void fill(long from, long to, int slot) {
        Matrix benefit = items.benefit();
        Matrix cost = items.cost();
        argument.set(PassArgument.BENEFIT, feed.benefit(from, slot));
        argument.set(PassArgument.COST, feed.cost(from, slot));
        argument.set(PassArgument.LABELS, feed.labels(from, slot));
        argument.set(PassArgument.ROWS, to - from);
        argument.set(PassArgument.FIRST_ROW, from);
        argument.set(PassArgument.ITEMS, items.itemCount());
        argument.set(PassArgument.GROUPS, items.groupCount());
        argument.set(PassArgument.BENEFIT_ROW, benefit.rows() == 1 ? 0 : benefit.columns());
        argument.set(PassArgument.BENEFIT_ITEM, benefit.columns() == 1 ? 0 : 1);
        argument.set(PassArgument.COST_ROW, cost.rows() == 1 ? 0 : cost.columns());
        argument.set(PassArgument.COST_ITEM, cost.columns() == 1 ? 0 : 1);
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
            long row = tables.strayRow();
            throw new InvalidInputException("label of row " + row + " was outside 0.." + (items.groupCount() - 1)
                    + " when the device read it: labels must not change while the problem is in use");
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
