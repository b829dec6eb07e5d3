package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FdflStudyTest {
    private final FdflStudy study = new FdflStudy();

    private StudyReport run(Map<String, String> given) {
        return study.run(StudyArguments.of(study, given), StudyProgress.NONE);
    }

    @Test
    void theReportHasTheMinimaBesideWhatWasPrinted() {
        StudyReport report = run(Map.of("points", "50"));
        assertArrayEquals(new double[]{2.33140, 0.09556}, (double[]) report.numbers().get("fairMinima"), 5e-6);
        assertEquals(0, report.numbers().get("quotientsNotZero"));
        assertEquals(70, report.numbers().get("startOptima"));
        for (String shown : List.of("2.39319", "0.95536", "They agree.", "19.75 / 19.88", "16.92 / 18.06", "5.46",
                "18.75 / 18.94", "5.66", "48.1719", "2.7251 / 3.3163", "0.3635 / 0.7428", "48.17213559",
                "48.17187500", "1.8e-06",
                "3.66666667 5.33333333 6.66666667 7.66666667  5.83",
                "4.00000000 5.00000000 6.50000000 8.00000000  5.88", "(8.16, 0.09, 8.21, 0.09)")) {
            assertTrue(report.text().replace('\n', ' ').contains(shown), shown + " in\n" + report.text());
        }
        for (Object end : (List<?>) report.numbers().get("sourceLosses")) {
            assertEquals(2 * Math.sqrt(2), (double) ((Map<?, ?>) end).get("fromOnes"), 1e-3);
            assertEquals(2 * Math.sqrt(2), (double) ((Map<?, ?>) end).get("fromLeastSquares"), 1e-3);
        }
        double[] regret = (double[]) report.numbers().get("regretByStep");
        assertTrue(regret[regret.length - 1] < 0.05 * regret[0]);
        assertEquals("regret", report.pictures().getFirst().name());
    }

    @ParameterizedTest
    @CsvSource({"linear,3", "nonlinear,auto", "nonlinear,9", "linear,100"})
    void otherDataAndDegreesRun(String data, String degree) {
        StudyReport report = run(Map.of("points", "5", "data", data, "degree", degree));
        assertTrue(report.text().contains("They agree."));
        assertEquals(!degree.equals("9") && !degree.equals("100"), report.numbers().containsKey("sourceLosses"));
        assertFalse(report.text().contains("48.1721"), "what was printed for another model");
    }

    @Test
    void badArgumentsAreRefused() {
        for (Map<String, String> given : List.of(Map.of("data", "cubic"), Map.of("degree", "0"),
                Map.of("degree", "two"), Map.of("penalty", "-1"), Map.of("points", "0"), Map.of("seed", "-1"))) {
            assertThrows(InvalidInputException.class, () -> run(given), given.toString());
        }
    }
}
