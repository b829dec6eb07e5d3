package io.alphafair.studies.regret;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every selection of k of a few candidates with two whole-numbered attributes; what is optimal is found by looking at all. */
final class AllSelections {
    private final int[] first;
    private final int[] second;
    private final List<int[]> all;

    AllSelections(int[] first, int[] second, int k) {
        this.first = first.clone();
        this.second = second.clone();
        all = SolutionSpace.subsets(first.length, k);
    }

    /** The six students. */
    static AllSelections students(int k) {
        return new AllSelections(Students.ALL.stream().mapToInt(student -> student.iq() / 10).toArray(),
                Students.ALL.stream().mapToInt(Students.Student::grade).toArray(), k);
    }

    List<int[]> all() {
        return all;
    }

    Mixture mixture() {
        return Mixture.of(decimals(first), decimals(second));
    }

    private static BigDecimal[] decimals(int[] values) {
        return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
    }

    /** The utility times theta's denominator. */
    long scaledUtility(int[] members, Fraction theta) {
        long p = theta.numerator().longValueExact();
        long q = theta.denominator().longValueExact();
        return Arrays.stream(members).mapToLong(i -> p * first[i] + (q - p) * second[i]).sum();
    }

    /** All that are optimal at theta. */
    List<int[]> optimal(Fraction theta) {
        long most = all.stream().mapToLong(members -> scaledUtility(members, theta)).max().orElseThrow();
        return all.stream().filter(members -> scaledUtility(members, theta) == most).toList();
    }

    /** All that are optimal for some theta of the range, other than 0 and 1: where two candidates cross, and between. */
    Set<String> optimal(Fraction from, Fraction to) {
        TreeSet<Fraction> marks = new TreeSet<>(List.of(from, to));
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < first.length; j++) {
                int lead = second[i] - second[j];
                int steeper = first[j] - first[i] + lead;
                if (steeper != 0) {
                    marks.add(Fraction.of(lead, steeper));
                }
            }
        }
        List<Fraction> inside = marks.stream().filter(t -> t.compareTo(from) >= 0 && t.compareTo(to) <= 0).toList();
        List<Fraction> thetas = new ArrayList<>(inside);
        IntStream.range(1, inside.size()).forEach(i -> thetas.add(inside.get(i - 1).midpoint(inside.get(i))));
        return thetas.stream().filter(theta -> !theta.equals(Fraction.ZERO) && !theta.equals(Fraction.ONE))
                .flatMap(theta -> optimal(theta).stream()).map(Arrays::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether another is as good by both attributes and better by one; or, strictly, better by both. */
    boolean isDominated(int[] members, boolean strictly) {
        long one = sum(members, first);
        long two = sum(members, second);
        return all.stream().anyMatch(other -> strictly
                ? sum(other, first) > one && sum(other, second) > two
                : sum(other, first) >= one && sum(other, second) >= two
                        && sum(other, first) + sum(other, second) > one + two);
    }

    private static long sum(int[] members, int[] attribute) {
        return Arrays.stream(members).mapToLong(i -> attribute[i]).sum();
    }
}
