package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the groups fare with ascending budgets. */
class AllocatePathTest {
    @TempDir
    Path folder;

    private SamplePeople people;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
    }

    @Test
    void eachBudgetHasALine() {
        List<String> lines = people.lines("--path", "2,5,20", "--alpha", 1);
        assertEquals(List.of("Mean benefit per member, by budget, alpha 1", "budget  sex=f  sex=m", "2  0.5  2.5",
                "5  1.41667  4.25", "20  3.25  5.5", "", "People reached, by budget", "budget  sex=f  sex=m", "2  1  1",
                "5  2  2", "20  4  2", "", "Spent, by budget", "budget  sex=f  sex=m", "2  1  1", "5  2.83333  2.16667",
                "20  7  3"), lines.subList(0, 17));
    }

    @Test
    void thePictureAndTheTableHaveTheSameSteps() throws IOException {
        Path picture = folder.resolve("path.svg");
        Path out = folder.resolve("path.csv");
        Alphafair.done(people.words("--path", "2,20", "--alpha", 1, "--whole", "--picture", picture, "--out", out));
        String svg = Files.readString(picture);
        assertTrue(svg.startsWith("<svg ") && svg.contains(">sex=f</text>") && svg.contains(">sex=m</text>"), svg);
        List<String> rows = Files.readAllLines(out);
        assertEquals("budget,group,members,reached,spent,mean benefit", rows.get(0));
        assertEquals("2,sex=m,2,1,1,2.5", rows.get(2));
        assertEquals(List.of("20,sex=f,4,4,7,3.25", "20,sex=m,2,2,3,5.5"), rows.subList(3, 5));
        assertTrue(Files.exists(folder.resolve("path.csv.receipt.json")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            --path 5,2~--path has 2 after 5: expected ascending budgets; sort them and drop repeated ones
            --path 5,5~--path has 5 after 5: expected ascending budgets; sort them and drop repeated ones
            --path 5,x~--path has 'x': expected numbers > 0 with commas between them
            --path 0,2~budget is 0.0: expected a finite number > 0
            --path 2,Infinity~--path has 'Infinity': expected numbers > 0 with commas between them
            --path 2 --budget 5~--budget and --path exclude each other: expected one of them; drop one
            --path 2 --explain Ann~--path and --explain exclude each other: expected one of them; use --budget to explain
            --budget 2 --picture x.svg~--picture without --path: expected budgets to draw; add --path Q,...
            """)
    void badPathsAreRefused(String options, String message) {
        Alphafair run = Alphafair.run(people.words((Object[]) (options + " --alpha 1").split(" ")));
        assertEquals(2, run.code(), run.toString());
        assertTrue(run.err().startsWith("error: " + message), run.err());
        assertEquals(1, run.err().lines().count());
        assertFalse(Files.exists(Path.of("x.svg")));
    }

    @Test
    void aPathHasOneAlpha() {
        Alphafair.assertRefused(2, "--path with 2 alphas: expected one alpha; drop others",
                people.words("--path", "2,5", "--alpha", "0,1"));
    }
}
