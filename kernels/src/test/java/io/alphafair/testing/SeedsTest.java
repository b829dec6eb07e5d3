package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SeedsTest {
    @Test
    void bothRunsTogetherTakeEverySeedOnce() {
        assertEquals(new Seeds(0, 200), Seeds.of(200, 3000, false, null));
        assertEquals(new Seeds(200, 3000), Seeds.of(200, 3000, true, null));
    }

    @Test
    void aReplayTakesThatSeed() {
        assertEquals(new Seeds(4711, 4712), Seeds.of(200, 3000, true, 4711L));
        assertTrue(Seeds.of(200, 3000, false, 0L).isReplay());
    }

    @Test
    void partsShareTheSeeds() {
        assertArrayEquals(new long[]{6, 9}, new Seeds(5, 11).part(0, 3).toArray());
        assertArrayEquals(new long[]{7, 10}, new Seeds(5, 11).part(1, 3).toArray());
        assertArrayEquals(new long[]{5, 8}, new Seeds(5, 11).part(2, 3).toArray());
    }

    @Test
    @Seeded(first = 3, all = 9)
    void aTestGetsItsSeedsAndItsTag(Seeds seeds, TestInfo info) {
        assertTrue(info.getTags().contains("seeds"));
        if (System.getProperty("alphafair.seed") == null) {
            assertEquals(Boolean.getBoolean("alphafair.long") ? new Seeds(3, 9) : new Seeds(0, 3), seeds);
        }
    }
}
