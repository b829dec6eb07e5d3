package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several levels of fairness side by side. */
class AllocateAlternativesTest {
    @TempDir
    Path folder;

    private SamplePeople people;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
    }

    @Test
    void theAlternativesStandBesideThePriceAndAnEqualSplit() {
        List<String> lines = people.lines("--budget", 5, "--alpha", "0,1,inf");
        assertEquals(List.of("The alternatives side by side, for 6 people and a budget of 5",
                "alpha 0  alpha 1  alpha inf  equal split",
                "people reached  3  4  4  5",
                "spent  5  5  5  5",
                "benefit in all  15  14.1667  12.5  13.6667",
                "smallest mean of a group  1  1.41667  2.08333  1.66667",
                "sum of the means  6.5  5.66667  4.16667  5.16667",
                "price of fairness  0.0 %  12.8 %  35.9 %  20.5 %",
                "reached, sex=f  1  2  3  3",
                "reached, sex=m  2  2  1  2",
                "spent, sex=f  2  2.83333  4.16667  3.33333",
                "spent, sex=m  3  2.16667  0.833333  1.66667",
                "mean benefit, sex=f  1  1.41667  2.08333  1.66667",
                "mean benefit, sex=m  5.5  4.25  2.08333  3.5"), lines.subList(0, 14));
    }

    @Test
    void thePriceIsAgainstAlpha0WhereThatIsNotAsked() {
        List<String> lines = people.lines("--budget", 5, "--alpha", "1,inf");
        assertTrue(lines.contains("price of fairness  12.8 %  35.9 %  20.5 %"), String.join("\n", lines));
    }

    @Test
    void wholeDosesAndWeightsHoldForEachAlternative() {
        List<String> lines = people.lines("--budget", 5, "--alpha", "0,1", "--whole", "--weights", "f=2");
        assertTrue(lines.contains("The sum of the means counts each group with its weight."), String.join("\n", lines));
        // The equal split has 3.33 for f: Bea's visit and Eva's test; and 1.67 for m: Cid's test.
        assertTrue(lines.stream().anyMatch(line -> line.matches("spent, sex=f  \\d  \\d  3")),
                String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.matches("spent, sex=m  \\d  \\d  1")),
                String.join("\n", lines));
    }

    @Test
    void eachAlternativeExplainsAPerson() {
        List<String> lines = people.lines("--budget", 5, "--alpha", "1,inf", "--explain", "Fay");
        assertTrue(lines.contains("Why Fay (sex=f) gets what with alpha 1"), String.join("\n", lines));
        assertTrue(lines.contains("Why Fay (sex=f) gets what with alpha inf"), String.join("\n", lines));
    }
}
