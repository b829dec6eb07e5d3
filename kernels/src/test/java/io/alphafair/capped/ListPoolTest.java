package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Lists are used again by whoever needs one of about that length. */
class ListPoolTest {
    private static final int SHORT = 10_000;
    private static final int LONG = 500_000;

    private final ListPool pool = new ListPool(2);

    private EntryList given(int expected) {
        EntryList list = pool.take(expected);
        list.add(0, 1, 2, 3, 4);
        pool.give(list);
        return list;
    }

    @Test
    void aListIsUsedAgainAndIsEmptyThen() {
        EntryList list = given(LONG);
        EntryList again = pool.take(LONG / 2.0);
        assertSame(list, again);
        assertEquals(0, again.size());
        assertNotSame(list, pool.take(LONG / 2.0));
    }

    /** Each of two lists of different lengths finds its own again, in whatever order they were given. */
    @Test
    void listsThatAreTooShortOrTooLongStayForOthers() {
        EntryList first = given(SHORT);
        EntryList second = given(LONG);
        assertNotSame(first, second);
        assertSame(second, pool.take(LONG));
        assertSame(first, pool.take(SHORT));
        pool.give(second);
        pool.give(first);
        assertSame(first, pool.take(SHORT));
        assertSame(second, pool.take(LONG));
    }

    @Test
    void aShortListIsNotKept() {
        assertNotSame(given(100), pool.take(100));
    }

    @Test
    void aFullPoolKeepsWhatItHas() {
        EntryList first = new EntryList(SHORT);
        EntryList second = new EntryList(SHORT);
        pool.give(first);
        pool.give(second);
        pool.give(new EntryList(SHORT));
        assertSame(first, pool.take(SHORT));
        assertSame(second, pool.take(SHORT));
    }
}
