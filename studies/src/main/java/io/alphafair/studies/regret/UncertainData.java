package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Students.Student;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paper's warning: to search completions of uncertain data, in place of objectives, for the fairest optimum is not
 * fair. Every IQ is known up to a half-width only; of all ways to fill in low, middle or high values the fairest outcome
 * is picked, as the paper's equation (5) would.
 */
public final class UncertainData {
    /**
     * What was picked.
     *
     * @param shift by student: what was added to the IQ
     * @param members who is admitted then, ascending
     * @param value the criterion
     */
    public record Completion(int[] shift, int[] members, double value) {
        /** The mean shift of the women (or of the men). */
        public double meanShift(boolean women) {
            return IntStream.range(0, shift.length).filter(i -> Students.ALL.get(i).isWoman() == women)
                    .map(i -> shift[i]).average().orElse(0);
        }
    }

    private UncertainData() {
    }

    /**
     * The completion under which the k students of the highest IQ/10 + grade are most balanced; among equally balanced
     * ones that which admits them by the widest margin.
     */
    public static Completion fairest(int halfWidth, int k) {
        List<Completion> completions = new ArrayList<>();
        List<Double> margins = new ArrayList<>();
        int n = Students.ALL.size();
        int[] shift = new int[n];
        for (int code = 0; code < Math.pow(3, n); code++) {
            for (int i = 0, rest = code; i < n; i++, rest /= 3) {
                shift[i] = halfWidth * (rest % 3 - 1);
            }
            double[] score = IntStream.range(0, n).mapToDouble(i -> score(Students.ALL.get(i), shift[i])).toArray();
            int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble((Integer i) -> -score[i]))
                    .mapToInt(Integer::intValue).toArray();
            int[] members = Arrays.stream(order, 0, k).sorted().toArray();
            completions.add(new Completion(shift.clone(), members, Students.balance(members)));
            margins.add(score[order[k - 1]] - score[order[k]]);
        }
        int best = IntStream.range(0, completions.size()).boxed()
                .max(Comparator.comparingDouble((Integer i) -> completions.get(i).value()).thenComparing(margins::get))
                .orElseThrow();
        return completions.get(best);
    }

    private static double score(Student student, int shift) {
        return (student.iq() + shift) / 10.0 + student.grade();
    }
}
