package io.alphafair.studies.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The doses that the notebooks printed, and where the gap of CVXPY's comes from. */
class PrintedDosesTest {
    private static final double EIGHT_DIGITS = 0.5e-8;

    private static List<DoseComparison> comparisons(NotebookData data) {
        return PrintedDoses.of(data).stream().map(printed -> DoseComparison.of(data, printed)).toList();
    }

    @Test
    void ourDosesAreThePrintedOnes() {
        for (NotebookData data : List.of(NotebookData.all()[0], NotebookData.all()[1])) {
            for (DoseComparison comparison : comparisons(data)) {
                double[] printed = comparison.printed().closedForm();
                assertEquals(printed.length, comparison.dose().length);
                for (int entry = 0; entry < printed.length; entry++) {
                    assertEquals(printed[entry], comparison.dose()[entry], 1.01 * EIGHT_DIGITS);
                    assertEquals(printed[entry], comparison.solverDose()[entry], 1e-4);
                }
            }
        }
    }

    /** {@code max|closed-form - solver|} as notebook 1 printed it at alpha 0, and notebook 2 at alpha 0, 1 and 0.5. */
    @Test
    void thePrintedGapsFollowFromThePrintedDoses() {
        assertEquals(0, comparisons(NotebookData.all()[0]).getFirst().largestGap(), EIGHT_DIGITS);
        List<DoseComparison> comparisons = comparisons(NotebookData.all()[1]);
        assertEquals(0, comparisons.get(0).largestGap(), EIGHT_DIGITS);
        assertEquals(7.433e-02, comparisons.get(1).largestGap(), 0.5e-5);
        assertEquals(8.877e-03, comparisons.get(2).largestGap(), 0.5e-6);
    }

    /** A share that is off by e loses e^2 / 2 of the welfare at alpha = 1: the gap of a dose is the root of what W lost. */
    @Test
    void theGapAtAlphaOneIsAFlatOptimum() {
        for (NotebookData data : List.of(NotebookData.all()[0], NotebookData.all()[1])) {
            DoseComparison one = comparisons(data).get(1);
            assertEquals(Fairness.PROPORTIONAL, one.printed().fairness());
            double squares = Arrays.stream(one.entries())
                    .mapToDouble(entry -> Math.pow(one.printed().cvxpy()[entry] / one.dose()[entry] - 1, 2)).sum();
            assertEquals(squares / 2, one.lostByShares(), 0.01 * squares);
            assertTrue(one.largestRelativeGap() > 1e-4 && one.largestRelativeGap() < 3e-4, one::toString);
            assertTrue(one.lost() > 0 && one.lost() < 1e-6, one::toString);
            assertTrue(one.lostByShares() < one.lost(), one::toString);
            assertTrue(one.unspent() > 0 && one.unspent() < 1e-7, one::toString);
        }
    }

    @Test
    void theStudyShowsThem() {
        VerifyStudy study = new VerifyStudy();
        String text = study.run(StudyArguments.defaults(study), StudyProgress.NONE).text();
        for (String shown : List.of("1, (1, 1)  329.72156311", "329.795889", "7.433e-02", "8.877e-03",
                "898.24768394")) {
            assertTrue(text.contains(shown), shown + " in\n" + text);
        }
    }
}
