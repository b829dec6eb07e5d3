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
    /** Room for so many times the entries that are expected is too much. */
    private static final double MOST_ROOM = 4;
    private static final ArrayBlockingQueue<SoftReference<EntryList>> POOL = new ArrayBlockingQueue<>(
            2 * Runtime.getRuntime().availableProcessors());

    private ListPool() {
    }

    /** An empty list with room for about so many entries. */
    static EntryList take(double expected) {
        while (expected >= LEAST_EXPECTED) {
            SoftReference<EntryList> reference = POOL.poll();
            if (reference == null) {
                break;
            }
            EntryList list = reference.get();
            if (list != null && list.group.length > MOST_ROOM * expected) {
                // Whoever keeps a short list must not keep so much memory.
                POOL.offer(reference);
                break;
            }
            if (list != null) {
                list.expect(expected);
                return list;
            }
        }
        return new EntryList(expected);
    }

    /** Takes a list that nobody uses any more. Where the pool is full it is left to the garbage collector. */
    static void give(EntryList list) {
        if (list.group.length >= LEAST_EXPECTED) {
            list.clear();
            POOL.offer(new SoftReference<>(list));
        }
    }
}
