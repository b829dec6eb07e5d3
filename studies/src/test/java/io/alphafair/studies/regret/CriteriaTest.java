package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.studies.regret.Criterion.Choice;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CriteriaTest {
    /** Each criterion's best among the tied is as good as the best of all choices. */
    @Seeded(first = 300, all = 5000)
    @Test
    void theBestOfAllThatTie(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(1, 10);
            int[] group = random.ints(n, 0, 3).toArray();
            BigDecimal[] values = random.ints(n, -3, 4).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
            int surely = random.nextInt(0, n);
            int[] sure = IntStream.range(0, surely).toArray();
            int[] tied = IntStream.range(surely, n).toArray();
            int seats = random.nextInt(surely == 0 ? 1 : 0, tied.length + 1);
            for (Criterion criterion : List.of(Criteria.balance(i -> group[i] == 0), Criteria.balance(group, 3),
                    Criteria.share(i -> group[i] == 1, Fraction.of(2, 5)),
                    Criteria.share(i -> group[i] == 1, Fraction.ONE),
                    Criteria.atLeast(i -> group[i] == 2, 2), Criteria.sum(values))) {
                Criterion byLookingAtAll = criterion::value;
                Choice expected = byLookingAtAll.best(sure, tied, seats);
                Choice found = criterion.best(sure, tied, seats);
                assertTrue(expected.isExact() && found.isExact());
                assertEquals(expected.value(), found.value(), () -> criterion + " with seed " + seed);
                assertEquals(found.value(), criterion.value(found.members()));
                assertEquals(surely + seats, found.members().length);
                assertTrue(IntStream.of(found.members()).boxed().toList()
                        .containsAll(IntStream.of(sure).boxed().toList()));
            }
        });
    }

    @Test
    void valuesByHand() {
        int[] group = {0, 0, 1, 2, 2, 2};
        int[] members = {0, 3, 4, 5};
        assertEquals(-2, Criteria.balance(i -> group[i] == 0).value(members));
        assertEquals(-3, Criteria.balance(group, 3).value(members));
        assertEquals(-0.25, Criteria.share(i -> group[i] == 2, Fraction.of(1, 2)).value(members));
        assertEquals(2, Criteria.atLeast(i -> group[i] == 2, 2).value(members));
        assertEquals(1, Criteria.atLeast(i -> group[i] == 0, 2).value(members));
        BigDecimal[] tenths = IntStream.range(0, 6).mapToObj(i -> new BigDecimal("0.1")).toArray(BigDecimal[]::new);
        assertEquals(0.3, Criteria.sum(tenths).value(new int[]{1, 2, 3}), "rounded once");
    }

    /** In doubles 0.3 - 0.2 is not 0.4 - 0.3. */
    @Test
    void equalDistancesAreEqual() {
        Criterion share = Criteria.share(i -> i < 4, Fraction.of(3, 10));
        assertEquals(share.value(new int[]{0, 1, 4, 5, 6, 7, 8, 9, 10, 11}),
                share.value(new int[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    /** A caller's own criterion is exact up to a thousand choices, and otherwise says that it is not. */
    @Test
    void ownCriteria() {
        Criterion last = members -> members[members.length - 1];
        int[] tied = IntStream.range(0, 14).toArray();
        Choice few = last.best(new int[0], tied, 3);
        assertTrue(few.isExact());
        assertEquals(13, few.value());
        assertArrayEquals(new int[]{0, 1, 13}, few.members());
        Choice many = last.best(new int[0], tied, 7);
        assertFalse(many.isExact());
        assertEquals(6, many.value());
    }
}
