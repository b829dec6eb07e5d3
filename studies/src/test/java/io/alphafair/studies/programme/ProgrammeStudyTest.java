package io.alphafair.studies.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyFolder;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProgrammeStudyTest {
    private static final int SCREEN = 32;

    private final ProgrammeStudy study = new ProgrammeStudy();

    private StudyReport run(Map<String, String> given) {
        return study.run(StudyArguments.of(study, given), StudyProgress.NONE);
    }

    @Test
    void theFirstScreenSaysWhoGetsWhatAndWhy() {
        StudyReport report = run(Map.of());
        String screen = report.text().lines().limit(SCREEN).collect(Collectors.joining("\n"));
        for (String words : List.of("4,406 people", "10.0 %", "of this kind: physician's office",
                "women, African-American", "282 (12.3 %)", "highest score come first",
                "alpha 0: the most benefit", "alpha 1: a compromise", "alpha inf: the group with the least",
                "about 6.2", "-79 women, not African-American", "+27 men, African-American", "97.6 %", "2.4 %",
                "not advice")) {
            assertTrue(screen.replaceAll("\\s+", " ").contains(words), words + " is not in\n" + screen);
        }
        assertTrue(report.text().lines().allMatch(line -> line.codePointCount(0, line.length()) <= 80), report.text());
    }

    @Test
    void tablesAndNumbersAgree() throws IOException {
        StudyReport report = run(Map.of("alpha", "0,2,inf", "whole", "no"));
        JsonNode numbers = new ObjectMapper().readTree(StudyFolder.json(report));
        assertEquals(440.6, numbers.get("budget").asDouble(), 1e-9);
        JsonNode decisions = numbers.get("decisions");
        assertEquals(3, decisions.size());
        assertEquals("Infinity", decisions.get(2).get("alpha").asText());
        TextTable reached = report.tables().getFirst();
        long all = 0;
        for (int group = 0; group < 4; group++) {
            JsonNode share = decisions.get(1).get("groups").get(group);
            all += share.get("reached").asLong();
            assertEquals(share.get("group").asText(), reached.rows().get(group).getFirst());
            assertTrue(reached.rows().get(group).get(3).startsWith(share.get("reached").asLong() + " ("),
                    reached.rows().toString());
        }
        assertTrue(reached.rows().get(4).get(3).startsWith(all + " ("), reached.rows().toString());
        assertEquals(List.of("reached", "benefit", "path-0", "path-2", "path-inf"),
                report.pictures().stream().map(StudyReport.Picture::name).toList());
        assertEquals(101, numbers.get("paths").get(0).get("budgets").size());
    }

    @Test
    void budgetsForNobodyAndForEverybodyHaveAnAnswer() {
        assertTrue(run(Map.of("budget-share", "0.000001")).text().replace('\n', ' ')
                .contains("The money suffices for nobody."));
        String everybody = run(Map.of("budget-share", "100", "whole", "no")).text();
        assertTrue(everybody.contains("(100.0 %)"), everybody);
    }

    @Test
    void badArgumentsAreRefused() {
        for (Map<String, String> given : List.of(Map.of("budget-share", "0"), Map.of("budget-share", "x"),
                Map.of("alpha", "-1"), Map.of("alpha", ""), Map.of("whole", "maybe"))) {
            assertThrows(InvalidInputException.class, () -> run(given), given.toString());
        }
    }
}
