package io.alphafair.studies.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.verify.Checks.Differentiated;
import io.alphafair.studies.verify.Checks.Solved;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyStudyTest {
    private static final NotebookData DERIVATIVES = NotebookData.all()[2];

    private static StudyReport run(Map<String, String> options) {
        VerifyStudy study = new VerifyStudy();
        return study.run(StudyArguments.of(study, options), StudyProgress.NONE);
    }

    /** {@code max|grad_fd - grad_an| = 0.0029929353122838793}, {@code max|Jac_fd - Jac_an| = 1.4945091919571496e-06}. */
    @Test
    void theNotebooksPrintedErrors() {
        Differentiated found = Checks.differentiate(DERIVATIVES, Fairness.of(2));
        assertEquals(0.0029929353122838793, found.notebookError(), 1e-8);
        // A forward difference of 1e-6: what it leaves over is its own.
        assertEquals(1.4945091919571496e-06, found.forwardError(), 2e-7);
    }

    /** Erratum 1: the notebooks' error is as large as the gradient, ours is that of the differences. */
    @Test
    void theGradientIsRightAndTheNotebooksIsNot() {
        for (double alpha : new double[]{0.5, 2, 5}) {
            Differentiated found = Checks.differentiate(DERIVATIVES, Fairness.of(alpha));
            assertTrue(found.gradientError() < 1e-6 * found.gradient(), found::toString);
            assertTrue(found.notebookError() > 0.9 * found.gradient(), found::toString);
            assertTrue(found.jacobianError() < 1e-6 * found.jacobian(), found::toString);
            assertTrue(found.notebookJacobianError() < 1e-6 * found.jacobian(), found::toString);
        }
        Differentiated two = Checks.differentiate(DERIVATIVES, Fairness.of(2));
        assertTrue(two.factor()[0] > 55 && two.factor()[1] < 260, two::toString);
    }

    /** Erratum 2: what the notebooks leave out exists. */
    @Test
    void endsAndMiddleHaveDerivatives() {
        for (Fairness fairness : new Fairness[]{Fairness.UTILITARIAN, Fairness.MAX_MIN, Fairness.PROPORTIONAL}) {
            Differentiated found = Checks.differentiate(DERIVATIVES, fairness);
            assertTrue(found.gradientError() <= 1e-6 * found.gradient(), found::toString);
            assertTrue(found.jacobianError() <= 1e-6 * Math.max(1, found.jacobian()), found::toString);
            assertTrue(Double.isNaN(found.notebookJacobianError()), found::toString);
            assertEquals(fairness.equals(Fairness.PROPORTIONAL), found.notebookError() < 1e-6);
        }
    }

    @Test
    void theSolverAgreesOnTheNotebooksData() {
        for (NotebookData data : NotebookData.all()) {
            for (double alpha : new double[]{0, 1, 0.5, 2, 5, Double.POSITIVE_INFINITY}) {
                Solved found = Checks.solve(data, Fairness.of(alpha));
                assertEquals(found.objective(), found.solverObjective(), 1e-8 * Math.abs(found.objective()),
                        found::toString);
                assertTrue(found.gap() < 1e-12, found::toString);
                assertTrue(found.solverGap() < 1e-9, found::toString);
            }
        }
    }

    /** The notebook's first printed allocation. */
    @Test
    void theNotebooksSeedGivesTheNotebooksNumbers() {
        assertEquals(3820.3201190351983, Checks.solve(NotebookData.all()[0], Fairness.UTILITARIAN).objective(), 1e-9);
    }

    @Test
    void anyDataAndLargeOnesWithoutTheSolver() {
        StudyReport own = run(Map.of("n", "30", "t", "2", "k", "5", "seed", "9", "alpha", "1.5"));
        assertEquals(2, own.tables().size());
        assertEquals(1, own.tables().getFirst().rows().size());
        Solved large = Checks.solve(new NotebookData("large", Checks.MOST_FOR_THE_SOLVER + 1, 1, 3, 10, 1, 4, 0.2),
                Fairness.of(2));
        assertTrue(Double.isNaN(large.solverObjective()));
        assertTrue(large.note().contains("at most 100000 entries"), large::toString);
        assertTrue(large.gap() < 1e-12);
    }

    @Test
    void badArgumentsAreOneLine() {
        for (Map<String, String> options : List.of(Map.of("n", "0"), Map.of("alpha", "fair"), Map.of("budget", "-1"),
                Map.of("cost-from", "2"), Map.of("seed", "x"))) {
            String message = assertThrows(InvalidInputException.class, () -> run(options)).getMessage();
            assertTrue(message.startsWith("--") && message.lines().count() == 1, message);
        }
    }
}
