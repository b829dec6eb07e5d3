package io.alphafair.studies.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
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

    /** Erratum 2, its end: at alpha = 0.001 the notebooks' powers overflow; ours do not. */
    @Test
    void smallAlphasHaveAnswers() {
        Differentiated found = Checks.differentiate(DERIVATIVES, Fairness.of(1e-3));
        assertTrue(Double.isNaN(found.notebookError()) && Double.isNaN(found.notebookJacobianError()), found::toString);
        assertTrue(found.gradientError() < 1e-6 * found.gradient(), found::toString);
    }

    /** Erratum 3: the doses' change with one benefit, a "gradient row" to the notebooks, is a column of the Jacobian. */
    @Test
    void theNotebooksRowsAreColumns() {
        try (Items items = DERIVATIVES.items();
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            Allocation before = prepared.bestItems().allocate(Fairness.of(2), DERIVATIVES.budget());
            double[][] jacobian = before.benefitJacobian();
            double transposed = 0;
            for (int k = 0; k < 3; k++) {
                long winner = before.bestItems().winner(k);
                double benefit = items.benefit().get(winner / items.itemCount(), (int) (winner % items.itemCount()));
                items.benefit().set(winner / items.itemCount(), (int) (winner % items.itemCount()),
                        benefit + Checks.STEP);
                Allocation after = prepared.bestItems().allocate(Fairness.of(2), DERIVATIVES.budget());
                items.benefit().set(winner / items.itemCount(), (int) (winner % items.itemCount()), benefit);
                for (int l = 0; l < 3; l++) {
                    double slope = (after.dose(l) - before.dose(l)) / Checks.STEP;
                    assertEquals(jacobian[l][k], slope, 1e-5, "dose " + l + " by benefit " + k);
                    transposed = Math.max(transposed, Math.abs(jacobian[k][l] - slope));
                }
            }
            assertTrue(transposed > 0.5, "the Jacobian is symmetric: " + transposed);
        }
    }

    /** What notebook 2 printed for its 5000 x 1: {@code budgets per group: [497.94 502.06]}. */
    @Test
    void theNotebooksBudgets() {
        NotebookData data = NotebookData.all()[3];
        try (Items items = data.items();
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            Allocation a = prepared.bestItems().allocate(Fairness.of(2), data.budget());
            assertEquals(497.94, a.budget(0), 0.005);
            assertEquals(502.06, a.budget(1), 0.005);
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
        assertEquals(3, own.tables().size());
        assertEquals(1, own.tables().getFirst().rows().size());
        Solved large = Checks.solve(new NotebookData("large", Checks.MOST_FOR_THE_SOLVER + 1, 1, 3, 10, 1, 4, 0.2),
                Fairness.of(2));
        assertTrue(Double.isNaN(large.solverObjective()));
        assertTrue(large.note().contains("at most 100000 entries"), large::toString);
        assertTrue(large.gap() < 1e-12);
    }

    @Test
    void numbersOutOfRangeLeaveThePictureOut() {
        StudyReport report = run(Map.of("n", "5", "budget", "1e-320", "alpha", "2"));
        assertTrue(report.pictures().isEmpty());
        assertTrue(report.text().contains("No picture"), report.text());
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
