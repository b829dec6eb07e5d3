package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fairest optimum where many selections tie, and at the ends of the range. */
class FairestTest {
    /** A table of whole numbers with many ties, a range of theta that often ends at 0 or 1, and what is right for them. */
    private static final class Case {
        final int n;
        final int k;
        final int[] first;
        final int[] second;
        final boolean[] favoured;
        final Fraction from;
        final Fraction to;
        final AllSelections selections;
        final Set<String> optimal;

        Case(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            n = random.nextInt(2, 10);
            k = random.nextInt(1, n);
            first = random.ints(n, 0, 5).toArray();
            second = random.ints(n, 0, 5).toArray();
            favoured = new boolean[n];
            int some = random.nextInt(1, n);
            for (int i = 0; i < some; i++) {
                favoured[i] = true;
            }
            int start = Math.max(0, random.nextInt(-4, 12));
            from = Fraction.of(start, 12);
            to = Fraction.of(Math.min(12, random.nextInt(start + 1, 17)), 12);
            selections = new AllSelections(first, second, k);
            optimal = selections.optimal(from, to);
        }

        boolean isFavoured(int candidate) {
            return favoured[candidate];
        }

        int difference(int[] members) {
            return Math.abs(k - 2 * FavouredCount.count(members, this::isFavoured));
        }

        int leastDifference() {
            return selections.all().stream().filter(members -> optimal.contains(Arrays.toString(members)))
                    .mapToInt(this::difference).min().orElseThrow();
        }

        @Override
        public String toString() {
            return Arrays.toString(first) + Arrays.toString(second) + Arrays.toString(favoured) + k + " of " + n + ", "
                    + Fairest.range(from, to);
        }
    }

    @Seeded(first = 200, all = 5000)
    @Test
    void theFairestOfAllOptima(Seeds seeds) {
        seeds.stream().mapToObj(Case::new).forEach(each -> {
            Breakpoints breakpoints = Breakpoints.of(each.selections.mixture(), each.k, each.from, each.to);
            Fairest.Optima optima = Fairest.optima(breakpoints);
            assertEquals(each.optimal, optima.selections().stream().map(o -> Arrays.toString(o.members()))
                    .collect(Collectors.toSet()), each::toString);
            Fairest byCount = Fairest.of(breakpoints, Criteria.balance(each::isFavoured));
            Fairest byCriterion = Fairest.of(optima, members -> -each.difference(members));
            for (Fairest fairest : List.of(byCount, byCriterion)) {
                assertTrue(fairest.isExact());
                assertEquals(-each.leastDifference(), fairest.value(), each::toString);
                assertEquals(each.leastDifference(), each.difference(fairest.members()), each::toString);
                assertTrue(each.selections.optimal(fairest.theta()).stream()
                        .anyMatch(members -> Arrays.equals(members, fairest.members())), each::toString);
                assertTrue(fairest.theta().compareTo(each.from) >= 0 && fairest.theta().compareTo(each.to) <= 0);
            }
            // Nothing that is worse by one attribute without being better by the other, at the ends of the range either.
            optima.selections().forEach(optimum -> assertFalse(
                    each.selections.isDominated(optimum.members(), false),
                    () -> Arrays.toString(optimum.members()) + " in " + each));
        });
    }

    /** The same tables as files: what is printed is right. */
    @Seeded(first = 200, all = 1000)
    @Test
    void theStudyOfATable(Seeds seeds, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("candidates.csv");
        RegretStudy study = new RegretStudy();
        for (long seed = seeds.from(); seed < seeds.to(); seed++) {
            Case each = new Case(seed);
            Files.writeString(file, "first,second,group\n" + IntStream.range(0, each.n)
                    .mapToObj(i -> each.first[i] + "," + each.second[i] + "," + (each.favoured[i] ? "a" : "b") + "\n")
                    .collect(Collectors.joining()));
            StudyReport report = study.run(StudyArguments.of(study,
                    Map.of("table", file.toString(), "attributes", "first,second", "favoured", "group=a", "k",
                            String.valueOf(each.k), "theta", each.from + "," + each.to)),
                    StudyProgress.NONE);
            requireStretches(report.tables().getFirst(), each);
            requireWays(report.tables().get(1), each);
            int[] rows = ((List<?>) ((Map<?, ?>) report.numbers().get("fairest")).get("rows")).stream()
                    .mapToInt(row -> (int) row - 1).toArray();
            assertTrue(each.optimal.contains(Arrays.toString(rows)), each::toString);
            assertEquals(each.leastDifference(), each.difference(rows), each::toString);
            assertTrue(report.text().replace('\n', ' ').contains("any theta in " + Fairest.range(each.from, each.to)
                    + " is as good as"), report.text());
        }
    }

    private static void requireStretches(TextTable table, Case each) {
        int changes = table.rows().size() - 1;
        assertTrue(table.title().endsWith(": " + changes + " breakpoint" + (changes == 1 ? "" : "s")), table.title());
        for (List<String> row : table.rows()) {
            Fraction middle = Fraction.parse(row.get(0)).midpoint(Fraction.parse(row.get(1)));
            int[] counts = each.selections.optimal(middle).stream()
                    .mapToInt(members -> FavouredCount.count(members, each::isFavoured)).sorted().toArray();
            int least = counts[0];
            int most = counts[counts.length - 1];
            assertEquals(least == most ? String.valueOf(least) : least + " to " + most, row.get(2), each::toString);
        }
    }

    private static void requireWays(TextTable table, Case each) {
        Fraction middle = each.from.midpoint(each.to);
        int wanted = (each.k + 1) / 2;
        int all = (int) IntStream.range(0, each.n).filter(each::isFavoured).count();
        List<String> quota = table.rows().get(1);
        assertEquals(all >= wanted ? "a quota of one half" : "a quota of all favoured, fewer than one half",
                quota.getFirst());
        assertTrue(Integer.parseInt(quota.get(2)) >= Math.min(all, wanted), each::toString);
        long free = utility(each.selections.optimal(middle).getFirst(), middle, each);
        long best = each.selections.all().stream()
                .filter(members -> FavouredCount.count(members, each::isFavoured) >= Math.min(all, wanted))
                .mapToLong(members -> utility(members, middle, each)).max().orElseThrow();
        double scale = middle.denominator().doubleValue();
        assertEquals((free - best) / scale, Double.parseDouble(quota.get(4)), 1e-5 * (free - best) / scale + 1e-12,
                each::toString);
        assertEquals(best == free, quota.get(3).equals("0"), each::toString);
        assertEquals(each.leastDifference(), Math.abs(each.k - 2 * Integer.parseInt(table.rows().get(2).get(2))),
                each::toString);
    }

    private static long utility(int[] members, Fraction theta, Case each) {
        return each.selections.scaledUtility(members, theta);
    }

    /** A weight of 0 does not decide by the grade alone: {Amy, Max} is worse than {Amy, Isa} by IQ and no better by grade. */
    @Test
    void theEndsOfTheRangeTakeNothingThatIsDominated() {
        for (int k = 1; k <= 5; k++) {
            AllSelections all = AllSelections.students(k);
            for (String[] range : new String[][]{{"0", "1"}, {"0", "1/8"}, {"0", "1/4"}, {"3/4", "1"}, {"7/8", "1"}}) {
                Fraction from = Fraction.parse(range[0]);
                Fraction to = Fraction.parse(range[1]);
                Fairest.Optima optima = Fairest.optima(Breakpoints.of(Students.mixture(), k, from, to));
                assertEquals(all.optimal(from, to), optima.selections().stream()
                        .map(o -> Arrays.toString(o.members())).collect(Collectors.toSet()));
                optima.selections().forEach(optimum -> assertFalse(all.isDominated(optimum.members(), false),
                        Students.names(optimum.members())));
            }
        }
        assertEquals(List.of("{Amy, Isa}"),
                Fairest.optima(Breakpoints.of(Students.mixture(), 2, Fraction.ZERO, Fraction.of(1, 8))).selections()
                        .stream().map(o -> Students.names(o.members())).toList());
        assertEquals("(0, 1/8]", Fairest.range(Fraction.ZERO, Fraction.of(1, 8)));
        assertEquals("[7/8, 1)", Fairest.range(Fraction.of(7, 8), Fraction.ONE));
    }

    /** Two thousand candidates with whole numbers up to 10: the ties are crowded, and the count is exact all the same. */
    @Test
    void countsAmongThousandsOfTies() {
        int n = 2000;
        int k = 200;
        SplittableRandom random = new SplittableRandom(24);
        int[] first = random.ints(n, 0, 11).toArray();
        int[] second = random.ints(n, 0, 11).toArray();
        boolean[] favoured = new boolean[n];
        // The favoured are few and have low scores, so that their number at a tie matters.
        for (int i = 0; i < n; i++) {
            favoured[i] = random.nextInt(20) >= first[i] + second[i] / 2;
        }
        Breakpoints breakpoints = Breakpoints.of(Mixture.of(decimals(first), decimals(second)), k, Fraction.of(1, 3),
                Fraction.of(2, 3));
        Fairest fairest = Fairest.of(breakpoints, Criteria.balance(i -> favoured[i]));
        int most = 0;
        // Two candidates cross at fractions of denominators up to 20. Those of 841 are beside and between them.
        for (int denominator = 1; denominator <= 20; denominator++) {
            for (int numerator = 1; numerator < denominator; numerator++) {
                if (3 * numerator >= denominator && 3 * numerator <= 2 * denominator) {
                    most = Math.max(most, mostFavoured(first, second, favoured, k, numerator, denominator));
                }
            }
        }
        for (int numerator = 281; numerator < 560; numerator++) {
            most = Math.max(most, mostFavoured(first, second, favoured, k, numerator, 841));
        }
        assertTrue(most < k / 2, "half can be had, so that the closest to half is not the most");
        assertEquals(most, FavouredCount.count(fairest.members(), i -> favoured[i]));
        assertEquals(2 * most - k, fairest.value());
        Fairest.Optima some = Fairest.optima(breakpoints);
        Fairest bound = Fairest.of(some, members -> -Math.abs(k - 2 * FavouredCount.count(members, i -> favoured[i])));
        assertFalse(bound.isExact());
        assertTrue(bound.value() < fairest.value(), "the ties do not matter");
    }

    /** Everybody above the k-th score, and as many favoured as possible of those who have it. */
    private static int mostFavoured(int[] first, int[] second, boolean[] favoured, int k, int numerator,
            int denominator) {
        int[] score = IntStream.range(0, first.length)
                .map(i -> numerator * first[i] + (denominator - numerator) * second[i]).toArray();
        int threshold = Arrays.stream(score).sorted().toArray()[score.length - k];
        int above = (int) Arrays.stream(score).filter(s -> s > threshold).count();
        int sure = (int) IntStream.range(0, score.length).filter(i -> score[i] > threshold && favoured[i]).count();
        int tied = (int) IntStream.range(0, score.length).filter(i -> score[i] == threshold && favoured[i]).count();
        return sure + Math.min(tied, k - above);
    }

    private static BigDecimal[] decimals(int[] values) {
        return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
    }
}
