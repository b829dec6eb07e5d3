package io.alphafair.bench.subject;

import io.alphafair.bench.measure.CappedQuestions;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.record.Verdict;
import java.util.Arrays;

/** The welfare of a peer's answer with caps for each budget that is asked about: that of the reference, to 1e-8. */
final class Welfares {
    private static final double TOLERANCE = 1e-8;

    private Welfares() {
    }

    /** The budgets that are asked about. */
    static double[] budgets(Fixture fixture) {
        return fixture.share("budgets",
                () -> CappedQuestions.budgets(fixture.question(), fixture.items(), fixture.problem()));
    }

    private static double[] expected(Fixture fixture) {
        return fixture.share("welfares",
                () -> CappedQuestions.welfares(fixture.question(), fixture.items(), fixture.problem()));
    }

    /** @throws SubjectException if a welfare is not the reference's */
    static void require(double[] found, Fixture fixture) throws SubjectException {
        String difference = difference(found, expected(fixture), budgets(fixture));
        if (!difference.isEmpty()) {
            throw new SubjectException(Verdict.MISMATCHED, difference);
        }
    }

    /** The first difference; empty if there is none. */
    static String difference(double[] found, double[] expected, double[] budgets) {
        if (found.length != expected.length) {
            return found.length + " welfares: expected " + expected.length + ", one per budget";
        }
        for (int i = 0; i < found.length; i++) {
            if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE * Math.abs(expected[i]))) {
                return "the welfare at budget " + budgets[i] + " is " + found[i] + ": expected " + expected[i] + " to "
                        + TOLERANCE;
            }
        }
        return "";
    }

    /** The budgets as words of a command, separated by commas. */
    static String words(double[] budgets) {
        return String.join(",", Arrays.stream(budgets).mapToObj(Double::toString).toList());
    }
}
