package io.alphafair.studies.regret;

import static io.alphafair.studies.regret.StudentReport.HALF;
import static io.alphafair.studies.regret.StudentReport.PAPERS_THETA;
import static io.alphafair.studies.regret.StudentReport.number;

import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The paper's two ways to be fairer than the optimum at theta = 1/2, and whether they are. */
final class StudentWays {
    private final StudyReport report;
    private final int k;
    private final List<int[]> subsets;
    private final Fairest.Optima optima;
    private final Mixture mixture = Students.mixture();

    /**
     * The ways to admit k.
     *
     * @param subsets all selections of k
     * @param optima those of the range of theta
     */
    StudentWays(StudyReport report, int k, List<int[]> subsets, Fairest.Optima optima) {
        this.report = report;
        this.k = k;
        this.subsets = subsets;
        this.optima = optima;
    }

    /**
     * Adds the ways and what they cost.
     *
     * @param share the quota admits a larger share of women
     * @param range of theta, in words
     */
    void add(Fraction share, String range) {
        int least = Quota.least(share, k);
        Fairest fairest = Fairest.of(optima, Students::balance);
        Quota free = Quota.of(mixture, HALF, StudentWays::isWoman, k, 0);
        Quota quota = Quota.of(mixture, HALF, StudentWays::isWoman, k, least);
        List<int[]> ofFree = equal(free, 0);
        List<int[]> ofQuota = equal(quota, least);
        boolean isAlone = Fairest.all(optima, Students::balance).size() == 1;
        TextTable table = new TextTable("The optimum at theta = 1/2, a quota, and the fairest optimum", "way", "theta",
                "U", "regret", "|men - women|", "admitted");
        table.row(ofFree.size() == 1 ? "the optimum at 1/2" : "the optima at 1/2", HALF, number(free.utility()), 0,
                differences(ofFree), names(ofFree));
        table.row("a quota of women above " + share, HALF, number(quota.utility()), number(quota.regret()),
                differences(ofQuota), names(ofQuota));
        table.row((isAlone ? "fairest optimum, " : "a fairest optimum, ") + range, fairest.theta(),
                number(mixture.sum(fairest.members(), fairest.theta())), 0, differences(List.of(fairest.members())),
                Students.names(fairest.members()));
        report.table(table).say(comparison(ofFree, ofQuota, quota.regret(), fairest) + worth(quota.regret())
                + " U of different theta are not comparable. At theta = 0.35 U is "
                + number(Quota.of(mixture, PAPERS_THETA, StudentWays::isWoman, k, 0).utility()) + ".");
        report.number("fairest", Map.of("theta", fairest.theta().toString(), "admitted",
                Students.names(fairest.members()), "difference", Math.abs(fairest.value())));
        report.number("quota", Map.of("utility", quota.utility().doubleValue(), "regret",
                quota.regret().doubleValue(), "solutions", ofQuota.size()));
    }

    private static boolean isWoman(int student) {
        return Students.ALL.get(student).isWoman();
    }

    /** All selections with as much utility at theta = 1/2 and at least so many women. */
    private List<int[]> equal(Quota quota, int least) {
        return subsets.stream().filter(members -> mixture.sum(members, HALF).equals(quota.utility())
                && FavouredCount.count(members, StudentWays::isWoman) >= least).toList();
    }

    /** By how much the numbers of men and women differ. */
    private static int difference(int[] members) {
        return Math.abs(members.length - 2 * FavouredCount.count(members, StudentWays::isWoman));
    }

    private static String differences(List<int[]> selections) {
        return selections.stream().map(StudentWays::difference).distinct().sorted().map(String::valueOf)
                .collect(Collectors.joining(" or "));
    }

    /** Which ways are fairer than every optimum at theta = 1/2; the quota is only if all of its solutions are. */
    private static String comparison(List<int[]> free, List<int[]> quota, Fraction regret, Fairest fairest) {
        int least = free.stream().mapToInt(StudentWays::difference).min().orElseThrow();
        boolean isQuotaFairer = quota.stream().allMatch(members -> difference(members) < least);
        boolean isFairestFairer = difference(fairest.members()) < least;
        String than = " fairer than " + (free.size() == 1 ? "" : "the fairest of ") + names(free) + ".";
        if (isQuotaFairer && isFairestFairer) {
            return "Both the quota, at a regret of " + number(regret)
                    + ", and the fairest optimum, without regret, are" + than;
        }
        if (isQuotaFairer) {
            return "Only the quota, at a regret of " + number(regret) + ", is" + than;
        }
        return (isFairestFairer ? "Only the fairest optimum is" : "Neither the quota nor the fairest optimum is")
                + than;
    }

    /** At theta = 1/2 one unit of utility is 20 IQ points or 2 grades; the paper has what that is per student (erratum 9). */
    private String worth(Fraction regret) {
        if (regret.equals(Fraction.ZERO)) {
            return "";
        }
        double units = regret.doubleValue();
        return " The quota costs " + plain(20 * units) + " IQ points or " + plain(2 * units) + " in grades, which is "
                + plain(20 * units / k) + " or " + plain(2 * units / k) + " per student who is admitted.";
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String names(List<int[]> selections) {
        return selections.stream().map(Students::names).collect(Collectors.joining(" "));
    }
}
