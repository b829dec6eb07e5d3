package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why one person gets what. */
class AllocateExplainTest {
    @TempDir
    Path folder;

    private SamplePeople people;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            Ann~sex=f~visit: 3 benefit for 2 is 1.5 per unit of cost, below the group's cut-off of 2: not funded. From a benefit of 4 on it would come before the cut-off, if the cut-off stays.
            Bea~sex=f~visit: 4 benefit for 2 is 2 per unit of cost, at the group's cut-off of 2: funded, first in the order.
            Cid~sex=m~test: 5 benefit for 1 is 5 per unit of cost, above the group's cut-off of 3: funded.
            Eva~sex=f~test: 2 benefit for 1 is 2 per unit of cost, at the group's cut-off of 2: funded in part, 83.3 %.
            Fay~sex=f~visit: 4 benefit for 2 is 2 per unit of cost, at the group's cut-off of 2: not funded, because the money runs out before. From a benefit of 4.00001 on it would come before the cut-off, if the cut-off stays.
            """)
    void oneSentenceSaysWhy(String id, String group, String sentence) {
        List<String> lines = people.lines("--budget", 5, "--alpha", 1, "--explain", id);
        int start = lines.indexOf("Why " + id + " (" + group + ") gets what with alpha 1");
        assertTrue(start > 0, String.join("\n", lines));
        assertEquals(sentence, lines.get(start + 1));
        assertEquals("An item that is not listed never gives the most benefit for any amount of money.",
                lines.get(start + 2));
    }

    @Test
    void wholeDosesAreSaidToo() {
        List<String> lines = people.lines("--budget", 5, "--alpha", 1, "--explain", "Eva", "--whole");
        assertTrue(lines
                .contains("test: 2 benefit for 1 is 2 per unit of cost, at the group's cut-off of 2: funded in part, "
                        + "83.3 %; in whole doses not funded."),
                String.join("\n", lines));
    }

    @Test
    void eachItemHasASentenceWhereAPersonMayGetSeveral() {
        List<String> lines = SamplePeople.squeezed(Alphafair.done(
                people.plainWords("--cap-values", 1, "--budget", 100, "--alpha", 1, "--explain", "Ann")));
        assertTrue(lines
                .contains("visit: 3 benefit for 2 is 1.5 per unit of cost, and the money suffices for everybody in "
                        + "the group: funded."),
                String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("test: 1 benefit for 1 is 1 per unit of cost")),
                String.join("\n", lines));
    }

    @Test
    void thePersonIsTheSameWhateverTheLot() {
        for (int seed = 0; seed < 5; seed++) {
            List<String> lines = people.lines("--budget", 5, "--alpha", 1, "--explain", "Cid", "--ties",
                    "lottery:" + seed);
            assertTrue(
                    lines.contains(
                            "test: 5 benefit for 1 is 5 per unit of cost, above the group's cut-off of 3: funded."),
                    String.join("\n", lines));
        }
    }

    @Test
    void nobodyOfThatIdIsRefused() {
        Alphafair.assertRefused(2,
                "--explain Zoe: nobody has this id; expected a value of the column of --id, such as 'Ann'",
                people.words("--budget", 5, "--alpha", 1, "--explain", "Zoe"));
    }
}
