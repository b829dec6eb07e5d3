package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Students.Student;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paper's warning: to search completions of uncertain data, in place of objectives, for the fairest optimum is not
 * fair. Every IQ is known up to a half-width only and filled in low, in the middle or high, in all ways; those whose
 * optimum is fairest are what the paper's equation (5) would pick from.
 */
public final class UncertainData {
    private static final int LEVELS = 3;

    /**
     * The completions with the fairest optimum.
     *
     * @param completions how many there are of all
     * @param fairest how many of them have the fairest optimum
     * @param balance of that optimum
     * @param balanceAsGiven of the fairest optimum of the data as they are, in the middle
     * @param meanShift by student: what these add to the IQ on average
     */
    public record Outcome(int completions, int fairest, double balance, double balanceAsGiven,
            double[] meanShift) {
        /** The mean over the women (or over the men). */
        public double meanShift(boolean women) {
            return IntStream.range(0, meanShift.length).filter(i -> Students.ALL.get(i).isWoman() == women)
                    .mapToDouble(i -> meanShift[i]).average().orElse(0);
        }
    }

    private UncertainData() {
    }

    /** All completions whose k students of the highest IQ/10 + grade are most balanced; where several tie, the most balanced of them. */
    public static Outcome fairest(int halfWidth, int k) {
        int n = Students.ALL.size();
        int completions = (int) Math.pow(LEVELS, n);
        List<int[]> subsets = SolutionSpace.subsets(n, k);
        int fairest = 0;
        double best = Double.NEGATIVE_INFINITY;
        double[] sum = new double[n];
        for (int code = 0; code < completions; code++) {
            int[] shift = new int[n];
            for (int i = 0, rest = code; i < n; i++, rest /= LEVELS) {
                shift[i] = halfWidth * (rest % LEVELS - 1);
            }
            double balance = balanceOfFairestOptimum(shift, subsets);
            if (balance > best) {
                best = balance;
                fairest = 0;
                Arrays.fill(sum, 0);
            }
            if (balance == best) {
                fairest++;
                for (int i = 0; i < n; i++) {
                    sum[i] += shift[i];
                }
            }
        }
        int count = fairest;
        return new Outcome(completions, count, best, balanceOfFairestOptimum(new int[n], subsets),
                Arrays.stream(sum).map(total -> total / count).toArray());
    }

    /** The best balance among all optima of this completion: what ties is optimal too. */
    private static double balanceOfFairestOptimum(int[] shift, List<int[]> subsets) {
        int most = subsets.stream().mapToInt(subset -> total(subset, shift)).max().orElseThrow();
        return subsets.stream().filter(subset -> total(subset, shift) == most).mapToDouble(Students::balance).max()
                .orElseThrow();
    }

    private static int total(int[] subset, int[] shift) {
        return Arrays.stream(subset).map(i -> score(Students.ALL.get(i), shift[i])).sum();
    }

    /** Ten times the paper's: a whole number. */
    private static int score(Student student, int shift) {
        return student.iq() + shift + 10 * student.grade();
    }
}
