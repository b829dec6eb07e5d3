package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code study regret} says of the six students, for a grid of its options: each sentence is compared with all selections. */
class SentencesTest {
    private static final Fraction HALF = Fraction.of(1, 2);
    private static final String[][] RANGES = {{"1/3", "2/3"}, {"0", "1"}, {"0", "1/4"}, {"1/4", "3/8"}, {"3/8", "1/2"},
            {"0.45", "0.55"}, {"3/4", "1"}, {"0.2", "0.8"}};

    private static int difference(int[] members) {
        return Math.abs(members.length - 2 * women(members));
    }

    private static int women(int[] members) {
        return (int) Arrays.stream(members).filter(i -> Students.ALL.get(i).isWoman()).count();
    }

    private static String words(StudyReport report) {
        return report.text().replaceAll("\\s+", " ");
    }

    private static StudyReport report(int k, String quota, String[] range) {
        StudyReport report = new StudyReport();
        new StudentReport(report, k, Fraction.parse(range[0]), Fraction.parse(range[1])).add(Fraction.parse(quota));
        return report;
    }

    private static TextTable table(StudyReport report, String title) {
        return report.tables().stream().filter(table -> table.title().startsWith(title)).findFirst().orElseThrow();
    }

    @Test
    void everyRangeOfTheta() {
        for (int k = 1; k <= 5; k++) {
            for (String[] range : RANGES) {
                StudyReport report = report(k, "0.3", range);
                AllSelections all = AllSelections.students(k);
                Set<String> optimal = all.optimal(Fraction.parse(range[0]), Fraction.parse(range[1]));
                requireChain(table(report, "The inclusion chain"), all, optimal);
                requireScores(table(report, "Scores"), k);
                requireWays(report, all, "0.3", optimal);
                assertTrue(words(report).startsWith("Six students, " + (k == 1 ? "1 is" : k + " are") + " admitted;"));
            }
        }
    }

    /** The paper: {@code <IQ|m> = 120 = <IQ|f>} and {@code <grade|m> = 8 = <grade|f>}. */
    @Test
    void theMeansOfTheGendersAreThePapers() {
        String words = words(report(2, "0.3", RANGES[0]));
        assertTrue(words.contains("On average women have an IQ of 120 and a grade of 8 and men have an IQ of 120 and a "
                + "grade of 8."), words);
    }

    @Test
    void everyQuota() {
        for (int k = 1; k <= 5; k++) {
            AllSelections all = AllSelections.students(k);
            Set<String> optimal = all.optimal(Fraction.of(1, 3), Fraction.of(2, 3));
            for (String quota : List.of("0", "1/3", "0.5", "0.6", "2/3", "0.999")) {
                if (Quota.least(Fraction.parse(quota), k) <= Math.min(k, 3)) {
                    requireWays(report(k, quota, RANGES[0]), all, quota, optimal);
                } else {
                    RegretStudy study = new RegretStudy();
                    Map<String, String> options = Map.of("admit", String.valueOf(k), "quota", quota);
                    String message = assertThrows(InvalidInputException.class,
                            () -> study.run(StudyArguments.of(study, options), StudyProgress.NONE)).getMessage();
                    assertTrue(message
                            .startsWith("--quota is '" + quota + "' with " + k + " admitted: expected at least 0 "
                                    + "and less than " + Fraction.of(Math.min(k, 3), k) + ","),
                            message);
                }
            }
        }
        assertEquals(1, Quota.least(Fraction.ZERO, 2));
        assertEquals(4, Quota.least(Fraction.parse("0.6"), 5));
        assertEquals(2, Quota.least(Fraction.parse("0.6"), 2));
    }

    /** Each row of the chain adds what it says: the sets are those that looking at all selections finds. */
    private static void requireChain(TextTable table, AllSelections all, Set<String> optimal) {
        Set<String> before = new TreeSet<>();
        int fairest = optimal.stream().mapToInt(members -> difference(parse(members))).min().orElseThrow();
        List<Set<String>> expected = List.of(
                named(optimal.stream().map(SentencesTest::parse).toList(), s -> difference(s) == fairest),
                named(optimal.stream().map(SentencesTest::parse).toList(), s -> true),
                named(all.optimal(Fraction.ZERO, Fraction.ONE).stream().map(SentencesTest::parse).toList(), s -> true),
                named(all.all(), s -> !all.isDominated(s, false)), named(all.all(), s -> !all.isDominated(s, true)),
                named(all.all(), s -> true));
        for (int row = 0; row < expected.size(); row++) {
            Set<String> these = new TreeSet<>(sets(table.rows().get(row).get(1)));
            these.addAll(before);
            assertEquals(expected.get(row), these, table.toText());
            assertTrue(table.rows().get(row).getFirst().endsWith("(" + these.size() + ")"), table.toText());
            before = these;
        }
        assertEquals(expected.getFirst().size() == 1,
                table.rows().getFirst().getFirst().startsWith("fairest optimum "));
    }

    private static int[] parse(String members) {
        return Arrays.stream(members.replaceAll("[\\[\\] ]", "").split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private static Set<String> named(List<int[]> selections, Predicate<int[]> some) {
        return selections.stream().filter(some).map(Students::names).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sets(String cell) {
        List<String> sets = new ArrayList<>();
        Matcher set = Pattern.compile("\\{[^}]*}").matcher(cell);
        while (set.find()) {
            sets.add(set.group());
        }
        return sets;
    }

    /** A star is somebody whom every optimum admits, a question mark whom some do. */
    private static void requireScores(TextTable table, int k) {
        String[] thetas = {"1/2", "0.35", "0.2"};
        for (int column = 0; column < thetas.length; column++) {
            List<int[]> optimal = AllSelections.students(k).optimal(Fraction.parse(thetas[column]));
            for (int student = 0; student < 6; student++) {
                int i = student;
                long times = optimal.stream().filter(members -> Arrays.binarySearch(members, i) >= 0).count();
                String cell = table.rows().get(student).get(4 + column);
                assertEquals(times == 0 ? " " : times == optimal.size() ? "*" : "?", cell.substring(cell.length() - 1),
                        table.toText());
            }
        }
        assertEquals(table.title().contains("question mark"), table.toText().contains("?"),
                table.toText());
    }

    private static void requireWays(StudyReport report, AllSelections all, String quota, Set<String> optimal) {
        TextTable table = table(report, "The optimum at theta = 1/2");
        List<int[]> free = all.optimal(HALF);
        Fraction share = Fraction.parse(quota);
        int k = free.getFirst().length;
        List<int[]> filling = all.all().stream()
                .filter(s -> Fraction.of(women(s), k).compareTo(share) > 0).toList();
        long most = filling.stream().mapToLong(s -> all.scaledUtility(s, HALF)).max().orElseThrow();
        List<int[]> best = filling.stream().filter(s -> all.scaledUtility(s, HALF) == most).toList();
        double regret = (all.scaledUtility(free.getFirst(), HALF) - most) / 2.0;
        assertEquals(named(free, s -> true), new TreeSet<>(sets(table.rows().get(0).get(5))));
        assertEquals(named(best, s -> true), new TreeSet<>(sets(table.rows().get(1).get(5))));
        assertEquals(regret, Double.parseDouble(table.rows().get(1).get(3)));
        String worth = String.format(Locale.ROOT, "The quota costs %.0f IQ points or %.0f in grades, ", 20 * regret,
                2 * regret);
        assertEquals(regret > 0, words(report).contains(worth), words(report));
        assertEquals(regret > 0, words(report).contains("The quota costs"), words(report));
        assertEquals(differences(free), table.rows().get(0).get(4));
        assertEquals(differences(best), table.rows().get(1).get(4));
        int fairest = optimal.stream().mapToInt(s -> difference(parse(s))).min().orElseThrow();
        assertEquals(String.valueOf(fairest), table.rows().get(2).get(4));
        int unfair = free.stream().mapToInt(SentencesTest::difference).min().orElseThrow();
        boolean quotaHelps = best.stream().mapToInt(SentencesTest::difference).max().orElseThrow() < unfair;
        boolean thetaHelps = fairest < unfair;
        String words = words(report);
        assertEquals(quotaHelps && thetaHelps, words.contains("Both the quota, at a regret of "), words);
        assertEquals(quotaHelps && !thetaHelps, words.contains("Only the quota, at a regret of "), words);
        assertEquals(!quotaHelps && thetaHelps, words.contains("Only the fairest optimum is fairer"), words);
        assertEquals(!quotaHelps && !thetaHelps, words.contains("Neither the quota nor the fairest optimum is fairer"),
                words);
    }

    private static String differences(List<int[]> selections) {
        return selections.stream().map(SentencesTest::difference).distinct().sorted().map(String::valueOf)
                .collect(Collectors.joining(" or "));
    }

    /** Filling in data is called unfair only where it changes something. */
    @Test
    void theWarning() {
        for (int k = 1; k <= 5; k++) {
            StudyReport report = new StudyReport();
            OtherReports.addWarning(report, k);
            String words = words(report);
            int asGiven = AllSelections.students(k).optimal(HALF).stream().mapToInt(SentencesTest::difference).min()
                    .orElseThrow();
            Matcher counts = Pattern.compile("Of 729 completions of the data (\\d+) have an optimum with (\\d) for")
                    .matcher(words);
            assertTrue(counts.find(), words);
            int found = Integer.parseInt(counts.group(2));
            assertEquals(k % 2, found, words);
            assertEquals(found < asGiven, words.contains("looks fair only because"), words);
            assertEquals(found == asGiven, words.contains("nothing had to be added"), words);
            if (k == 2) {
                assertEquals("285", counts.group(1));
            }
        }
    }

    /** The ascent claims a gain only where there is one, and otherwise that the start cannot be made fairer. */
    @Test
    void theAscent() {
        for (String[] range : new String[][]{{"1/3", "2/3"}, {"0", "1"}, {"0.2", "0.3"}, {"0.1", "0.426"}, {"0.5", "1"},
                {"0.4", "0.4000001"}}) {
            Fraction from = Fraction.parse(range[0]);
            Fraction to = Fraction.parse(range[1]);
            StudyReport report = new StudyReport();
            OtherReports.addAscent(report, from, to);
            EffortProblem problem = new EffortProblem(new double[]{6, 2, 1}, new double[]{1, 3, 5}, from.doubleValue(),
                    to.doubleValue());
            double start = problem.criterion(problem.optimum(to.doubleValue()));
            double best = IntStream.rangeClosed(0, 1000)
                    .mapToDouble(i -> from.doubleValue() + (to.doubleValue() - from.doubleValue()) * i / 1000)
                    .map(theta -> problem.criterion(problem.optimum(theta))).max().orElseThrow();
            String words = words(report);
            assertEquals(best > start + 1e-9, words.contains("costs no U"), words);
            assertEquals(best <= start + 1e-9, words.contains("is fairer"), words);
            assertFalse(words.matches(".*\\b1 steps.*"), words);
        }
    }
}
