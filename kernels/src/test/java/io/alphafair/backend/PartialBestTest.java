package io.alphafair.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The parts of a partial result, one by one: what is stored for a group, the merge, and the refused entry. */
class PartialBestTest {
    private static final double BELOW_TWO = Math.nextDown(2.0);

    @Test
    void theThresholdLetsAnEqualRatioPassOnce() {
        Standings standings = new Standings(1, false, true);
        assertFalse(standings.has(0));
        assertEquals(0, standings.thresholds()[0]);
        assertTrue(standings.offer(0, 2, 4, 2, 7));
        assertEquals(BELOW_TWO, standings.thresholds()[0]);
        assertEquals(2, standings.ratio(0));
        assertEquals(7, standings.index(0));
        assertFalse(standings.isTied(0));
        assertTrue(standings.offer(0, 2, 2, 1, 9));
        assertEquals(2, standings.thresholds()[0]);
        assertEquals(2, standings.ratio(0));
        assertEquals(7, standings.index(0));
        assertTrue(standings.isTied(0));
        assertTrue(standings.offer(0, 3, 3, 1, 11));
        assertEquals(11, standings.index(0));
        assertFalse(standings.isTied(0));
        assertEquals(3, standings.benefit(0));
        assertEquals(1, standings.cost(0));
    }

    @Test
    void onlyPartialsOfTheSameKindMerge() {
        PartialBest two = new PartialBest(2, 0, false);
        for (PartialBest other : new PartialBest[]{new PartialBest(3, 0, false), new PartialBest(2, 0, true)}) {
            assertThrows(IllegalArgumentException.class, () -> two.merge(other));
            assertThrows(IllegalArgumentException.class, () -> two.mergeOffender(other));
            assertThrows(IllegalArgumentException.class, () -> two.mergeGroups(other, 0, 2));
        }
    }

    @Test
    void aMergeTakesInTheRefusedEntry() {
        PartialBest all = new PartialBest(2, 0, false);
        PartialBest part = new PartialBest(2, 0, false);
        all.merge(part);
        assertFalse(all.hasOffender());
        part.offend(7, -1, 1);
        all.merge(part);
        assertTrue(all.hasOffender());
    }

    @Test
    void anIndexAboveAllIntsIsStored() {
        Standings standings = new Standings(1, false, false);
        standings.offer(0, 1, 1, 1, 1L << 61);
        assertEquals(1L << 61, standings.index(0));
        standings.offer(0, 1, 1, 1, (1L << 61) + 1);
        assertEquals(1L << 61, standings.index(0));
        assertTrue(standings.isTied(0));
    }

    @Test
    void anOverflowIsSaidAndLeavesNoTrace() {
        Standings standings = new Standings(1, false, true);
        assertFalse(standings.offer(0, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 0.1, 0));
        assertTrue(standings.isEmpty());
        assertFalse(standings.has(0));
    }

    @Test
    void theRunnerUpIsTheThreshold() {
        Standings standings = new Standings(1, true, true);
        standings.offer(0, 2, 2, 1, 0);
        standings.offer(0, 5, 5, 1, 1);
        standings.offer(0, 3, 3, 1, 2);
        assertEquals(3, standings.second(0));
        assertEquals(3, standings.thresholds()[0]);
        assertEquals(5, standings.ratio(0));
        standings.offer(0, 5, 5, 1, 3);
        assertEquals(5, standings.second(0));
        assertTrue(standings.isTied(0));
        assertEquals(1, standings.index(0));
    }

    /** Parts of random entries, few ratios so that many tie, merged in any order: as if offered to one. */
    @Test
    void theMergeEqualsOfferingAllToOne() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2000; round++) {
            boolean runnerUp = random.nextBoolean();
            int parts = 1 + random.nextInt(4);
            Standings whole = new Standings(3, runnerUp, true);
            Standings[] part = new Standings[parts];
            for (int i = 0; i < parts; i++) {
                part[i] = new Standings(3, runnerUp, true);
            }
            for (int index = 0; index < 12; index++) {
                int group = random.nextInt(3);
                double benefit = random.nextInt(4);
                double cost = 1 + random.nextInt(2);
                whole.offer(group, benefit / cost, benefit, cost, index);
                part[index * parts / 12].offer(group, benefit / cost, benefit, cost, index);
            }
            int first = random.nextInt(parts);
            for (int i = 1; i < parts; i++) {
                Merge.groups(part[first], part[(first + i) % parts], 0, 3);
            }
            for (int group = 0; group < 3; group++) {
                assertEquals(whole.has(group), part[first].has(group));
                assertEquals(whole.ratio(group), part[first].ratio(group));
                assertEquals(whole.index(group), part[first].index(group));
                assertEquals(whole.isTied(group), part[first].isTied(group));
                assertEquals(whole.thresholds()[group], part[first].thresholds()[group]);
                assertEquals(whole.benefit(group), part[first].benefit(group));
                assertEquals(whole.cost(group), part[first].cost(group));
            }
        }
    }

    @Test
    void theRefusedEntryWithTheLowestIndexStays() {
        RefusedEntry refused = new RefusedEntry();
        assertFalse(refused.isNoted());
        refused.note(9, -1, 1);
        refused.note(11, Double.NaN, 1);
        RefusedEntry other = new RefusedEntry();
        refused.merge(other);
        assertEquals("benefit[3,0] is -1.0", refused.exception(3).getMessage().substring(0, 20));
        other.note(4, 1, 0);
        refused.merge(other);
        InvalidValueException e = refused.exception(3);
        assertEquals(1, e.row());
        assertEquals(1, e.item());
        assertEquals(InvalidValueException.Kind.COST, e.kind());
        refused.reset();
        assertFalse(refused.isNoted());
    }

    @Test
    void onlyLikePartialsMerge() {
        try (Items items = Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[]{0, 1})) {
            PartialBest partial = new PartialBest(2);
            for (PartialBest other : new PartialBest[]{new PartialBest(3), new PartialBest(2, 0, true),
                    PartialBest.within(items, false)}) {
                assertFalse(partial.isLike(other));
                assertThrows(IllegalArgumentException.class, () -> partial.merge(other));
                assertTrue(other.isLike(other.another()));
            }
        }
    }
}
