package io.alphafair.capped;

import java.lang.ref.SoftReference;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Lists whose memory is used again. A long list that lives for one call takes longer to be allocated, cleared and brought into
 * the caches than to be filled. The garbage collector may take what lies here.
 */
final class ListPool {
    /** Shorter lists are not worth it, and those that a selection keeps are shorter. */
    private static final int LEAST_EXPECTED = 2 * Narrowing.WORTHWHILE;
    /** Room for so many times the entries that are expected is too much: whoever keeps a short list must not keep it. */
    private static final double MOST_ROOM = 4;
    /** A selection takes up to four lists, and each further thread one per sample and one for its part of the pass. */
    private static final int MOST_LISTS = 4 * Runtime.getRuntime().availableProcessors() + 4;
    static final ListPool SHARED = new ListPool(MOST_LISTS);

    private final ArrayBlockingQueue<SoftReference<EntryList>> lists;

    /** An empty pool with room for so many lists. */
    ListPool(int most) {
        this.lists = new ArrayBlockingQueue<>(most);
    }

    /**
     * An empty list with room for about so many entries. It is never one that has to grow first: that would take longer than to
     * allocate it, and the next call would miss the short list.
     */
    EntryList take(double expected) {
        int needed = EntryList.capacity(expected);
        for (int left = expected < LEAST_EXPECTED ? 0 : lists.size(); left > 0; left--) {
            SoftReference<EntryList> reference = lists.poll();
            EntryList list = reference == null ? null : reference.get();
            if (list != null && list.group.length >= needed && list.group.length <= MOST_ROOM * needed) {
                return list;
            }
            if (list != null) {
                lists.offer(reference);
            }
        }
        return new EntryList(expected);
    }

    /** Takes a list that nobody uses any more. Where the pool is full it is left to the garbage collector. */
    void give(EntryList list) {
        if (list.group.length >= LEAST_EXPECTED) {
            list.clear();
            lists.offer(new SoftReference<>(list));
        }
    }
}
