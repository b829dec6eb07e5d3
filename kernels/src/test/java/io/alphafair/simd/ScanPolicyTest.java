package io.alphafair.simd;

import static io.alphafair.simd.ScanPath.DIVIDE;
import static io.alphafair.simd.ScanPath.OWN;
import static io.alphafair.simd.ScanPath.SMALLEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is decided, without a scan. The vectors of these machines hold 8 doubles. */
class ScanPolicyTest {
    private static final int PAIR = 16;

    private final ScanState state = new ScanState();

    private static ScanFacts facts(long rows, int itemCount, int groupCount) {
        return new ScanFacts(rows, itemCount, groupCount, PAIR);
    }

    private static ScanPolicy policy(long rows, int itemCount, int groupCount) {
        return new ScanPolicy(facts(rows, itemCount, groupCount), null, Tuning.CHOSEN);
    }

    @ParameterizedTest
    @CsvSource({
            // In the second-level cache a block has 16,384 elements, beyond it 4,096.
            "6000, 8, 2048", "8192, 8, 2048", "8193, 8, 512", "1000000, 8, 512", "1000000, 1, 4096", "1000, 1, 16384",
            // Whole pairs of vectors, whatever T.
            "1000000, 3, 1360", "1000000, 7, 576", "1000000, 200, 16",
            // Long rows are scanned one by one or a few at a time.
            "1000000, 300, 13", "1000000, 4096, 1", "1000000, 5000, 1"})
    void blocksFitTheCacheThatHoldsTheData(long rows, int itemCount, int rowsPerBlock) {
        assertEquals(rowsPerBlock, policy(rows, itemCount, 16).rowsPerBlock());
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 1024", "8, 16, 128", "8, 4095, 128", "8, 4096, 512", "1, 1000000, 4096"})
    void divisionsOfManyGroupsAreLonger(int itemCount, int groupCount, int rowsPerDivision) {
        assertEquals(rowsPerDivision, policy(10_000_000, itemCount, groupCount).rowsPerDivision());
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "16383, 16383", "16384, 262144", "1000000, 16000000"})
    void theSmallestThresholdIsSearchedOnceInSoManyElements(int groupCount, long elements) {
        assertEquals(elements, policy(10_000_000, 1, groupCount).renewAfter());
    }

    @ParameterizedTest
    @CsvSource({
            // T = 8: 16 rows per run; 16 elements per group, but two runs at least; four times as many rows.
            "8, 64, 512", "8, 3, 128", "8, 128, 1024",
            // T = 1: 128 rows per run.
            "1, 64, 4096", "1, 3, 1024"})
    void fewRowsAreNotWorthASample(int itemCount, int groupCount, long leastRows) {
        ScanPolicy policy = policy(1_000_000, itemCount, groupCount);
        assertFalse(policy.samples(leastRows - 1, false));
        assertTrue(policy.samples(leastRows, false));
        assertFalse(policy.samples(1_000_000, true), "the runner-up is tracked");
    }

    @Test
    void aSampleHasSixteenElementsPerGroup() {
        assertEquals(new SampleSize(16, 8, 512), policy(1_000_000, 8, 64).sample());
        assertEquals(new SampleSize(128, 8, 4096), policy(1_000_000, 1, 64).sample());
        assertEquals(new SampleSize(128, 2, 1024), policy(1_000_000, 1, 3).sample());
        assertEquals(new SampleSize(1, 2, 8), policy(1_000_000, 200, 3).sample());
    }

    @Test
    void someProblemsAreNeverSampled() {
        assertNull(policy(1_000_000, 8, 4096).sample(), "many groups");
        assertNull(policy(1_000_000, 4097, 16).sample(), "rows longer than a block");
        assertNull(new ScanPolicy(facts(1_000_000, 8, 16), OWN, Tuning.CHOSEN).sample(), "a forced path");
        assertFalse(policy(1_000_000, 8, 4096).samples(1_000_000, false));
    }

    @Test
    void aScanStartsWithASample() {
        ScanPolicy policy = policy(1_000_000, 8, 64);
        assertTrue(policy.start(state, 1_000_000, false));
        assertEquals(0, state.startLeft);
        assertTrue(policy.needsSmallest(state));
        assertEquals(SMALLEST, policy.path(state, 1));
        assertEquals(32, policy.rows(state, SMALLEST));
    }

    @ParameterizedTest
    @CsvSource({
            // 16 elements per group where no sample would ever be taken, four times as many where rows are too few.
            "8, 64, 1000000, true, 1024", "8, 64, 511, false, 4096", "8, 4096, 1000000, false, 65536"})
    void orItDividesTheFirstElements(int itemCount, int groupCount, long rows, boolean runnerUp, long elements) {
        ScanPolicy policy = policy(1_000_000, itemCount, groupCount);
        assertFalse(policy.start(state, rows, runnerUp));
        assertEquals(elements, state.startLeft);
        assertFalse(policy.needsSmallest(state));
        for (long left = elements; left > 0;) {
            assertEquals(DIVIDE, policy.path(state, 1));
            int scanned = itemCount * (int) policy.rows(state, DIVIDE);
            assertFalse(policy.learn(state, DIVIDE, scanned, scanned));
            left -= scanned;
        }
        assertEquals(SMALLEST, policy.path(state, 1));
        assertEquals(policy.rowsPerDivision(), policy.rows(state, DIVIDE));
    }

    @Test
    void theLastBlockOfAStartEndsWithIt() {
        ScanPolicy policy = policy(1_000_000, 7, 3);
        policy.start(state, 1_000_000, true);
        assertEquals(48, state.startLeft);
        assertEquals(7, policy.rows(state, DIVIDE));
    }

    @Test
    void aThresholdOfZeroRejectsNothing() {
        ScanPolicy near = policy(1_000_000, 1, 16_383);
        near.start(state, 1_000_000, false);
        state.startLeft = 0;
        assertEquals(OWN, near.path(state, 0));
        assertEquals(DIVIDE, policy(1_000_000, 1, 16_384).path(state, 0), "thresholds in a far cache");
        assertEquals(OWN, policy(1_000_000, 2, 16_384).path(state, 0));
    }

    @Test
    void blocksOfAFilterThatWorksDoubleUntilTheyAreWhole() {
        ScanPolicy policy = policy(1_000_000, 8, 64);
        policy.start(state, 1_000_000, false);
        int[] rows = new int[6];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) policy.rows(state, SMALLEST);
            assertFalse(policy.learn(state, SMALLEST, 0, 8 * rows[i]));
            assertEquals(SMALLEST, policy.path(state, 1));
        }
        assertEquals("[32, 64, 128, 256, 512, 512]", Arrays.toString(rows));
    }

    @ParameterizedTest
    @CsvSource({
            // One row in 512 of a full block; one in 128 where labels come from a cache.
            "1000000, 512, 1, false", "1000000, 512, 2, true", "1000000, 511, 1, true", "6000, 512, 4, false",
            "6000, 512, 5, true"})
    void theSmallestThresholdIsGivenUpForTheLabelsItReads(long n, int rows, int passed, boolean givenUp) {
        ScanPolicy policy = policy(n, 8, 4);
        policy.start(state, n, false);
        assertFalse(policy.learn(state, SMALLEST, passed, 8 * rows), "no reason for a sample");
        assertEquals(givenUp ? OWN : SMALLEST, policy.path(state, 1));
        assertEquals(givenUp ? 32 : 64, policy.rows(state, SMALLEST));
    }

    @ParameterizedTest
    @CsvSource({"256, false", "257, true"})
    void ownThresholdsAreGivenUpWhereOneElementInSixteenPasses(int passed, boolean givenUp) {
        ScanPolicy policy = policy(1_000_000, 8, 64);
        policy.start(state, 1_000_000, false);
        assertEquals(512, policy.rows(state, OWN));
        assertEquals(givenUp, policy.learn(state, OWN, passed, 4096), "ratios may have risen: sample again");
        assertEquals(givenUp ? DIVIDE : SMALLEST, policy.path(state, 1));
        assertEquals(givenUp ? 32 : 512, policy.rows(state, OWN));
    }

    @Test
    void aCheaperPathIsTriedAgainAfterLongerAndLongerRests() {
        ScanPolicy policy = policy(1_000_000, 8, 64);
        policy.start(state, 1_000_000, false);
        long[] rests = new long[9];
        for (int i = 0; i < rests.length; i++) {
            assertEquals(SMALLEST, policy.path(state, 1));
            policy.learn(state, SMALLEST, 256, 256);
            while (policy.path(state, 1) == OWN) {
                assertFalse(policy.needsSmallest(state));
                policy.learn(state, OWN, 0, 1024);
                rests[i] += 1024;
            }
        }
        assertEquals("[4096, 8192, 16384, 32768, 65536, 131072, 262144, 262144, 262144]",
                Arrays.toString(rests));
        policy.start(state, 1_000_000, false);
        assertEquals(4096, state.nextRest, "a new scan");
    }

    @Test
    void theDivisionLastsForItsRestAndIsNeverGivenUp() {
        ScanPolicy policy = policy(1_000_000, 8, 64);
        policy.start(state, 1_000_000, false);
        policy.learn(state, OWN, 4096, 4096);
        for (int left = 4096; left > 0; left -= 1024) {
            assertEquals(DIVIDE, policy.path(state, 1));
            assertFalse(policy.learn(state, DIVIDE, 1024, 1024));
        }
        assertEquals(SMALLEST, policy.path(state, 1));
        assertEquals(OWN, policy.path(state, 0));
    }

    @ParameterizedTest
    @EnumSource(ScanPath.class)
    void aForcedPathIsTakenWhateverIsLearnt(ScanPath forced) {
        ScanPolicy policy = new ScanPolicy(facts(1_000_000, 8, 64), forced, Tuning.CHOSEN);
        assertFalse(policy.start(state, 1_000_000, false));
        for (int i = 0; i < 100; i++) {
            assertEquals(forced, policy.path(state, i % 2));
            assertEquals(forced == SMALLEST, policy.needsSmallest(state));
            int rows = (int) policy.rows(state, forced);
            assertEquals(forced == DIVIDE ? 128 : i < 2 && forced == OWN ? 512 : 32, rows, "block " + i);
            policy.learn(state, forced, 8 * rows, 8 * rows);
        }
    }

    @Test
    void thresholdsAreFetchedForMoreRowsAsTheySettle() {
        // T = 3 in patterns of 16 rows that fill whole pairs.
        FetchPolicy fetches = FetchPolicy.of(facts(1_000_000, 3, 64), 1360, 16, true, Tuning.CHOSEN);
        assertEquals(new FetchPolicy(16, 336, 64), fetches);
        assertEquals(32, fetches.next(16, 0, 48));
        assertEquals(336, fetches.next(256, 0, 768));
        assertEquals(16, fetches.next(16, 1, 48), "one element in 48 passes");
        assertEquals(128, fetches.next(256, 12, 768), "one element in 64 passes");
        assertEquals(512, new FetchPolicy(16, 512, 64).next(256, 11, 768));
        assertEquals(160, fetches.next(336, 336, 1008), "a multiple of the least");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, true, 16, 1024", "8, 2, false, 16, 512", "16, 1, false, 8, 256", "200, 1, false, 1, 16"})
    void rowsThatReadTheirThresholdInTheLoopAreAWholeBlock(int itemCount, int together, boolean fetches, int least,
            int most) {
        ScanFacts facts = facts(1_000_000, itemCount, 64);
        assertEquals(new FetchPolicy(least, most, 64), FetchPolicy.of(facts,
                new ScanPolicy(facts, null, Tuning.CHOSEN).rowsPerBlock(), together, fetches, Tuning.CHOSEN));
    }

    @Test
    void anotherTuningDecidesOtherwise() {
        Tuning eager = new Tuning(1 << 12, 1 << 14, 1 << 16, 1, 1, 8, 16, 1, 64, 1, 1, 1, 1 << 12, 512, 512, 64, 64, 4,
                1, 64, 1);
        ScanPolicy policy = new ScanPolicy(facts(1_000_000, 1, 4), null, eager);
        assertTrue(policy.start(state, 1_000_000, false));
        assertEquals(new SampleSize(64, 2, 128), policy.sample());
        assertEquals(64, policy.rows(state, SMALLEST));
        assertEquals(DIVIDE, new ScanPolicy(facts(1_000_000, 1, 16), null, eager).path(state, 0));
    }
}
